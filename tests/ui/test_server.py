"""What is served, to whom: pages, API and websockets behind one guard."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import config

from copilot.api.guard import COOKIE
from copilot.app import Copilot
from tests.ui.rooms import a_copilot
from ui import starting
from ui.server import create_server

OURS = {"origin": "http://localhost"}
STREAM = "ws://localhost/_stcore/stream"


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    with a_copilot(tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(copilot: Copilot) -> Iterator[TestClient]:
    with TestClient(create_server(copilot), base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture
def browser(served: TestClient) -> Iterator[TestClient]:
    served.cookies.clear()
    yield served
    served.cookies.clear()


def sign_in(browser: TestClient, copilot: Copilot, person: str = "farah") -> None:
    said = {"programme": copilot.programme().id, "name": person, "next": "/notes"}
    answer = browser.post("/sign-in", data=said, headers=OURS)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/notes"


def test_a_page_leads_to_signing_in_and_back(browser: TestClient, copilot: Copilot) -> None:
    answer = browser.get("/notes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/notes")
    assert "Farah Siddiqui" in browser.get("/sign-in?next=/notes").text
    asked = browser.get("/write?draft=w-1&a=b").headers["location"]
    assert asked == "/sign-in?next=/write%3Fdraft%3Dw-1%26a%3Db", "what the address named is not lost on the way"
    sign_in(browser, copilot)
    page = browser.get("/notes")
    assert page.status_code == 200
    assert "/assets/keep.js" in page.text


def test_the_pages_websocket_without_a_cookie_is_refused(browser: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        browser.websocket_connect(STREAM, headers=OURS, subprotocols=["streamlit"]),
    ):
        pass
    assert refused.value.reason == "Nobody is signed in."


def test_the_pages_websocket_opens_with_the_cookie(browser: TestClient, copilot: Copilot) -> None:
    sign_in(browser, copilot)
    with browser.websocket_connect(STREAM, headers=OURS, subprotocols=["streamlit"]) as socket:
        assert socket.accepted_subprotocol == "streamlit"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost.evil.example", "http://localhost:1"]
)
def test_no_other_sites_page_opens_the_websocket(browser: TestClient, copilot: Copilot, origin: str) -> None:
    sign_in(browser, copilot)
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect(STREAM, headers={"origin": origin}, subprotocols=["streamlit"]),
    ):
        pass


def test_a_revoked_session_opens_nothing(browser: TestClient, copilot: Copilot) -> None:
    sign_in(browser, copilot)
    copilot.accounts.revoke_all(copilot.programme().id, "farah")
    assert browser.get("/notes").status_code == 303
    assert browser.get("/api/v1/sessions").status_code == 401
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect(STREAM, headers=OURS, subprotocols=["streamlit"]),
    ):
        pass


@pytest.mark.parametrize("path", ["/_stcore/agent/openapi.json", "/_stcore/metrics", "/auth/login", "/oauth2callback"])
def test_streamlits_doors_that_nobody_needs_are_shut(browser: TestClient, copilot: Copilot, path: str) -> None:
    sign_in(browser, copilot)
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/api/docs", "/api/v1/sessions", "/assets/app.css", "/nowhere/at/all"]
)
def test_every_answer_carries_the_headers_that_keep_other_hosts_out(
    browser: TestClient, copilot: Copilot, path: str
) -> None:
    sign_in(browser, copilot)
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy.replace("https", "")
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_the_document_runs_nothing_of_its_own_and_asks_no_other_host(browser: TestClient, copilot: Copilot) -> None:
    sign_in(browser, copilot)
    page = browser.get("/").text
    assert "<script>" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "Streamlit" not in page.partition("</title>")[0]


def test_signing_out_ends_the_session_and_empties_the_tabs_memory(browser: TestClient, copilot: Copilot) -> None:
    sign_in(browser, copilot)
    secret = browser.cookies[COOKIE]
    assert "<form" in browser.get("/sign-out").text
    answer = browser.post("/sign-out", headers=OURS)
    assert answer.headers["clear-site-data"] == '"storage"'
    assert copilot.accounts.session(secret) is None


def test_a_tab_can_ask_whose_session_the_browser_holds(browser: TestClient, copilot: Copilot) -> None:
    assert browser.get("/here").json() == {"person": ""}
    sign_in(browser, copilot)
    mark = browser.get("/here").json()["person"]
    assert f'data-person="{mark}"' in browser.get("/").text
    assert "farah" not in mark
    sign_in(browser, copilot, "priya")
    assert browser.get("/here").json()["person"] not in ("", mark)


@pytest.mark.parametrize(("origin", "secure"), [("https://localhost", True), ("http://localhost", False)])
def test_the_cookie_is_secure_where_the_page_came_over_https(
    browser: TestClient, copilot: Copilot, origin: str, secure: bool
) -> None:
    said = {"programme": copilot.programme().id, "name": "farah"}
    answer = browser.post("/sign-in", data=said, headers={"origin": origin})
    assert ("; Secure" in answer.headers["set-cookie"]) is secure


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "x"]
)
def test_signing_in_leads_to_no_other_site(browser: TestClient, copilot: Copilot, place: str) -> None:
    said = {"programme": copilot.programme().id, "name": "farah", "next": place}
    assert browser.post("/sign-in", data=said, headers=OURS).headers["location"] == "/"


def test_a_name_that_is_not_there_says_so_and_keeps_what_was_typed(browser: TestClient, copilot: Copilot) -> None:
    said = {"programme": copilot.programme().id, "name": "<b>nobody</b>", "next": "/"}
    answer = browser.post("/sign-in", data=said, headers=OURS)
    assert answer.status_code == 404
    assert "<b>nobody</b>" not in answer.text
    assert "&lt;b&gt;nobody&lt;/b&gt;" in answer.text


def test_a_look_at_a_page_does_not_stop_everybody_to_collect_garbage(served: TestClient) -> None:
    assert config.get_option("runner.postScriptGC") is False


def test_what_is_there_to_stay_is_not_looked_through_for_garbage(copilot: Copilot) -> None:
    try:
        starting._warm_up(copilot)
        assert copilot.is_warm
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()
