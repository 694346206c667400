"""The routes, one file a kind of thing. Each calls the façade and nothing else."""

from copilot.api.routes import (
    actions,
    drafts,
    feedback,
    goals,
    guidance,
    me,
    notes,
    people,
    programme,
    questions,
    relationships,
    sessions,
    users,
)

ROUTERS = (
    sessions.router,
    me.router,
    people.router,
    relationships.router,
    notes.router,
    actions.router,
    goals.router,
    drafts.router,
    questions.router,
    guidance.router,
    feedback.router,
    users.router,
    programme.router,
)
