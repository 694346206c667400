"""The tables of documents and passages, with the full-text table that follows them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from ingest.database import Base
from ingest.keyword import FTS_DDL, FTS_DROP, statements


class DocumentRow(Base):
    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    title: Mapped[str]
    scope: Mapped[str]
    subject: Mapped[str | None]
    author: Mapped[str | None]
    day: Mapped[date | None]
    source: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(JSON)
    content_hash: Mapped[str]
    file_hash: Mapped[str | None]
    recipe: Mapped[str]
    text: Mapped[str]


class PassageRow(Base):
    """`number` is there for FTS5: a rowid that VACUUM keeps. The wide columns come last (cheaper filters).

    `ix_passages_visible` has all that a filter asks of a passage found by its number: looking it up there
    spares reading pages full of text and vectors, half of keyword search's time at 26,000 passages.
    """

    __tablename__ = "passages"
    __table_args__ = (
        Index("ix_passages_document_id_ordinal", "document_id", "ordinal"),
        Index("ix_passages_text_hash_model_id", "text_hash", "model_id"),
        Index("ix_passages_visible", "number", "day", "subject", "programme", "scope", "kind"),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    programme: Mapped[str]
    kind: Mapped[str]
    scope: Mapped[str]
    subject: Mapped[str | None]
    day: Mapped[date | None]
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text_hash: Mapped[str]
    model_id: Mapped[str]
    heading_path: Mapped[list[str]] = mapped_column(JSON)
    heading: Mapped[str]
    title: Mapped[str]
    embedding: Mapped[bytes]
    text: Mapped[str]
    sentences: Mapped[bytes | None]


for _statement in statements(FTS_DDL):
    event.listen(PassageRow.__table__, "after_create", _statement.execute_if(dialect="sqlite"))
for _statement in statements(FTS_DROP):
    event.listen(PassageRow.__table__, "before_drop", _statement.execute_if(dialect="sqlite"))
