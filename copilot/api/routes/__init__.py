"""The routes, one file a kind of thing. Each calls the façade and nothing else."""

from copilot.api.routes import sessions

ROUTERS = (sessions.router,)
