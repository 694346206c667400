"""What single sentences of notes mean, beside their passages.

Notes that are there already have none until they are written again or `mentor rebuild` fills them in.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("passages", sa.Column("sentences", sa.LargeBinary(), nullable=True))
