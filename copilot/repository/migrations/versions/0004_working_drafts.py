"""Drafts that their authors work on: what they typed, and which drafts are versions of it.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("drafts", sa.Column("working", sa.String(), nullable=True))
    op.add_column("drafts", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("drafts", sa.Column("made", sa.DateTime(timezone=True), nullable=True))
    op.add_column("drafts", sa.Column("change", sa.String(), nullable=True))
    op.create_index("ix_drafts_working", "drafts", ["programme", "working"], unique=False)
    op.create_table(
        "working_drafts",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brief", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("included", sa.JSON(), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme"], ["programmes.id"], name="fk_working_drafts_programme", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("programme", "id", name=op.f("pk_working_drafts")),
    )
    op.create_index("ix_working_drafts_author", "working_drafts", ["programme", "author"], unique=False)
