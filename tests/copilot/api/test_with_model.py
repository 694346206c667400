"""What asks a language model, over HTTP: streamed, stopped when the client goes, and refused in plain words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message

from copilot.models import ActionStatus
from copilot.writing.fakes import KINDS, FakeChat, echo
from tests.copilot.api import serving
from tests.copilot.api.serving import ADDRESS, OAK, House

MESSAGE = {"kind": "outreach", "brief": {"to": "bob", "why": "your talk on maps", "ask": "20 minutes on your outline"}}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Where `fake:echo` writes."""
    with serving.house(serving.prepared(tmp_path, OAK), tmp_path / "served") as opened:
        opened.copilot.choose_model(None, "fake:echo")
        yield opened


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for part in text.strip().split("\n\n"):
        if part.startswith("event: "):
            name, data = part.split("\n", 1)
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_a_draft_comes_step_by_step_and_sentence_by_sentence(house: House) -> None:
    answer = house.client("ann").post("/api/v1/drafts/stream", json=MESSAGE)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    told = events(answer.text)
    assert [name for name, _ in told][:2] == ["step", "step"]
    sentences = [data for name, data in told if name == "sentence"]
    assert {one["support"] for one in sentences} == {"supported"}
    assert [name for name, _ in told].count("draft") == 1
    name, whole = told[-1]
    assert name == "draft"
    assert whole["draft"]["writer"] == "fake:echo"
    assert house.client("ann").get(f"/api/v1/drafts/{whole['id']}").json() == whole


def test_without_a_model_the_stream_is_the_draft_alone(house: House) -> None:
    house.copilot.choose_model(None, "none")
    [(name, whole)] = events(house.client("ann").post("/api/v1/drafts/stream", json=MESSAGE).text)
    assert name == "draft"
    assert whole["draft"]["writer"] == "composer"


def test_what_cannot_be_begun_is_a_problem_and_no_stream(house: House) -> None:
    client = house.client("ann")
    wrong = {"kind": "agenda", "brief": {"relationship": "cem-bob"}}
    answer = client.post("/api/v1/drafts/stream", json=wrong)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert client.post("/api/v1/drafts/stream", json={"kind": "ask", "brief": {}}).status_code == 422


def test_a_model_that_fails_leaves_a_draft_and_the_reason(house: House) -> None:
    house.copilot.choose_model(None, "fake:busy")
    whole = house.client("ann").post("/api/v1/drafts", json=MESSAGE).json()
    assert whole["draft"]["writer"] == "composer"
    assert "no more requests" in whole["draft"]["fallback_reason"]


@pytest.mark.parametrize("path", ["/api/v1/drafts/stream", "/api/v1/drafts", "/api/v1/drafts/preview"])
def test_a_client_that_goes_away_stops_the_model(house: House, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setitem(KINDS, "stalling", lambda: echo().model_copy(update={"hangs_after": 20}))
    house.copilot.choose_model(None, "fake:stalling")
    token = house.client("ann").headers["authorization"]
    asyncio.run(_asked_and_left(house, path, token))
    [sent] = house.copilot.sent_log(house.copilot.viewer("oak", "ann"))
    assert sent.outcome == "stopped"


async def _asked_and_left(house: House, path: str, token: str) -> None:
    """Send the request and break the connection off once the model was asked."""
    asked = asyncio.Event()
    body = [{"type": "http.request", "body": json.dumps(MESSAGE).encode(), "more_body": False}]
    chat = house.copilot._models.engine("fake:stalling", house.copilot.settings).chat
    assert isinstance(chat, FakeChat)

    async def receive() -> Message:
        if body:
            return body.pop()
        while not chat.asked:
            await asyncio.sleep(0.01)
        asked.set()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if asked.is_set() and message["type"] == "http.response.body" and message.get("body"):
            raise OSError("the client has gone")

    host = ADDRESS.partition("://")[2]
    headers = [(b"host", host.encode()), (b"authorization", token.encode()), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": (host, 80),
    }
    async with asyncio.timeout(30):
        try:
            await house.app(scope, receive, send)
        except Exception:
            assert asked.is_set()
        while not house.copilot.sent_log(house.copilot.viewer("oak", "ann")):
            await asyncio.sleep(0.01)


def test_a_draft_is_said_differently(house: House) -> None:
    client = house.client("ann")
    made = client.post("/api/v1/drafts", json=MESSAGE).json()
    where = f"/api/v1/drafts/{made['id']}/revision"
    said = client.post(where, json={"version": made["version"], "wish": "shorter"})
    assert said.status_code == 200
    assert "your talk on maps" in said.json()["draft"]["text"]
    assert client.post(where, json={"version": made["version"] + 7, "wish": "shorter"}).status_code == 409
    assert client.post(where, json={"version": made["version"], "wish": " "}).status_code == 422
    assert house.client("bob").post(where, json={"version": 1, "wish": "shorter"}).status_code == 404
    house.copilot.choose_model(None, "none")
    refused = client.post(where, json={"version": said.json()["version"], "wish": "shorter"})
    assert (refused.status_code, refused.json()["code"]) == (422, "brief")


def test_a_wish_that_a_model_fails_at_is_told_and_changes_nothing(house: House) -> None:
    client = house.client("ann")
    made = client.post("/api/v1/drafts", json=MESSAGE).json()
    house.copilot.choose_model(None, "fake:busy")
    said = client.post(f"/api/v1/drafts/{made['id']}/revision", json={"version": made["version"], "wish": "warmer"})
    assert (said.status_code, said.json()["code"]) == (503, "model_busy")
    assert client.get(f"/api/v1/drafts/{made['id']}").json()["version"] == made["version"]


def test_what_would_be_sent_is_what_is_sent_first(house: House) -> None:
    client = house.client("ann")
    before = client.post("/api/v1/drafts/would-send", json=MESSAGE).json()
    assert before["model"] == "fake:echo"
    assert house.copilot.sent_log(house.copilot.viewer("oak", "ann")) == ()
    client.post("/api/v1/drafts/preview", json=MESSAGE)
    chat = house.copilot._models.engine("fake:echo", house.copilot.settings).chat
    assert isinstance(chat, FakeChat)
    assert [one["text"] for one in before["messages"]] == [str(one.text) for one in chat.asked[0]]
    house.copilot.choose_model(None, "none")
    assert client.post("/api/v1/drafts/would-send", json=MESSAGE).json() == {"model": None, "messages": []}


def test_what_a_model_finds_in_a_note_is_accepted_or_dropped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = house.client("ann")
    words = "the slides would have to be with Bob before his holiday"
    note = client.post("/api/v1/notes", json={"text": f"We talked, and {words}, I think.", "date": "2026-10-30"}).json()
    said = {"actions": [{"who": "Ann", "words": words}]}
    monkeypatch.setitem(KINDS, "finding", lambda: FakeChat(reply=lambda *_: json.dumps(said)))
    house.copilot.choose_model(None, "fake:finding")
    where = f"/api/v1/notes/{note['id']}/proposals"
    [found] = client.post(where).json()
    assert (found["owner"], found["quote"]) == ("ann", words)
    assert note["text"][found["start"] : found["end"]] == words
    assert house.client("bob").post(where).status_code == 404
    decision = {"start": found["start"], "end": found["end"], "status": "open", "owner": "ann", "due": "2026-11-20"}
    assert house.client("bob").post(f"{where}/decision", json=decision).status_code == 404
    kept = client.post(f"{where}/decision", json=decision).json()
    assert (kept["status"], kept["owner"], kept["due"]) == (ActionStatus.OPEN, "ann", "2026-11-20")
    assert client.post(where).json() == []
    nothing = client.post(f"{where}/decision", json={"start": 0, "end": 2, "status": "open"})
    assert nothing.status_code == 422
    outsider = client.post(f"{where}/decision", json={**decision, "owner": "cem"})
    assert outsider.status_code == 422


def test_a_goal_is_asked_about_by_one_question_at_a_time(house: House) -> None:
    bob = house.client("bob")
    first = bob.post("/api/v1/goals/g2/question", json={}).json()["question"]
    assert first["text"].endswith("?")
    answered = {"answers": {first["id"]: "I ask two questions before I answer, by 1 March 2027."}}
    second = bob.post("/api/v1/goals/g2/question", json=answered).json()["question"]
    assert second["id"] != first["id"]
    passed = bob.post("/api/v1/goals/g2/question", json={"skip": [first["id"]]}).json()["question"]
    assert passed["id"] != first["id"]
    assert bob.post("/api/v1/goals/g1/question", json={}).status_code == 422, "it is Ann's"
    assert house.client("cem").post("/api/v1/goals/g1/question", json={}).status_code == 404


def test_a_follow_up_question_leans_on_those_before_it(house: House) -> None:
    client = house.client("ann")
    first = client.post("/api/v1/ask", json={"question": "What did we plan about the roadmap review?"}).json()
    history = [{"question": "What did we plan about the roadmap review?", "answer": first["text"]}]
    assert client.post("/api/v1/ask", json={"question": "And when?", "history": history}).status_code == 200
    assert client.post("/api/v1/ask", json={"question": "And when?", "history": [{}]}).status_code == 422
