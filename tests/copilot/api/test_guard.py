"""What stands before everything that is served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from copilot.api import Guard
from tests.copilot.api.serving import ADDRESS, House

STREAM = "ws://localhost/_stcore/stream"
HEADERS = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")


def cookie_client(house: House, person: str = "ann") -> TestClient:
    opened = house.copilot.accounts.open("oak", person)
    return TestClient(house.app, base_url=ADDRESS, cookies={"mentor_session": opened.secret}, follow_redirects=False)


@pytest.fixture
def echo(house: House) -> Guard:
    """An app with a websocket, such as the pages are."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        await socket.accept()
        try:
            while True:
                await socket.send_text(await socket.receive_text())
        except WebSocketDisconnect:
            pass

    return Guard(app, house.copilot, public=())


def test_a_websocket_of_nobody_is_refused_before_it_opens(echo: Guard) -> None:
    client = TestClient(echo, base_url=ADDRESS)
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(STREAM):
        pass
    assert refused.value.reason == "Nobody is signed in."


def test_a_websocket_from_another_sites_page_is_refused(house: House, echo: Guard) -> None:
    secret = house.copilot.accounts.open("oak", "ann").secret
    client = TestClient(echo, base_url=ADDRESS, cookies={"mentor_session": secret})
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect(STREAM, headers={"origin": "https://evil.example"}),
    ):
        pass
    assert refused.value.reason == "This came from another site's page."


def test_a_websocket_ends_with_its_session(house: House, echo: Guard) -> None:
    opened = house.copilot.accounts.open("oak", "ann")
    client = TestClient(echo, base_url=ADDRESS, cookies={"mentor_session": opened.secret})
    with client.websocket_connect(STREAM, headers={"origin": ADDRESS}) as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"
        house.copilot.accounts.revoke("oak", "ann", opened.session.id)
        socket.send_text("still here?")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == 1008


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1234", "http://[broken"])
def test_another_sites_page_changes_nothing_with_ones_cookie(house: House, origin: str) -> None:
    client = cookie_client(house)
    answer = client.post("/api/v1/goals", json={"text": "Theirs"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert answer.json()["code"] == "foreign_page"
    assert client.get("/api/v1/goals").json()["total"] == 1


def test_a_form_of_another_site_without_an_origin_is_told_by_its_fetch_metadata(house: House) -> None:
    answer = cookie_client(house).post(
        "/api/v1/goals", json={"text": "Theirs"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


def test_our_own_page_and_programs_change_what_is_theirs(house: House) -> None:
    page = cookie_client(house).post("/api/v1/goals", json={"text": "Mine"}, headers={"origin": ADDRESS})
    program = house.client("ann").post("/api/v1/goals", json={"text": "Mine, too"})
    assert (page.status_code, program.status_code) == (201, 201)


def test_a_bearer_token_needs_no_origin_and_fears_none(house: House) -> None:
    client = house.client("ann", origin="https://tool.example")
    assert client.post("/api/v1/goals", json={"text": "By a tool"}).status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "[broken"])
def test_a_name_we_do_not_go_by_opens_nothing(house: House, host: str) -> None:
    answer = house.client("ann", host=host).get("/api/v1/me")
    assert answer.status_code == 421
    assert answer.json()["code"] == "unknown_host"


def test_a_body_that_is_too_large_is_refused_with_and_without_its_length(house: House) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(5):
            yield b" " * 1024 * 1024

    client = house.client("ann")
    said = client.post("/api/v1/notes", content=b" " * (5 * 1024 * 1024), headers={"content-type": "application/json"})
    unsaid = client.post("/api/v1/notes", content=pieces(), headers={"content-type": "application/json"})
    wrongly = client.post("/api/v1/notes", content=pieces(), headers={"content-length": "many"})
    for answer in (said, unsaid, wrongly):
        assert answer.status_code == 413
        assert answer.json()["code"] == "too_large"


def test_an_upload_has_a_limit_of_its_own(house: House) -> None:
    file = ("big.txt", b"word " * 300_000, "text/plain")
    answer = house.client("sam").post("/api/v1/guidance", files={"files": file})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path", ["/api/v1/me", "/api/v1/health", "/api/v1/notes/nothing", "/api/docs", "/api/openapi.json", "/anything"]
)
def test_every_answer_carries_the_headers_that_browsers_obey(house: House, path: str) -> None:
    for client in (house.client("ann"), house.client()):
        answer = client.get(path)
        for header in HEADERS:
            assert header in answer.headers, (path, header)
        assert answer.headers["cache-control"] == "no-store"


def test_nobody_is_told_so_and_a_browser_is_led_to_the_sign_in(house: House) -> None:
    api = house.client().get("/api/v1/me")
    assert (api.status_code, api.json()["code"]) == (401, "not_signed_in")
    assert api.headers["content-type"] == "application/problem+json"
    page = house.client().get("/notes")
    assert (page.status_code, page.headers["location"]) == (303, "/sign-in?next=/notes")


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example"])
def test_signing_in_leads_back_to_no_other_site(house: House, path: str) -> None:
    answer = house.client().get(f"{ADDRESS}{path}")
    assert answer.headers["location"] == "/sign-in?next=/"


def test_a_revoked_session_and_an_unknown_token_are_nobodys(house: House) -> None:
    client = cookie_client(house)
    assert client.get("/api/v1/me").status_code == 200
    assert client.delete("/api/v1/sessions", headers={"origin": ADDRESS}).status_code == 204
    assert client.get("/api/v1/me").status_code == 401
    assert house.client(authorization="Bearer nonsense").get("/api/v1/me").status_code == 401


def test_a_browsers_secret_is_no_token_and_a_token_no_cookie(house: House) -> None:
    browser = house.copilot.accounts.open("oak", "ann").secret
    assert house.client(authorization=f"Bearer {browser}").get("/api/v1/me").status_code == 401
    token = house.client("ann").headers["authorization"].removeprefix("Bearer ")
    stranger = TestClient(house.app, base_url=ADDRESS, cookies={"mentor_session": token})
    assert stranger.get("/api/v1/me").status_code == 401


def test_whoever_left_is_signed_out_everywhere(house: House) -> None:
    client, second = house.client("ann"), house.client("ann")
    assert client.post("/api/v1/me/deletion", json={"confirm": "ann"}).status_code == 200
    assert client.get("/api/v1/me").status_code == 401
    assert second.get("/api/v1/me").status_code == 401
