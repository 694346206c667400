"""Users and sessions."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session as Transaction

from copilot.models import Session, SessionKind, User
from copilot.repository.tables import SessionRow, UserRow


def users(session: Transaction, programme: str) -> tuple[User, ...]:
    """Those of the programme, by person."""
    rows = session.scalars(select(UserRow).where(UserRow.programme == programme).order_by(UserRow.person))
    return tuple(_user(row) for row in rows)


def user(session: Transaction, programme: str, person: str) -> User | None:
    row = session.get(UserRow, (programme, person))
    return None if row is None else _user(row)


def save_user(session: Transaction, user: User) -> User:
    session.merge(
        UserRow(
            programme=user.programme,
            person=user.person,
            password=user.password,
            disabled=user.disabled,
            changed=user.changed,
        )
    )
    return user


def save_session(session: Transaction, made: Session, digest: str) -> None:
    session.add(
        SessionRow(
            id=made.id,
            digest=digest,
            programme=made.programme,
            person=made.person,
            kind=made.kind.value,
            label=made.label,
            created=made.created,
            seen=made.seen,
            expires=made.expires,
        )
    )


def session(session: Transaction, digest: str) -> Session | None:
    """The session of that secret's digest, expired or not."""
    row = session.scalars(select(SessionRow).where(SessionRow.digest == digest)).one_or_none()
    return None if row is None else _session(row)


def sessions(session: Transaction, programme: str, person: str) -> tuple[Session, ...]:
    """The person's, newest first."""
    mine = select(SessionRow).where(SessionRow.programme == programme, SessionRow.person == person)
    return tuple(_session(row) for row in session.scalars(mine.order_by(SessionRow.created.desc(), SessionRow.id)))


def touch(session: Transaction, identifier: str, seen: datetime) -> None:
    session.execute(update(SessionRow).where(SessionRow.id == identifier).values(seen=seen))


def revoke(session: Transaction, programme: str, person: str, identifier: str) -> bool:
    """Whether there was one to end."""
    return _deleted(
        session,
        delete(SessionRow).where(
            SessionRow.programme == programme, SessionRow.person == person, SessionRow.id == identifier
        ),
    ) > 0  # fmt: skip


def revoke_all(session: Transaction, programme: str, person: str) -> int:
    """How many there were."""
    return _deleted(
        session, delete(SessionRow).where(SessionRow.programme == programme, SessionRow.person == person)
    )  # fmt: skip


def remove(session: Transaction, programme: str, person: str) -> None:
    """The person cannot sign in any more, and is signed out."""
    revoke_all(session, programme, person)
    session.execute(delete(UserRow).where(UserRow.programme == programme, UserRow.person == person))


def remove_expired(session: Transaction, now: datetime) -> None:
    session.execute(delete(SessionRow).where(SessionRow.expires <= now))


def _deleted(session: Transaction, statement: object) -> int:
    result = session.execute(statement)  # type: ignore[call-overload]
    assert isinstance(result, CursorResult)
    return result.rowcount


def _user(row: UserRow) -> User:
    return User(row.programme, row.person, row.password, row.disabled, _aware(row.changed))


def _session(row: SessionRow) -> Session:
    return Session(
        id=row.id,
        programme=row.programme,
        person=row.person,
        kind=SessionKind(row.kind),
        label=row.label,
        created=_aware(row.created),
        seen=_aware(row.seen),
        expires=_aware(row.expires),
    )


def _aware(moment: datetime) -> datetime:
    """SQLite keeps no zone; all our times are UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
