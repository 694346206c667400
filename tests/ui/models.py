"""`fake:` models for pages: those of the app, and one that writes a sentence or so and then says nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from copilot.app import Copilot
from copilot.writing.fakes import KINDS, FakeChat, echo
from tests.ui.rooms import a_copilot

STALLING = "fake:stalling"
ECHO = "fake:echo"
_A_SENTENCE = 110
"""So many characters hold one whole sentence of an answer, and the beginning of another."""


class _Stalling(FakeChat):
    """Looks nothing up; it is while it writes that it falls silent."""

    def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        of = FakeChat(reply=lambda *_: "done.") if kwargs.get("tools") else super()
        yield from of._stream(messages, *args, **kwargs)


def _stalling() -> FakeChat:
    return _Stalling(reply=echo().reply, hangs_after=_A_SENTENCE)


def know_stalling() -> None:
    """Let `fake:stalling` be a model like any other, in this process."""
    KINDS["stalling"] = _stalling


@contextmanager
def a_copilot_with(folder: Path, model: str = ECHO) -> Iterator[Copilot]:
    """The sample programme, where this model writes."""
    with a_copilot(folder) as copilot:
        copilot.choose_model(None, model)
        yield copilot
