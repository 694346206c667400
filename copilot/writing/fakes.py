"""`fake:` models: for tests, and to see what the copilot makes of a model that is slow, broken or obedient.

They are LangChain chat models like any other, so everything between them and a draft is the real thing.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict, Field, PrivateAttr

from copilot.writing.obedience import echoed, obeyed, slipped_in, told

Reply = str | AIMessage | Exception
_PIECE = 12
"""So many characters come at a time."""
_LONGEST_WAIT = 600.0


class FakeChat(BaseChatModel):
    """Answers what `reply` says for the messages and the call's own arguments (`tools`, `response_format`)."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reply: Callable[[Sequence[BaseMessage], dict[str, Any]], Reply]
    hangs_after: int | None = None
    """After so many characters nothing comes any more."""
    asked: list[list[BaseMessage]] = Field(default_factory=list)
    """What it was sent, call by call."""
    _wakes: threading.Event = PrivateAttr(default_factory=threading.Event)

    @property
    def _llm_type(self) -> str:
        return "fake"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Any:
        kwargs.pop("tool_choice", None)
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], **kwargs)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        halted = kwargs.pop("halted", None)
        self.asked.append(messages)
        reply = self.reply(messages, kwargs)
        if isinstance(reply, Exception):
            raise reply
        message = reply if isinstance(reply, AIMessage) else AIMessage(reply)
        text = str(message.content)
        shown = text if self.hangs_after is None else text[: self.hangs_after]
        for at in range(0, len(shown), _PIECE):
            yield ChatGenerationChunk(message=AIMessageChunk(content=shown[at : at + _PIECE]))
        if self.hangs_after is not None:
            self._hang(halted)
            return
        calls = [
            tool_call_chunk(name=call["name"], args=json.dumps(call["args"]), id=call["id"], index=place)
            for place, call in enumerate(message.tool_calls)
        ]
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                tool_call_chunks=calls,
                usage_metadata=_usage(messages, text),
                response_metadata={"finish_reason": "tool_calls" if calls else "stop", **message.response_metadata},
                chunk_position="last",
            )
        )

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        chunks = [one.message for one in self._stream(messages, stop, run_manager, **kwargs)]
        whole = chunks[0]
        for chunk in chunks[1:]:
            whole = whole + chunk
        assert isinstance(whole, AIMessageChunk)
        message = AIMessage(
            content=whole.content,
            tool_calls=whole.tool_calls,
            usage_metadata=whole.usage_metadata,
            response_metadata=whole.response_metadata,
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _hang(self, halted: Callable[[], bool] | None) -> None:
        for _ in range(int(_LONGEST_WAIT / 0.05)):
            if self._wakes.wait(0.05) or (halted is not None and halted()):
                return


def queued(replies: Sequence[Reply]) -> FakeChat:
    """Gives these answers one after the other, raises those that are exceptions, and fails when none is left."""
    waiting = list(replies)

    def reply(*_: object) -> Reply:
        assert waiting, "the fake model was asked more often than there are answers"
        return waiting.pop(0)

    return FakeChat(reply=reply)


def echo() -> FakeChat:
    """Answers with the labelled lines of its prompt, in the shape that is asked for."""
    return FakeChat(reply=lambda messages, settings: echoed(_texts(messages), settings.get("response_format")))


def obedient() -> FakeChat:
    """Does whatever any text in its prompt tells it to, tools included: see `obedience`."""

    def reply(messages: Sequence[BaseMessage], settings: dict[str, Any]) -> Reply:
        texts = _texts(messages)
        done = {call["name"] for one in messages if isinstance(one, AIMessage) for call in one.tool_calls}
        for name, arguments in told(texts, settings.get("tools") or []):
            if name not in done:
                call = {"name": name, "args": arguments, "id": f"call-{len(done) + 1}", "type": "tool_call"}
                return AIMessage("", tool_calls=[call])
        return obeyed(texts, settings.get("response_format"))

    return FakeChat(reply=reply)


def cunning() -> FakeChat:
    """Does its work well, and slips in one thing with each line that some text of its prompt asks for."""
    return FakeChat(reply=lambda messages, settings: slipped_in(_texts(messages), settings.get("response_format")))


def slow() -> FakeChat:
    """Begins to answer and then says nothing any more."""
    return FakeChat(reply=lambda *_: '{"blocks": [{"heading": "", "sentences": [', hangs_after=24)


GARBAGE = (
    '{"blocks": [{"heading": "Agenda", "sentences": [{"text": "We will',
    "\x00\x07\ufffd\ufffd ]]]} {{{ null null null",
    "<html><body><h1>502 Bad Gateway</h1></body></html>",
    '{"blocks": "no", "sentences": 7}',
    "the the the the " * 60,
    "[]",
)


def broken() -> FakeChat:
    """Answers nonsense, another sort each time: JSON cut off, control characters, an error page, a wrong shape."""
    turn = -1

    def reply(*_: object) -> Reply:
        nonlocal turn
        turn += 1
        return GARBAGE[turn % len(GARBAGE)]

    return FakeChat(reply=reply)


class FakeStatus(Exception):
    """What a provider's client raises for an HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status_code = status


KINDS: dict[str, Callable[[], FakeChat]] = {
    "echo": echo,
    "obedient": obedient,
    "cunning": cunning,
    "slow": slow,
    "broken": broken,
    "empty": lambda: FakeChat(reply=lambda *_: ""),
    "refusing": lambda: FakeChat(reply=lambda *_: AIMessage("", response_metadata={"finish_reason": "content_filter"})),
    "busy": lambda: FakeChat(reply=lambda *_: FakeStatus(429)),
    "dead": lambda: FakeChat(reply=lambda *_: ConnectionError("connection refused")),
}
"""By the name behind `fake:`."""


def _texts(messages: Sequence[BaseMessage]) -> list[str]:
    return [str(one.text) for one in messages]


def _usage(messages: Sequence[BaseMessage], text: str) -> UsageMetadata:
    read, written = sum(len(one) for one in _texts(messages)) // 4, len(text) // 4
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
