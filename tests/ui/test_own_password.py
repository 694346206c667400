"""Another password of one's own, on a plain page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from copilot.api import Guard
from copilot.api.guard import COOKIE
from copilot.app import Copilot
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
from tests.ui.rooms import looking, shown
from ui import entrance
from ui.first_start import SAMPLE

OLD, NEW = "four grey herons fly", "six slow barges turn"
OURS = {"origin": "http://localhost"}


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    settings = Settings(data=tmp_path_factory.mktemp("data"), sign_in="password")
    with Copilot.open(settings, HashingEmbedder) as opened:
        opened.import_programme(SAMPLE)
        yield opened


@pytest.fixture
def browser(copilot: Copilot) -> Iterator[TestClient]:
    from fastapi import FastAPI

    copilot.accounts.set_password(copilot.programme().id, "farah", OLD, new=not _known(copilot))
    app = FastAPI()
    app.state.copilot = copilot
    app.include_router(entrance.router)
    guarded = Guard(app, copilot, public=entrance.PUBLIC, hosts=())
    with TestClient(guarded, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def _known(copilot: Copilot) -> bool:
    return any(one.person == "farah" for one in copilot.accounts.users(copilot.programme().id))


def signed_in(browser: TestClient, copilot: Copilot, password: str) -> int:
    said = {"programme": copilot.programme().id, "name": "farah", "password": password}
    return browser.post("/sign-in", data=said, headers=OURS).status_code


def take(browser: TestClient, current: str, new: str, again: str) -> tuple[int, str]:
    answer = browser.post("/password", data={"current": current, "new": new, "again": again}, headers=OURS)
    return answer.status_code, answer.text


def test_another_password_signs_out_everywhere_and_signs_in_again(browser: TestClient, copilot: Copilot) -> None:
    elsewhere = copilot.accounts.open(copilot.programme().id, "farah").secret
    assert signed_in(browser, copilot, OLD) == 303
    assert "The new one again" in browser.get("/password").text
    code, _ = take(browser, OLD, NEW, NEW)
    assert code == 303
    assert COOKIE not in browser.cookies
    assert copilot.accounts.session(elsewhere) is None
    assert signed_in(browser, copilot, OLD) == 401
    assert signed_in(browser, copilot, NEW) == 303


@pytest.mark.parametrize(
    ("current", "new", "again", "told"),
    [
        ("not my password", NEW, NEW, "The current password is not right"),
        (OLD, NEW, NEW + "!", "not the same both times"),
        (OLD, "short", "short", "has fewer than"),
    ],
)
def test_what_is_wrong_is_said_and_the_old_one_stays(
    browser: TestClient, copilot: Copilot, current: str, new: str, again: str, told: str
) -> None:
    signed_in(browser, copilot, OLD)
    code, text = take(browser, current, new, again)
    assert code == 400
    assert told in text
    assert signed_in(browser, copilot, OLD) == 303


def test_nobody_comes_to_it_without_a_session(browser: TestClient) -> None:
    assert browser.get("/password").headers["location"].startswith("/sign-in")
    assert browser.post("/password", data={"current": OLD, "new": NEW, "again": NEW}, headers=OURS).status_code in (
        303,
        401,
    )


def test_settings_lead_there_where_there_are_passwords(copilot: Copilot) -> None:
    copilot.accounts.set_password(copilot.programme().id, "farah", OLD, new=not _known(copilot))
    assert "Take another password" in shown(looking(copilot, "farah", "settings"))
