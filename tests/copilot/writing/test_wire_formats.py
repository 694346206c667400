"""Every provider's own client, against answers in its documented format from a server on loopback."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool

from copilot.models import Person
from copilot.settings import Settings
from copilot.writing import providers
from copilot.writing.llm import (
    Completion,
    LanguageModel,
    Message,
    ModelAnswerBroken,
    ModelBusy,
    ModelFailed,
    ModelMissing,
    ModelRefused,
    ModelStopped,
    ModelTimedOut,
    ModelUnreachable,
    Sent,
    Stop,
    open_model,
)
from tests.copilot.writing.wire import FORMATS, OLLAMA, OPENAI, Answer, Format, Wire, wire

KEY = "sk-a-key-that-nobody-may-see"
ANN = Person("ann", "Ann Ash", email="ann@oak.example")
ASKED = (Message("system", "You write."), Message("user", "[N1] Ann Ash likes tea; write to ann@oak.example."))
SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
formats = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.spec.partition(":")[0])


@tool
def search_notes(query: str) -> str:
    """Search the notes."""
    return f"Ann Ash said {query}."


@pytest.fixture
def server() -> Iterator[Wire]:
    with wire() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that nobody has, no waiting between tries, and no address of a real provider."""
    monkeypatch.setattr(providers, "RETRIES", 0)
    for name in ("LANGSMITH_GATEWAY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST", "GEMINI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened(server: Wire, form: Format, monkeypatch: pytest.MonkeyPatch) -> LanguageModel:
    return open_at(server, form, monkeypatch)


def open_at(
    server: Wire, form: Format, monkeypatch: pytest.MonkeyPatch, log: list[Sent] | None = None, seconds: int = 20
) -> LanguageModel:
    if form.key:
        monkeypatch.setenv(form.key, KEY)
    for name in ("ANTHROPIC_BASE_URL", "MISTRAL_BASE_URL", "GOOGLE_GEMINI_BASE_URL"):
        monkeypatch.setenv(name, f"{server.address}/v1" if name.startswith("MISTRAL") else server.address)
    url = f"{server.address}/v1" if form is OPENAI else server.address
    settings = Settings(model_url=url, model_timeout=seconds)
    return open_model(form.spec, settings, people=[ANN], on_sent=None if log is None else log.append)


def complete(model: LanguageModel, **more: object) -> Completion:
    return model.complete(ASKED, purpose="agenda", **more)  # type: ignore[arg-type]


@formats
def test_an_answer_streams_and_its_tokens_are_counted(opened: LanguageModel, server: Wire, form: Format) -> None:
    server.answers = [form.said(["Good mor", "ning, P", "erson1", "! Tea?"])]
    seen: list[str] = []
    answer = complete(opened, on_text=seen.append)
    assert answer.text == ("Good morning, Person1! Tea?" if opened.local else "Good morning, Ann Ash! Tea?")
    assert (answer.tokens_in, answer.tokens_out, answer.cut) == (31, 7, False)
    assert seen[-1] == answer.text
    assert all(later.startswith(earlier) for earlier, later in pairwise(seen))


@formats
def test_names_and_addresses_do_not_leave(opened: LanguageModel, server: Wire, form: Format) -> None:
    server.answers = [form.said(["Fine."])]
    complete(opened)
    [asked] = server.asked
    told = form.texts(asked)
    assert ("Ann Ash" in told) == opened.local
    if not opened.local:
        assert "[N1] Person1 likes tea; write to Email1." in told
        assert "oak.example" not in json.dumps(asked)


@formats
def test_an_answer_is_held_to_a_schema(opened: LanguageModel, server: Wire, form: Format) -> None:
    server.answers = [form.said(['{"te', 'xt": "Fine."}'])]
    answer = complete(opened, schema=SCHEMA)
    assert json.loads(answer.text) == {"text": "Fine."}
    assert form.structured(server.asked[0])["properties"] == SCHEMA["properties"]


@formats
def test_a_server_that_takes_no_schema_is_asked_without(opened: LanguageModel, server: Wire, form: Format) -> None:
    server.answers = [form.error(400, "unknown field"), form.said(["Fine."])]
    assert complete(opened, schema=SCHEMA).text == "Fine."
    complete(opened, schema=SCHEMA)
    assert len(server.asked) == 3, "and is not tried with one again"
    with pytest.raises((KeyError, TypeError)):
        form.structured(server.asked[2])["properties"]


@formats
def test_the_agents_calls_go_out_with_placeholders_and_come_back_without(
    opened: LanguageModel, server: Wire, form: Format
) -> None:
    server.answers = [form.called("search_notes", {"query": "tea with Person1"}), form.said(["Person1 likes tea."])]
    chat = opened.chat.bind_tools([search_notes])
    asked = HumanMessage("What does Ann Ash like?")
    first = chat.invoke([asked])
    [call] = first.tool_calls  # type: ignore[attr-defined]
    name = "Person1" if opened.local else "Ann Ash"
    assert (call["name"], call["args"]) == ("search_notes", {"query": f"tea with {name}"})
    result = ToolMessage("Ann Ash likes tea.", tool_call_id=call["id"], name="search_notes")
    last = chat.invoke([asked, first, result])
    assert last.text == f"{name} likes tea."
    assert len(server.asked) == 2
    if not opened.local:
        assert "Ann" not in json.dumps(server.asked)
    assert "search_notes" in json.dumps(server.asked[0])


FAILURES = {
    401: ModelMissing,
    403: ModelMissing,
    404: ModelMissing,
    429: ModelBusy,
    400: ModelAnswerBroken,
    500: ModelUnreachable,
    503: ModelUnreachable,
}


@formats
@pytest.mark.parametrize("status", FAILURES)
def test_an_error_says_what_to_do_and_no_key(opened: LanguageModel, server: Wire, form: Format, status: int) -> None:
    server.answers = [form.error(status, f"no: {KEY} and [N1] Ann Ash likes tea")]
    with pytest.raises(FAILURES[status]) as caught:
        complete(opened)
    said = f"{caught.value.reason} {caught.value.next_step}"
    assert form.spec in said or "small-1" in said
    assert caught.value.next_step
    assert KEY not in said
    assert "likes tea" not in said
    assert len(server.asked) == 1


@formats
def test_a_refusal_is_told_as_one(opened: LanguageModel, server: Wire, form: Format) -> None:
    server.answers = [form.refused()]
    with pytest.raises(ModelRefused, match="would not answer"):
        complete(opened)


@formats
@pytest.mark.parametrize(
    "garbage",
    [b"", b"\x00\xff\x00", b"<html>502</html>", b'{"choices": "no"}', b"data: {\n\ndata: nonsense\n\n", b"null"],
    ids=["nothing", "bytes", "html", "wrong shape", "broken events", "null"],
)
def test_garbage_is_no_crash(opened: LanguageModel, server: Wire, form: Format, garbage: bytes) -> None:
    kind = "application/x-ndjson" if form is OLLAMA else "text/event-stream"
    server.answers = [Answer(garbage, kind=kind)]
    with pytest.raises((ModelAnswerBroken, ModelUnreachable)) as caught:
        complete(opened)
    assert caught.value.reason.endswith(".")


@formats
def test_a_connection_that_breaks_in_the_middle_is_told(opened: LanguageModel, server: Wire, form: Format) -> None:
    whole = form.said(["Good mor", "ning"])
    server.answers = [Answer(whole.body[: len(whole.body) // 2], kind=whole.kind, breaks=True)]
    with pytest.raises((ModelUnreachable, ModelAnswerBroken)):
        complete(opened)


@formats
def test_a_server_that_hangs_is_given_up(server: Wire, form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[Sent] = []
    model = open_at(server, form, monkeypatch, log, seconds=1)
    server.answers = [Answer(kind="text/event-stream", hangs=True)]
    started = time.monotonic()
    with pytest.raises(ModelTimedOut, match="within 1 s"):
        complete(model)
    assert time.monotonic() - started < 5
    assert [one.outcome for one in log] == ["timed out"]


@formats
def test_a_server_that_hangs_can_be_left(opened: LanguageModel, server: Wire, form: Format) -> None:
    server.answers = [Answer(kind="text/event-stream", hangs=True)]
    stop = Stop()
    stop.set()
    with pytest.raises(ModelStopped):
        complete(opened, stop=stop)


@formats
def test_nobody_there_is_told(server: Wire, form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    with wire() as gone:
        pass
    model = open_at(gone, form, monkeypatch)
    with pytest.raises(ModelUnreachable, match="Nothing answers"):
        complete(model)


@formats
def test_the_log_says_where_and_how_much_and_not_what(
    server: Wire, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    log: list[Sent] = []
    model = open_at(server, form, monkeypatch, log)
    server.answers = [form.said(["Fine."])]
    complete(model)
    [sent] = log
    assert sent.host == server.address.removeprefix("http://")
    assert (sent.model, sent.purpose, sent.outcome, sent.tokens_in) == (form.spec, "agenda", "answered", 31)
    assert sent.characters == sum(len(one.text) for one in model.preview(ASKED))
    assert "tea" not in repr(sent)


def test_busy_is_tried_again_by_the_client(server: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "RETRIES", 2)
    busy = OPENAI.error(429, "wait")
    busy = Answer(busy.body, 429, headers={"retry-after": "0"})
    server.answers = [busy, busy, OPENAI.said(["Fine."])]
    assert complete(open_at(server, OPENAI, monkeypatch)).text == "Fine."


def test_no_key_and_no_package_are_told_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for form in FORMATS:
        if form.key:
            monkeypatch.delenv(form.key, raising=False)
            with pytest.raises(ModelMissing) as caught:
                open_model(form.spec, Settings())
            assert caught.value.next_step == f"Set {form.key} in the environment."


def test_a_caller_that_fails_ends_the_request(server: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers = [OPENAI.said(["a", "b"])]
    model = open_at(server, OPENAI, monkeypatch)

    def fails(_: str) -> None:
        raise ModelFailed("The page has gone.")

    with pytest.raises(ModelFailed, match="gone"):
        complete(model, on_text=fails)


@formats
@pytest.mark.parametrize("status", [400, 401])
def test_what_cannot_be_mended_by_waiting_is_not_tried_again(
    server: Wire, form: Format, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "RETRIES", 2)
    server.answers = [form.error(status, "no")]
    with pytest.raises(ModelFailed):
        complete(open_at(server, form, monkeypatch))
    assert len(server.asked) == 1
