"""All tables: documents and passages with their keyword search, and the domain's.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not imported: a migration must stay what it was when it ran.
KEYWORD_SEARCH = (
    """
CREATE VIRTUAL TABLE IF NOT EXISTS passages_fts USING fts5(
    text, heading, title,
    content='passages', content_rowid='number',
    tokenize='porter unicode61 remove_diacritics 2'
)
    """,
    """
    CREATE TRIGGER IF NOT EXISTS passages_fts_insert AFTER INSERT ON passages BEGIN
        INSERT INTO passages_fts(rowid, text, heading, title)
        VALUES (new.number, new.text, new.heading, new.title);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS passages_fts_delete AFTER DELETE ON passages BEGIN
        INSERT INTO passages_fts(passages_fts, rowid, text, heading, title)
        VALUES ('delete', old.number, old.text, old.heading, old.title);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS passages_fts_update AFTER UPDATE OF text, heading, title ON passages
    WHEN old.text IS NOT new.text OR old.heading IS NOT new.heading OR old.title IS NOT new.title
    BEGIN
        INSERT INTO passages_fts(passages_fts, rowid, text, heading, title)
        VALUES ('delete', old.number, old.text, old.heading, old.title);
        INSERT INTO passages_fts(rowid, text, heading, title)
        VALUES (new.number, new.text, new.heading, new.title);
    END
    """,
)


def upgrade() -> None:
    op.create_table('documents',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=True),
    sa.Column('author', sa.String(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('tags', sa.JSON(), nullable=False),
    sa.Column('content_hash', sa.String(), nullable=False),
    sa.Column('file_hash', sa.String(), nullable=True),
    sa.Column('recipe', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents'))
    )
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_programme'), ['programme'], unique=False)

    op.create_table('programmes',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=True),
    sa.Column('contact', sa.Text(), nullable=False),
    sa.Column('me', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programmes'))
    )
    op.create_table('vector_index',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('database_id', sa.String(), nullable=False),
    sa.Column('generation', sa.String(), nullable=True),
    sa.Column('condition', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('format', sa.Integer(), nullable=False),
    sa.Column('model_id', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vector_index'))
    )
    op.create_table('actions',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('relationship', sa.String(), nullable=True),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_actions_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_actions'))
    )
    with op.batch_alter_table('actions', schema=None) as batch_op:
        batch_op.create_index('ix_actions_note', ['programme', 'note'], unique=False)

    op.create_table('drafts',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('author', sa.String(), nullable=False),
    sa.Column('relationship', sa.String(), nullable=True),
    sa.Column('stale', sa.Boolean(), nullable=False),
    sa.Column('draft', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_drafts_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_drafts'))
    )
    with op.batch_alter_table('drafts', schema=None) as batch_op:
        batch_op.create_index('ix_drafts_author', ['programme', 'author'], unique=False)

    op.create_table('feedback',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('respondent', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('relationship', sa.String(), nullable=True),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('rating', sa.Float(), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('consent', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_feedback_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_feedback'))
    )
    op.create_table('goals',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('relationship', sa.String(), nullable=True),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('visibility', sa.String(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_goals_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_goals'))
    )
    with op.batch_alter_table('goals', schema=None) as batch_op:
        batch_op.create_index('ix_goals_scope', ['programme', 'scope', 'date'], unique=False)

    op.create_table('notes',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('relationship', sa.String(), nullable=True),
    sa.Column('author', sa.String(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('visibility', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_notes_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_notes'))
    )
    with op.batch_alter_table('notes', schema=None) as batch_op:
        batch_op.create_index('ix_notes_scope', ['programme', 'scope', 'date'], unique=False)

    op.create_table('passages',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('document_id', sa.String(), nullable=False),
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('text_hash', sa.String(), nullable=False),
    sa.Column('model_id', sa.String(), nullable=False),
    sa.Column('heading_path', sa.JSON(), nullable=False),
    sa.Column('heading', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('embedding', sa.LargeBinary(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_passages_document_id_documents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_passages')),
    sa.UniqueConstraint('id', name=op.f('uq_passages_id'))
    )
    with op.batch_alter_table('passages', schema=None) as batch_op:
        batch_op.create_index('ix_passages_document_id_ordinal', ['document_id', 'ordinal'], unique=False)
        batch_op.create_index('ix_passages_text_hash_model_id', ['text_hash', 'model_id'], unique=False)

    op.create_table('people',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('known_as', sa.Text(), nullable=False),
    sa.Column('roles', sa.JSON(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_people_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_people'))
    )
    op.create_table('relationships',
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('mentor', sa.String(), nullable=False),
    sa.Column('mentee', sa.String(), nullable=False),
    sa.Column('started', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['programme'], ['programmes.id'], name='fk_relationships_programme', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme', 'id', name=op.f('pk_relationships'))
    )
    with op.batch_alter_table('relationships', schema=None) as batch_op:
        batch_op.create_index('ix_relationships_mentee', ['programme', 'mentee'], unique=False)
        batch_op.create_index('ix_relationships_mentor', ['programme', 'mentor'], unique=False)
    if op.get_context().dialect.name == "sqlite":
        for statement in KEYWORD_SEARCH:
            op.get_bind().exec_driver_sql(statement)
