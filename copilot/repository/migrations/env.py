"""Alembic's entry: runs the migrations on the connection that `schema.migrate` hands over."""

from __future__ import annotations

from alembic import context

from copilot.repository import tables  # noqa: F401 - their tables belong to the metadata
from ingest import index_state, passages  # noqa: F401
from ingest.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
