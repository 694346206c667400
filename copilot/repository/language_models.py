"""What was sent to language models, what people allow, and which model is set."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from copilot.models import ModelUse, Preferences, SentEntry
from copilot.repository.tables import PreferencesRow, SentRow, SettingRow

_MODEL = "model"


def add_sent(session: Session, programme: str, person: str, entry: SentEntry) -> None:
    session.add(
        SentRow(
            programme=programme,
            person=person,
            at=entry.at.astimezone(UTC).replace(tzinfo=None),
            model=entry.model,
            host=entry.host,
            local=entry.local,
            purpose=entry.purpose,
            characters=entry.characters,
            tokens_in=entry.tokens_in,
            tokens_out=entry.tokens_out,
            seconds=entry.seconds,
            outcome=entry.outcome,
        )
    )


def sent(session: Session, programme: str, person: str) -> tuple[SentEntry, ...]:
    """The person's, newest first."""
    mine = select(SentRow).where(SentRow.programme == programme, SentRow.person == person)
    rows = session.scalars(mine.order_by(SentRow.at.desc(), SentRow.id.desc()))
    return tuple(
        SentEntry(
            at=row.at.replace(tzinfo=UTC),
            model=row.model,
            host=row.host,
            local=row.local,
            purpose=row.purpose,
            characters=row.characters,
            tokens_in=row.tokens_in,
            tokens_out=row.tokens_out,
            seconds=row.seconds,
            outcome=row.outcome,
        )
        for row in rows
    )


def usage(session: Session, programme: str) -> tuple[ModelUse, ...]:
    """Sums over everybody's requests, by model; of nobody in particular."""
    sums = (
        select(
            SentRow.model,
            func.count(),
            func.sum(SentRow.characters),
            func.sum(SentRow.tokens_in),
            func.sum(SentRow.tokens_out),
            func.sum(SentRow.seconds),
        )
        .where(SentRow.programme == programme)
        .group_by(SentRow.model)
        .order_by(SentRow.model)
    )
    return tuple(ModelUse(*row) for row in session.execute(sums))


def preferences(session: Session, programme: str, person: str) -> Preferences:
    """The person's; as they stand by default where nothing was said."""
    row = session.get(PreferencesRow, (programme, person))
    if row is None:
        return Preferences()
    known = {None: None, "flag": "flag", "drop": "drop"}
    return Preferences(row.private_may_leave, known.get(row.unsupported))  # type: ignore[arg-type]


def save_preferences(session: Session, programme: str, person: str, said: Preferences) -> None:
    session.merge(
        PreferencesRow(
            programme=programme,
            person=person,
            private_may_leave=said.private_may_leave,
            unsupported=said.unsupported,
        )
    )


def remove(session: Session, programme: str, person: str) -> None:
    """Everything here that is the person's."""
    session.execute(delete(SentRow).where(SentRow.programme == programme, SentRow.person == person))
    session.execute(
        delete(PreferencesRow).where(PreferencesRow.programme == programme, PreferencesRow.person == person)
    )


def chosen(session: Session) -> str | None:
    """The model that somebody chose while the app ran, `none` included; None where nobody did."""
    row = session.get(SettingRow, _MODEL)
    return None if row is None else row.value


def choose(session: Session, spec: str | None) -> None:
    """Set it, or with None let the setting of the environment count again."""
    if spec is None:
        session.execute(delete(SettingRow).where(SettingRow.name == _MODEL))
    else:
        session.merge(SettingRow(name=_MODEL, value=spec))
