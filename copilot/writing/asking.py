"""`LanguageModel` over an open model: placeholders on the way out and back, the log, and what the answer came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.messages.ai import UsageMetadata, add_usage

from copilot.models import Person
from copilot.writing import failures
from copilot.writing.engine import Engine
from copilot.writing.flow import flow
from copilot.writing.leashed_chat import LeashedChat
from copilot.writing.llm import (
    MOST_CHARACTERS,
    Abilities,
    Completion,
    Message,
    ModelAnswerBroken,
    ModelFailed,
    Sent,
    Stop,
)
from copilot.writing.redaction import Placeholders
from copilot.writing.schemas import response_format

_KINDS = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
_REFUSED = frozenset({"content_filter", "refusal", "safety", "prohibited_content", "blocklist", "recitation", "spii"})
_CUT = frozenset({"length", "max_tokens", "model_length"})
_THOUGHT, _THOUGHT_ENDS = "<think>", "</think>"


@dataclass
class Answer:
    """What came of one request, chunk by chunk."""

    text: str = ""
    usage: UsageMetadata | None = None
    ended: str = ""
    refused: bool = False

    def add(self, chunk: AIMessageChunk) -> None:
        self.text += str(chunk.text)
        if chunk.usage_metadata:
            self.usage = add_usage(self.usage, chunk.usage_metadata)
        told = chunk.response_metadata
        ended = told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason")
        self.ended = str(ended).casefold() if ended else self.ended
        blocked = (told.get("prompt_feedback") or {}).get("block_reason")
        self.refused |= bool(chunk.additional_kwargs.get("refusal") or blocked) or self.ended in _REFUSED

    @property
    def cut(self) -> bool:
        return self.ended in _CUT

    @property
    def said(self) -> str:
        """Without what a model thinks aloud first."""
        text = self.text.lstrip()
        if not text.startswith(_THOUGHT[: len(text)]) or not text:
            return self.text
        return text.partition(_THOUGHT_ENDS)[2].lstrip()


@dataclass
class AskedModel:
    """See `llm.LanguageModel`."""

    engine: Engine
    people: Sequence[Person] = ()
    on_sent: Callable[[Sent], None] | None = None
    _placeholders: Placeholders | None = field(init=False)

    def __post_init__(self) -> None:
        self._placeholders = None if self.engine.local else Placeholders(self.people)

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def local(self) -> bool:
        return self.engine.local

    @property
    def abilities(self) -> Abilities:
        return self.engine.abilities

    def preview(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        if self._placeholders is None:
            return tuple(messages)
        return tuple(Message(one.role, self._placeholders.away(one.text)) for one in messages)

    def complete(
        self,
        messages: Sequence[Message],
        *,
        purpose: str,
        schema: Mapping[str, object] | None = None,
        max_tokens: int = 900,
        on_text: Callable[[str], None] | None = None,
        stop: Stop | None = None,
    ) -> Completion:
        going = self.preview(messages)
        asked: list[BaseMessage] = [_KINDS[one.role](one.text) for one in going]
        options: dict[str, Any] = dict(self.engine.limited(max_tokens))
        if schema is not None and self.engine.abilities.structured and not self.engine.takes_no_schema.is_set():
            options["response_format"] = response_format(schema)
        started = time.monotonic()
        answer = Answer()
        try:
            try:
                self._read(asked, options, answer, on_text, stop)
            except ModelAnswerBroken as error:
                if "response_format" not in options or answer.text or not failures.was_not_taken(error):
                    raise
                # Many servers that speak the same language take no schema.
                self.engine.takes_no_schema.set()
                del options["response_format"]
                self._read(asked, options, answer, on_text, stop)
            self._check(answer)
        except ModelFailed as error:
            self._log(going, answer, purpose, time.monotonic() - started, error.outcome)
            raise
        seconds = time.monotonic() - started
        sent = self._log(going, answer, purpose, seconds, "cut" if answer.cut else "answered")
        return Completion(self._back(answer.said), sent.tokens_in, sent.tokens_out, seconds, answer.cut)

    def odds(
        self, messages: Sequence[Message], answers: Sequence[str], *, purpose: str, stop: Stop | None = None
    ) -> tuple[float, ...] | None:
        told = self.engine.odds
        if told is None:
            return None
        going = self.preview(messages)
        asked: list[BaseMessage] = [_KINDS[one.role](one.text) for one in going]
        started = time.monotonic()
        deadline = started + self.engine.seconds

        def halted() -> bool:
            return (stop is not None and stop.is_set()) or time.monotonic() > deadline

        try:
            found = told(asked, answers, halted)
        except Exception as error:
            failed = failures.failure(error, name=self.name, host=self.engine.host, seconds=self.engine.seconds)
            self._log(going, Answer(), purpose, time.monotonic() - started, failed.outcome)
            raise failed from error
        self._log(going, Answer(), purpose, time.monotonic() - started, "answered")
        return found

    @property
    def chat(self) -> BaseChatModel:
        return self.chat_for("agent")

    def chat_for(self, purpose: str, *, stop: Stop | None = None) -> BaseChatModel:
        return LeashedChat(
            engine=self.engine,
            placeholders=self._placeholders,
            purpose=purpose,
            stopped=stop,
            on_sent=self.on_sent,
            profile=getattr(self.engine.chat, "profile", None),
        )

    def _read(
        self,
        asked: Sequence[BaseMessage],
        options: Mapping[str, Any],
        answer: Answer,
        on_text: Callable[[str], None] | None,
        stop: Stop | None,
    ) -> None:
        shown = ""
        for batch in flow(self.engine, asked, options, stop):
            for chunk in batch:
                answer.add(chunk)
            if len(answer.text) > MOST_CHARACTERS:
                raise failures.too_long(self.name)
            if on_text is None:
                continue
            said = answer.said
            said = said if self._placeholders is None else self._placeholders.back_so_far(said)
            if len(said) > len(shown):
                shown = said
                on_text(said)

    def _check(self, answer: Answer) -> None:
        if answer.refused:
            raise failures.refused(self.name)
        if not answer.said.strip():
            raise ModelAnswerBroken(
                f"{failures.title(self.name)} answered nothing.", next_step="Try it: `mentor model try`."
            )

    def _back(self, text: str) -> str:
        return text if self._placeholders is None else self._placeholders.back(text)

    def _log(self, going: Sequence[Message], answer: Answer, purpose: str, seconds: float, outcome: str) -> Sent:
        characters = sum(len(one.text) for one in going)
        usage = answer.usage
        sent = Sent(
            model=self.name,
            host=self.engine.host,
            local=self.local,
            purpose=purpose,
            characters=characters,
            tokens_in=(usage and usage["input_tokens"]) or characters // 4,
            tokens_out=usage["output_tokens"] if usage else len(answer.text) // 4,
            seconds=seconds,
            outcome=outcome,
        )
        if self.on_sent is not None:
            self.on_sent(sent)
        return sent
