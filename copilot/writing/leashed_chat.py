"""A chat model for an agent, on the same leash: placeholders at every call, tools included, the log, our errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, InstanceOf

from copilot.writing.engine import Engine
from copilot.writing.failures import title, too_long
from copilot.writing.flow import flow
from copilot.writing.llm import MOST_CHARACTERS, ModelAnswerBroken, ModelFailed, Sent, Stop
from copilot.writing.redaction import Placeholders

_AS_IT_IS = frozenset({"thinking", "redacted_thinking", "reasoning", "image", "image_url"})
"""Blocks of content that nobody is shown, signed by their provider."""


class LeashedChat(BaseChatModel):
    """The engine's chat model, called with placeholders where they are needed and with what it says put back."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: InstanceOf[Engine]
    placeholders: Placeholders | None = None
    purpose: str = "agent"
    stopped: Stop | None = None
    on_sent: Callable[[Sent], None] | None = None

    @property
    def _llm_type(self) -> str:
        return "leashed"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.engine.name}

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Any:
        """Written down as the model's own package writes them."""
        bound = self.engine.chat.bind_tools(tools, **kwargs)
        return self.bind(**getattr(bound, "kwargs", {}))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,
    ) -> ChatResult:
        whole = self._asked(messages, stop, kwargs)
        message = AIMessage(
            content=self._back(whole.content),
            tool_calls=[{**call, "args": self._back(call["args"])} for call in whole.tool_calls],
            invalid_tool_calls=whole.invalid_tool_calls,
            additional_kwargs=whole.additional_kwargs,
            response_metadata=whole.response_metadata,
            usage_metadata=whole.usage_metadata,
            id=whole.id,
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        # In one piece: an agent's steps are tool calls, of which half is of no use.
        result = self._generate(messages, stop, run_manager, **kwargs).generations[0].message
        assert isinstance(result, AIMessage)
        whole = {name: getattr(result, name) for name in ("content", "additional_kwargs", "response_metadata", "id")}
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                **whole, tool_calls=result.tool_calls, usage_metadata=result.usage_metadata, chunk_position="last"
            )
        )

    def _asked(
        self, messages: Sequence[BaseMessage], stop: list[str] | None, options: dict[str, Any]
    ) -> AIMessageChunk:
        going = [self._away(one) for one in messages]
        started = time.monotonic()
        whole: AIMessageChunk | None = None
        outcome, size = "answered", 0
        if stop:
            options = {**options, "stop": stop}
        try:
            for batch in flow(self.engine, going, options, self.stopped):
                for chunk in batch:
                    whole = chunk if whole is None else whole + chunk
                    size += len(str(chunk.text))
                if size > MOST_CHARACTERS:
                    raise too_long(self.engine.name)
            if whole is None:
                raise ModelAnswerBroken(
                    f"{title(self.engine.name)} answered nothing.", next_step="Try `mentor model try`."
                )
        except ModelFailed as error:
            outcome = error.outcome
            raise
        finally:
            self._log(going, whole, time.monotonic() - started, outcome)
        return whole

    def _away(self, message: BaseMessage) -> BaseMessage:
        if self.placeholders is None:
            return message
        change: dict[str, Any] = {"content": _within(message.content, self.placeholders.away)}
        if isinstance(message, AIMessage):
            change["tool_calls"] = [
                {**call, "args": _within(call["args"], self.placeholders.away)} for call in message.tool_calls
            ]
        return message.model_copy(update=change)

    def _back(self, content: Any) -> Any:
        return content if self.placeholders is None else _within(content, self.placeholders.back)

    def _log(self, going: Sequence[BaseMessage], whole: AIMessageChunk | None, seconds: float, outcome: str) -> None:
        if self.on_sent is None:
            return
        characters = sum(len(str(one.content)) for one in going)
        usage = whole.usage_metadata if whole else None
        self.on_sent(
            Sent(
                model=self.engine.name,
                host=self.engine.host,
                local=self.engine.local,
                purpose=self.purpose,
                characters=characters,
                tokens_in=(usage and usage["input_tokens"]) or characters // 4,
                tokens_out=usage["output_tokens"] if usage else len(str(whole.content)) // 4 if whole else 0,
                seconds=seconds,
                outcome=outcome,
            )
        )


def _within(value: Any, change: Callable[[str], str]) -> Any:
    """Every text in it changed, however deep it lies."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_within(one, change) for one in value]
    if isinstance(value, dict):
        if value.get("type") in _AS_IT_IS:
            return value
        kept = ("type", "id", "name", "tool_use_id", "call_id")
        return {key: one if key in kept else _within(one, change) for key, one in value.items()}
    return value
