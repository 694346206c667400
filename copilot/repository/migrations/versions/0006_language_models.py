"""Language models: what was sent, what people allow, which one is set, and what one wrote into a draft.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["programme", "person"], ["people.programme", "people.id"], name=f"fk_{table}_person", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "sent_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        _of_person("sent_log"),
        sa.PrimaryKeyConstraint("id", name="pk_sent_log"),
    )
    op.create_index("ix_sent_log_person", "sent_log", ["programme", "person", "at"], unique=False)
    op.create_table(
        "preferences",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("private_may_leave", sa.Boolean(), nullable=False),
        sa.Column("unsupported", sa.String(), nullable=True),
        _of_person("preferences"),
        sa.PrimaryKeyConstraint("programme", "person", name="pk_preferences"),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    op.add_column("working_drafts", sa.Column("written", sa.JSON(), nullable=True))
