"""Signing in: what opens a session, what ends it, and what is told to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from copilot.accounts import Accounts
from copilot.app import Copilot
from copilot.errors import BriefError, NotFound, NotSignedIn, TooManyTries
from copilot.models import SessionKind
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

PROGRAMME = """
format: mentoring-programme/1
programme: {id: oak, name: Oak}
people:
- {id: ann, name: Ann Ash, email: Ann@oak.example, roles: [mentee]}
- {id: bob, name: Bob Beech, email: bob@oak.example, roles: [mentor]}
relationships:
- {id: ann-bob, mentor: bob, mentee: ann, started: 2026-01-01}
"""
PASSWORD = "four grey herons fly"
QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2026, 11, 2, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def copilot(tmp_path: Path) -> Iterator[Copilot]:
    file = tmp_path / "oak.yaml"
    file.write_text(PROGRAMME, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as opened:
        opened.import_programme(file)
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(copilot: Copilot, clock: Clock) -> Accounts:
    made = Accounts(copilot._database, now=clock, hasher=QUICK)
    made.set_password("oak", "ann", PASSWORD, new=True)
    return made


def test_the_right_password_opens_a_session_under_the_id_or_the_address(accounts: Accounts) -> None:
    for name in ("ann", "ANN@OAK.EXAMPLE", " ann "):
        opened = accounts.sign_in("oak", name, PASSWORD, address="127.0.0.1")
        found = accounts.session(opened.secret)
        assert found is not None
        assert (found.programme, found.person, found.kind) == ("oak", "ann", SessionKind.BROWSER)


def test_wrong_name_wrong_password_and_no_account_read_the_same(accounts: Accounts) -> None:
    said = set()
    for name, password in (("ann", "wrong wrong wrong"), ("nobody", PASSWORD), ("bob", PASSWORD)):
        with pytest.raises(NotSignedIn) as error:
            accounts.sign_in("oak", name, password, address="127.0.0.1")
        said.add((error.value.message, error.value.next_step))
    assert len(said) == 1


def test_nothing_stored_is_the_secret_or_the_password(accounts: Accounts, copilot: Copilot) -> None:
    opened = accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1")
    with copilot._database.read() as session:
        raw = session.connection().connection.driver_connection
        assert raw is not None
        dump = "\n".join(raw.iterdump())
    assert opened.session.id in dump
    assert opened.secret not in dump
    assert PASSWORD not in dump


def test_tries_are_limited_by_account_and_say_how_long_to_wait(accounts: Accounts) -> None:
    for _ in range(8):
        with pytest.raises(NotSignedIn):
            accounts.sign_in("oak", "ann", "wrong wrong wrong", address="127.0.0.1")
    with pytest.raises(TooManyTries, match="Too many") as error:
        accounts.sign_in("oak", "ANN", PASSWORD, address="127.0.0.2")
    assert 0 < error.value.seconds <= 600
    assert "minute" in error.value.next_step


def test_tries_are_limited_by_address_whoever_is_named(accounts: Accounts) -> None:
    for count in range(40):
        with pytest.raises(NotSignedIn):
            accounts.sign_in("oak", f"guess-{count}", "wrong wrong wrong", address="10.0.0.9")
    with pytest.raises(TooManyTries):
        accounts.sign_in("oak", "ann", PASSWORD, address="10.0.0.9")
    assert accounts.sign_in("oak", "ann", PASSWORD, address="10.0.0.8")


def test_signing_in_clears_the_count_of_the_account(accounts: Accounts) -> None:
    for _ in range(3):
        for _ in range(7):
            with pytest.raises(NotSignedIn):
                accounts.sign_in("oak", "ann", "wrong wrong wrong", address="127.0.0.1")
        accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1")


def test_a_session_ends_when_it_is_not_used(accounts: Accounts, clock: Clock) -> None:
    secret = accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1").secret
    for _ in range(4):
        clock.pass_by(hours=11)
        assert accounts.session(secret)
    clock.pass_by(hours=12)
    assert accounts.session(secret) is None


def test_a_session_ends_in_the_end_even_when_it_is_used(accounts: Accounts, clock: Clock) -> None:
    secret = accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1").secret
    used = 0
    while accounts.session(secret):
        used += 1
        clock.pass_by(hours=10)
    assert used == 17  # 7 days of 24 hours, begun after 0, 10, … 160 hours


def test_a_token_needs_no_use_and_ends_on_its_day(accounts: Accounts, clock: Clock) -> None:
    opened = accounts.open("oak", "ann", kind=SessionKind.TOKEN, label="calendar", lasts=timedelta(days=90))
    clock.pass_by(days=89)
    assert accounts.session(opened.secret)
    assert [one.label for one in accounts.sessions("oak", "ann")] == ["calendar"]
    clock.pass_by(days=1)
    assert accounts.session(opened.secret) is None
    assert accounts.sessions("oak", "ann") == ()


def test_a_revoked_session_is_over_and_another_persons_cannot_be_named(accounts: Accounts) -> None:
    opened = accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1")
    with pytest.raises(NotFound):
        accounts.revoke("oak", "bob", opened.session.id)
    assert accounts.session(opened.secret)
    accounts.revoke("oak", "ann", opened.session.id)
    assert accounts.session(opened.secret) is None


@pytest.mark.parametrize("how", ["reset", "disable"])
def test_a_new_password_or_none_ends_every_session_and_token(accounts: Accounts, how: str) -> None:
    browser = accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1").secret
    token = accounts.open("oak", "ann", kind=SessionKind.TOKEN, lasts=timedelta(days=90)).secret
    if how == "reset":
        accounts.set_password("oak", "ann", "another heron altogether", new=False)
    else:
        accounts.disable("oak", "ann")
    assert accounts.session(browser) is None
    assert accounts.session(token) is None
    with pytest.raises(NotSignedIn):
        accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1")


def test_who_is_disabled_comes_back_with_a_new_password(accounts: Accounts) -> None:
    accounts.disable("oak", "ann")
    accounts.set_password("oak", "ann", "another heron altogether", new=False)
    assert accounts.sign_in("oak", "ann", "another heron altogether", address="127.0.0.1")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "Password1234", "x" * 1001, "bobbbbbobbbb"])
def test_a_password_that_anyone_would_guess_is_refused_with_a_reason(accounts: Accounts, password: str) -> None:
    with pytest.raises(BriefError, match="cannot be used"):
        accounts.set_password("oak", "bob", password, new=True)
    assert [user.person for user in accounts.users("oak")] == ["ann"]


def test_only_people_can_be_users_and_only_once(accounts: Accounts) -> None:
    with pytest.raises(NotFound):
        accounts.set_password("oak", "carl", PASSWORD, new=True)
    with pytest.raises(BriefError, match="already"):
        accounts.set_password("oak", "ann", PASSWORD, new=True)
    with pytest.raises(NotFound):
        accounts.set_password("oak", "bob", PASSWORD, new=False)
    with pytest.raises(NotFound):
        accounts.disable("oak", "bob")


def test_whoever_leaves_cannot_sign_in_again(accounts: Accounts, copilot: Copilot) -> None:
    bob = copilot.viewer("oak", "bob")
    copilot.add_note(bob, "We met.", day=datetime(2026, 11, 1, tzinfo=UTC).date(), relationship="ann-bob")
    secret = accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1").secret
    copilot.forget(copilot.viewer("oak", "ann"))
    assert copilot.viewer("oak", "ann").person.name == "Ann Ash"
    assert accounts.session(secret) is None
    assert accounts.users("oak") == ()


def test_passwords_and_sessions_are_in_no_export(accounts: Accounts, copilot: Copilot) -> None:
    accounts.sign_in("oak", "ann", PASSWORD, address="127.0.0.1")
    for text in (copilot.exported("oak"), copilot.exported("oak", copilot.viewer("oak", "ann"))):
        assert "argon2" not in text
        assert "session" not in text
