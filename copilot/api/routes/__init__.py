"""The routes, one file a kind of thing. Each calls the façade and nothing else."""

from copilot.api.routes import (
    actions,
    drafts,
    feedback,
    goals,
    guidance,
    me,
    model,
    notes,
    people,
    programme,
    proposals,
    questions,
    relationships,
    sessions,
    studio,
    users,
)

ROUTERS = (
    sessions.router,
    me.router,
    model.router,
    people.router,
    relationships.router,
    notes.router,
    proposals.router,
    actions.router,
    goals.router,
    drafts.router,
    studio.router,
    questions.router,
    guidance.router,
    feedback.router,
    users.router,
    programme.router,
)
