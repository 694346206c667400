"""The domain's tables. Everything belongs to a programme: every key is (programme, id).

`scope` on notes and goals is `str(value.scope)`, written with the row, so that every read filters by it.
An action's scope is its note's, so it is never written down: see `actions.py`.
"""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ingest.database import Base

Day = datetime.date


def _inside(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["programme"], ["programmes.id"], name=f"fk_{table}_programme", ondelete="CASCADE")


class ProgrammeRow(Base):
    __tablename__ = "programmes"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    timezone: Mapped[str] = mapped_column(String)
    as_of: Mapped[Day | None] = mapped_column(Date)
    contact: Mapped[str] = mapped_column(Text)
    me: Mapped[str | None] = mapped_column(String)
    """Who `mentor` speaks for when nobody is named: set by `mentor init`, part of no export."""


class PersonRow(Base):
    __tablename__ = "people"
    __table_args__ = (_inside("people"),)

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    known_as: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(JSON)
    title: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)


class RelationshipRow(Base):
    __tablename__ = "relationships"
    __table_args__ = (
        _inside("relationships"),
        Index("ix_relationships_mentor", "programme", "mentor"),
        Index("ix_relationships_mentee", "programme", "mentee"),
    )

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    mentor: Mapped[str] = mapped_column(String)
    mentee: Mapped[str] = mapped_column(String)
    started: Mapped[Day] = mapped_column(Date)
    ends: Mapped[Day | None] = mapped_column(Date)


class NoteRow(Base):
    __tablename__ = "notes"
    __table_args__ = (_inside("notes"), Index("ix_notes_scope", "programme", "scope", "date"))

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    relationship: Mapped[str | None] = mapped_column(String)
    author: Mapped[str] = mapped_column(String)
    date: Mapped[Day] = mapped_column(Date)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String)
    visibility: Mapped[str] = mapped_column(String)
    scope: Mapped[str] = mapped_column(String)
    text: Mapped[str] = mapped_column(Text)


class GoalRow(Base):
    __tablename__ = "goals"
    __table_args__ = (_inside("goals"), Index("ix_goals_scope", "programme", "scope", "date"))

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    relationship: Mapped[str | None] = mapped_column(String)
    owner: Mapped[str] = mapped_column(String)
    visibility: Mapped[str] = mapped_column(String)
    date: Mapped[Day] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String)
    scope: Mapped[str] = mapped_column(String)
    text: Mapped[str] = mapped_column(Text)


class ActionRow(Base):
    __tablename__ = "actions"
    __table_args__ = (_inside("actions"), Index("ix_actions_note", "programme", "note"))

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    relationship: Mapped[str | None] = mapped_column(String)
    owner: Mapped[str | None] = mapped_column(String)
    due: Mapped[Day | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String)
    note: Mapped[str | None] = mapped_column(String)
    text: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    decisions: Mapped[list[tuple[str | None, str]] | None] = mapped_column(JSON(none_as_null=True))
    """Since when it has stood how, as [day, status], oldest first; the day is null for what a programme file
    said of it. Null where nobody decided anything here. Part of no export."""


class DraftRow(Base):
    __tablename__ = "drafts"
    __table_args__ = (
        _inside("drafts"),
        Index("ix_drafts_author", "programme", "author"),
        Index("ix_drafts_working", "programme", "working"),
    )

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    author: Mapped[str] = mapped_column(String)
    relationship: Mapped[str | None] = mapped_column(String)
    stale: Mapped[bool] = mapped_column(Boolean)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    working: Mapped[str | None] = mapped_column(String)
    """The working draft it is a version of; null, like the three below, for one that was kept by itself."""
    number: Mapped[int | None] = mapped_column(Integer)
    made: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=True))
    change: Mapped[str | None] = mapped_column(String)


class WorkingDraftRow(Base):
    """What a person typed into a draft they work on. Its versions are rows of `drafts`."""

    __tablename__ = "working_drafts"
    __table_args__ = (_inside("working_drafts"), Index("ix_working_drafts_author", "programme", "author"))

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    author: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String)
    as_of: Mapped[Day] = mapped_column(Date)
    seed: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String)
    version: Mapped[int] = mapped_column(Integer)
    """The number of its latest version."""
    created: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    updated: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    brief: Mapped[dict[str, Any]] = mapped_column(JSON)
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    included: Mapped[list[str]] = mapped_column(JSON)
    edits: Mapped[dict[str, Any]] = mapped_column(JSON)
    written: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What a language model wrote into it, so that it need not be asked again."""


class FeedbackRow(Base):
    __tablename__ = "feedback"
    __table_args__ = (_inside("feedback"),)

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    id: Mapped[str] = mapped_column(String, primary_key=True)
    respondent: Mapped[str] = mapped_column(String)
    role: Mapped[str] = mapped_column(String)
    relationship: Mapped[str | None] = mapped_column(String)
    period: Mapped[str] = mapped_column(String)
    question: Mapped[str] = mapped_column(Text)
    rating: Mapped[float | None] = mapped_column(Float)
    comment: Mapped[str] = mapped_column(Text)
    consent: Mapped[bool] = mapped_column(Boolean)


def _of_person(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["programme", "person"], ["people.programme", "people.id"], name=f"fk_{table}_person", ondelete="CASCADE"
    )


class UserRow(Base):
    """Part of no export: a password belongs to the place where it was set."""

    __tablename__ = "users"
    __table_args__ = (_of_person("users"),)

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    person: Mapped[str] = mapped_column(String, primary_key=True)
    password: Mapped[str] = mapped_column(String)
    disabled: Mapped[bool] = mapped_column(Boolean)
    changed: Mapped[datetime.datetime] = mapped_column(DateTime)


class SessionRow(Base):
    """Part of no export. `digest` is the SHA-256 of a secret that only its holder has."""

    __tablename__ = "sessions"
    __table_args__ = (
        _of_person("sessions"),
        Index("ix_sessions_digest", "digest", unique=True),
        Index("ix_sessions_person", "programme", "person"),
    )

    id: Mapped[str] = mapped_column(String, primary_key=True)
    digest: Mapped[str] = mapped_column(String)
    programme: Mapped[str] = mapped_column(String)
    person: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String)
    label: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime.datetime] = mapped_column(DateTime)
    seen: Mapped[datetime.datetime] = mapped_column(DateTime)
    expires: Mapped[datetime.datetime] = mapped_column(DateTime)


class SentRow(Base):
    """One request to a language model, without its text. Part of no export."""

    __tablename__ = "sent_log"
    __table_args__ = (_of_person("sent_log"), Index("ix_sent_log_person", "programme", "person", "at"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme: Mapped[str] = mapped_column(String)
    person: Mapped[str] = mapped_column(String)
    at: Mapped[datetime.datetime] = mapped_column(DateTime)
    model: Mapped[str] = mapped_column(String)
    host: Mapped[str] = mapped_column(String)
    local: Mapped[bool] = mapped_column(Boolean)
    purpose: Mapped[str] = mapped_column(String)
    characters: Mapped[int] = mapped_column(Integer)
    tokens_in: Mapped[int] = mapped_column(Integer)
    tokens_out: Mapped[int] = mapped_column(Integer)
    seconds: Mapped[float] = mapped_column(Float)
    outcome: Mapped[str] = mapped_column(String)


class PreferencesRow(Base):
    """What a person allows. Part of no export."""

    __tablename__ = "preferences"
    __table_args__ = (_of_person("preferences"),)

    programme: Mapped[str] = mapped_column(String, primary_key=True)
    person: Mapped[str] = mapped_column(String, primary_key=True)
    private_may_leave: Mapped[bool] = mapped_column(Boolean)
    unsupported: Mapped[str | None] = mapped_column(String)


class SettingRow(Base):
    """What was set while the app ran, for all programmes of the folder. Never a secret."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
