"""What keyword search must know of a passage, apart from its text and vector.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_passages_visible", "passages", ["number", "day", "subject", "programme", "scope", "kind"], unique=False
    )
