"""An agent's two tools read what the draft may rest on, within limits, and what they find is only ever a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage

from copilot.app import Copilot
from copilot.draft import Draft
from copilot.writing.agent import MOST_CALLS
from copilot.writing.fakes import FakeChat
from copilot.writing.llm import Stop
from tests.copilot.studio_cases import DAY, PRIVATE, viewer
from tests.copilot.writing.asked import Asked, with_model

FOLLOW_UP = {"type": "follow_up", "to": "tom", "relationship": "tom-ines", "ask": "Could we meet for half an hour?"}


def calling(tool: str, query: str, further: Callable[[Sequence[BaseMessage]], str] = lambda _messages: "done") -> Asked:
    """A model that calls this tool whenever it may, and else answers nothing of use."""

    def reply(messages: Sequence[BaseMessage], options: dict[str, Any]) -> Any:
        if options.get("tools"):
            call = {"name": tool, "args": {"query": query}, "id": f"c{len(messages)}", "type": "tool_call"}
            return AIMessage("", tool_calls=[call])
        return further(messages)

    return Asked(FakeChat(reply=reply), tools=True)


def follow_up(copilot: Copilot, **options: Any) -> Draft:
    return copilot.draft(viewer(copilot, "ines"), "outreach", FOLLOW_UP, DAY, **options)


def told_by_tools(asked: Asked) -> str:
    return "\n".join(str(one.text) for call in asked.chat.asked for one in call if one.type == "tool")


def test_an_agent_is_stopped_after_a_few_calls(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = calling("search_notes", "harbour")
    with_model(monkeypatch, harbour, asked)
    follow_up(harbour)
    with_tools = [call for call in asked.chat.asked if len(call) != 2 or "Search for" in str(call[-1].text)]
    assert 1 < len(with_tools) <= MOST_CALLS


def test_what_an_agent_finds_becomes_a_source(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = calling("search_notes", "The harbour was quiet")
    with_model(monkeypatch, harbour, asked)
    follow_up(harbour)
    assert "The harbour was quiet." in told_by_tools(asked)
    last = [call for call in asked.chat.asked if "May be used beside them" in str(call[-1].text)]
    assert last
    assert "The harbour was quiet." in str(last[0][-1].text)


def test_its_tools_find_nothing_that_the_readers_may_not_see(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = calling("search_notes", f"the {PRIVATE}")
    with_model(monkeypatch, harbour, asked)
    follow_up(harbour)
    assert PRIVATE not in asked.sent.replace(f"the {PRIVATE}", "")


def test_a_tool_that_is_not_there_is_not_called(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = calling("delete_notes", "everything")
    with_model(monkeypatch, harbour, asked)
    before = harbour.notes(viewer(harbour, "ines"), DAY)
    assert follow_up(harbour).text
    assert harbour.notes(viewer(harbour, "ines"), DAY) == before


def test_an_agent_can_be_stopped(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, harbour, calling("search_notes", "harbour"))
    stop = Stop()
    stop.set()
    draft = follow_up(harbour, stop=stop)
    assert draft.writer == "composer"
    assert draft.fallback_reason


def test_a_model_that_fails_while_it_searches_still_writes(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    def reply(_messages: Sequence[BaseMessage], options: dict[str, Any]) -> Any:
        return ConnectionError("gone") if options.get("tools") else '{"B1": "May we meet for half an hour?"}'

    with_model(monkeypatch, harbour, Asked(FakeChat(reply=reply), tools=True))
    assert follow_up(harbour).writer == "fake:test"
