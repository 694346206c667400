"""Copilots whose language model is a fake with answers of the test's own, and what it was sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

import pytest
from langchain_core.messages import BaseMessage

from copilot.app import Copilot
from copilot.desk import Desk
from copilot.models import Person, Viewer
from copilot.writing.asking import AskedModel
from copilot.writing.engine import HERE, Engine, Odds
from copilot.writing.fakes import KINDS, FakeChat, Reply, queued
from copilot.writing.llm import Abilities
from copilot.writing.prompting import Prompts
from copilot.writing.writer import ModelAtHand


@dataclass
class Asked:
    """A model at hand, and every text it was sent."""

    chat: FakeChat
    local: bool = True
    unsupported: Literal["flag", "drop"] = "flag"
    private_may_leave: bool = False
    people: Sequence[Person] = ()
    seconds: int = 5
    tools: bool = False
    odds: Odds | None = None
    opened: int = field(default=0)

    @property
    def at_hand(self) -> ModelAtHand:
        return ModelAtHand(
            "fake:test", self._open, Prompts(), self.unsupported, self.private_may_leave, votes=self.odds is not None
        )

    @property
    def sent(self) -> str:
        return "\n".join(str(one.text) for call in self.chat.asked for one in call)

    def _open(self) -> AskedModel:
        self.opened += 1
        engine = Engine(
            "fake:test",
            self.chat,
            local=self.local,
            host=HERE,
            abilities=Abilities(structured=True, tools=self.tools),
            seconds=self.seconds,
            halts=True,
            odds=self.odds,
        )
        return AskedModel(engine, people=self.people)


def with_model(monkeypatch: pytest.MonkeyPatch, copilot: Copilot, asked: Asked) -> None:
    """Let the copilot ask this model."""
    plain = copilot._desk

    def desk(viewer: Viewer, as_of: date) -> Desk:
        return replace(plain(viewer, as_of), model=asked.at_hand)

    monkeypatch.setattr(copilot, "_desk", desk)


def answering(*replies: Reply) -> Asked:
    """A model that gives these answers one after the other."""
    return Asked(queued(replies))


def named(kind: str) -> Asked:
    """One of the `fake:` models."""
    return Asked(KINDS[kind]())


def always(reply: Callable[[Sequence[BaseMessage]], str]) -> Asked:
    """A model that answers what the function says of the messages."""
    return Asked(FakeChat(reply=lambda messages, _settings: reply(messages)))


def said(*sentences: tuple[str, Sequence[str]], **further: Any) -> str:
    """An answer of the shape that is asked for."""
    return json.dumps({"sentences": [{"cites": list(cites), "text": text} for text, cites in sentences], **further})
