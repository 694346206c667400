"""Who is signed in: passwords, browser sessions, API tokens. Who may read what is `access.py`'s alone."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from copilot.errors import BriefError, NotFound, NotSignedIn
from copilot.models import Person, Session, SessionKind, User
from copilot.repository import accounts as rows
from copilot.repository import people
from copilot.sign_in_limits import SignInLimits
from ingest.database import Database

SHORTEST_PASSWORD = 12
"""NIST SP 800-63B (2025) asks for 15 where a password stands alone and 8 beside a second factor; length, and no rules
about kinds of characters. Tries are limited here, so 12."""
LONGEST_PASSWORD = 1000
_HASHES_AT_ONCE = 2
"""Each takes 64 MB and every core it gets: a whole group that signs in at nine o'clock is let in one after the other."""
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike on paper: 16 of these are 79 bits."""
_COMMON = frozenset({"password1234", "123456789012", "qwertyuiopas", "passwordpassword", "mentoring1234"})


@dataclass(frozen=True)
class Opened:
    """A new session, and the secret that proves it: shown once, stored nowhere."""

    session: Session
    secret: str


def _now() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """Sign-in on one database.

    A session ends `idle` after it was last used and `longest` after it began, whichever comes first.
    """

    def __init__(
        self,
        database: Database,
        *,
        idle: timedelta = timedelta(hours=12),
        longest: timedelta = timedelta(days=7),
        now: Callable[[], datetime] = _now,
        hasher: PasswordHash | None = None,
    ) -> None:
        self._database = database
        self._idle, self._longest, self._now = idle, longest, now
        self._hasher = hasher or PasswordHash((Argon2Hasher(),))
        self._limits = SignInLimits()
        self._hashing = threading.BoundedSemaphore(_HASHES_AT_ONCE)

    @cached_property
    def _nobody(self) -> str:
        """Verified where there is no such user, so that the answer takes as long."""
        return self._hasher.hash(secrets.token_urlsafe())

    # Users

    def users(self, programme: str) -> tuple[User, ...]:
        """Who can sign in with a password, by id."""
        with self._database.read() as session:
            return rows.users(session, programme)

    def set_password(self, programme: str, person: str, password: str, *, new: bool) -> User:
        """Let the person sign in with this password; `new`: they could not before. Ends all their sessions.

        Raises:
            NotFound: there is no such person, or (unless `new`) no such user.
            BriefError: the password is too short or too common, or (if `new`) there is such a user.
        """
        worthy = _worthy(password, person)
        with self._hashing:
            hashed = self._hasher.hash(worthy)
        with self._database.write() as session:
            if people.person(session, programme, person) is None:
                raise _nobody(person)
            known = rows.user(session, programme, person)
            if new and known is not None:
                raise BriefError(
                    f"{person} can sign in already.",
                    location="PERSON",
                    next_step=f"For another password: `mentor user reset {person}`.",
                )
            if not new and known is None:
                raise _nobody(person)
            rows.revoke_all(session, programme, person)
            return rows.save_user(session, User(programme, person, hashed, False, self._now()))

    def invite(self, programme: str, person: str, *, new: bool) -> str:
        """Let the person sign in with a password made here, which is returned, told once and stored nowhere.

        They should take one of their own (`change_password`). Raises as `set_password`.
        """
        made = "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
        self.set_password(programme, person, made, new=new)
        return made

    def change_password(self, programme: str, person: str, current: str, new: str) -> None:
        """Another password of one's own; it ends all one's sessions and tokens.

        Raises:
            NotSignedIn: the current one is not right.
            TooManyTries: it was wrong too often.
            BriefError: the new one is too short or too common.
        """
        here = f"signed in as {programme}:{person}"  # so that nobody else's tries count
        self._limits.check(programme, person, here)
        with self._database.read() as session:
            known = rows.user(session, programme, person)
        with self._hashing:
            fits = self._hasher.verify(current[:LONGEST_PASSWORD], known.password if known else self._nobody)
        if not fits or not known:
            self._limits.failed(programme, person, here)
            raise NotSignedIn("The current password is not right.", next_step="Try again, or ask your staff.")
        self.set_password(programme, person, new, new=False)

    def disable(self, programme: str, person: str) -> User:
        """The person cannot sign in any more; their sessions and tokens end now. Raises NotFound."""
        with self._database.write() as session:
            known = rows.user(session, programme, person)
            if known is None:
                raise _nobody(person)
            rows.revoke_all(session, programme, person)
            return rows.save_user(session, replace(known, disabled=True, changed=self._now()))

    # Signing in

    def sign_in(self, programme: str, name: str, password: str, *, address: str) -> Opened:
        """A browser session for whoever knows the password. `name` is the person's id or e-mail address.

        Raises:
            NotSignedIn: the same words for a wrong name, a wrong password and a disabled user.
            TooManyTries: for this name, or from this address; it says how long to wait.
        """
        name = name.strip()
        self._limits.check(programme, name, address)
        with self._database.read() as session:
            person = _named(people.people(session, programme), name)
            known = rows.user(session, programme, person.id) if person else None
        with self._hashing:
            nobody = self._nobody  # made with the first sign-in, whether or not there is such a user
            fits, renewed = self._hasher.verify_and_update(
                password[:LONGEST_PASSWORD], known.password if known else nobody
            )
        if person is None or known is None or known.disabled or not fits:
            self._limits.failed(programme, name, address)
            raise NotSignedIn("That name and password do not go together.", next_step="Try again, or ask your staff.")
        self._limits.succeeded(programme, name)
        if renewed is not None:
            with self._database.write() as session:
                rows.save_user(session, replace(known, password=renewed))
        return self.open(programme, person.id)

    def open(
        self,
        programme: str,
        person: str,
        *,
        kind: SessionKind = SessionKind.BROWSER,
        label: str = "",
        lasts: timedelta | None = None,
    ) -> Opened:
        """A session for the person, unasked: for `sign_in`, for local use, and for a token they make themselves.

        Raises NotFound.
        """
        secret = secrets.token_urlsafe(32)
        now = self._now()
        made = Session(
            id=secrets.token_hex(6),
            programme=programme,
            person=person,
            kind=kind,
            label=label.strip()[:100],
            created=now,
            seen=now,
            expires=now + (lasts or self._longest),
        )
        with self._database.write() as session:
            if people.person(session, programme, person) is None:
                raise _nobody(person)
            rows.remove_expired(session, now)
            rows.save_session(session, made, _digest(secret))
        return Opened(made, secret)

    def session(self, secret: str) -> Session | None:
        """Whose secret it is, or None if it is nobody's, was revoked or has expired. Counts as use of it."""
        now = self._now()
        with self._database.read() as session:
            found = rows.session(session, _digest(secret))
        if found is None or found.expires <= now:
            return None
        if found.kind is SessionKind.BROWSER and found.seen + self._idle <= now:
            return None
        if now - found.seen > _SEEN_EVERY:
            with self._database.write() as session:
                rows.touch(session, found.id, now)
        return found

    def sessions(self, programme: str, person: str) -> tuple[Session, ...]:
        """The person's, newest first."""
        now = self._now()
        with self._database.read() as session:
            mine = rows.sessions(session, programme, person)
        return tuple(one for one in mine if one.expires > now)

    def revoke(self, programme: str, person: str, identifier: str) -> None:
        """End one of the person's sessions or tokens, now. Raises NotFound."""
        with self._database.write() as session:
            if not rows.revoke(session, programme, person, identifier):
                raise NotFound(
                    f"There is no session {identifier!r} here, or it is not yours to end.",
                    next_step="Settings lists yours.",
                )

    def revoke_all(self, programme: str, person: str) -> int:
        """End all of the person's, tokens included. Returns how many there were."""
        with self._database.write() as session:
            return rows.revoke_all(session, programme, person)


_SEEN_EVERY = timedelta(minutes=1)
"""Use is written down so often at most: a write for each request would make every reader wait."""


def _digest(secret: str) -> str:
    """What is stored of a secret. It is 256 random bits, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _worthy(password: str, person: str) -> str:
    """The password, if it may be one. Raises BriefError."""
    said = password.casefold()
    problem = None
    if len(password) < SHORTEST_PASSWORD:
        problem = f"It has fewer than {SHORTEST_PASSWORD} characters"
    elif len(password) > LONGEST_PASSWORD:
        problem = f"It has more than {LONGEST_PASSWORD} characters"
    elif said in _COMMON or len(set(said)) < 4 or (len(person) > 3 and said == person.casefold() * 2):
        problem = "It is among the first that anyone would try"
    if problem:
        raise BriefError(
            f"This password cannot be used. {problem}.",
            location="password",
            next_step="A few unrelated words make a good one.",
        )
    return password


def _named(everyone: tuple[Person, ...], name: str) -> Person | None:
    """The one of that id, or the only one with that e-mail address."""
    by_id = [one for one in everyone if one.id == name]
    by_mail = [one for one in everyone if one.email and one.email.casefold() == name.casefold()]
    found = by_id or by_mail
    return found[0] if len(found) == 1 else None


def _nobody(person: str) -> NotFound:
    return NotFound(
        f"There is no {person!r} here who could sign in.",
        next_step="`mentor people` lists who there is, `mentor user list` who can sign in.",
    )
