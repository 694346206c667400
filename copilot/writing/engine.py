"""A language model that is open, for as many drafts as like: what `open_model` wraps for one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from copilot.writing.llm import Abilities, ModelMissing

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

    from copilot.settings import Settings

HERE = "this computer"

Odds = Callable[[list[Any], Sequence[str], Callable[[], bool] | None], tuple[float, ...]]
"""LangChain messages, words that an answer may begin with, and what says when to stop: how likely each word is."""


def _max_tokens(count: int) -> Mapping[str, Any]:
    return {"max_tokens": count}


@dataclass(frozen=True)
class Engine:
    """A chat model, and what asking it takes.

    `host`: where its text goes. `limited`: the call's arguments for so many tokens at most. `halts`: the chat model
    takes `halted`, a function that says when to stop. `seconds`: how long an answer may take. `odds`: how likely each
    of some words is as its answer, None where it does not tell.
    """

    name: str
    chat: BaseChatModel
    local: bool
    host: str
    abilities: Abilities
    seconds: int = 120
    limited: Callable[[int], Mapping[str, Any]] = _max_tokens
    halts: bool = False
    odds: Odds | None = None
    close: Callable[[], None] = lambda: None
    takes_no_schema: threading.Event = field(default_factory=threading.Event)
    """Set once it turned out so."""


def open_engine(spec: str, settings: Settings) -> Engine:
    """The model that `spec` names. Raises ModelMissing where its package, key or file is missing."""
    provider, _, name = spec.partition(":")
    if provider == "none" or not name:
        raise ModelMissing("No language model is set.", next_step="Set one: `mentor model use provider:name`.")
    if provider == "fake":
        return _fake(spec, name, settings)
    if provider == "gguf":
        from copilot.writing.gguf import open_gguf

        return open_gguf(spec, name, settings)
    from copilot.writing.providers import open_provider

    return open_provider(spec, provider, name, settings)


def check_spec(spec: str, settings: Settings) -> None:
    """See that the model can be opened, without the time that a model in a file takes. Raises ModelMissing."""
    provider, _, name = spec.partition(":")
    if provider == "gguf" and name:
        from copilot.writing.gguf_file import model_file

        model_file(name)
    else:
        open_engine(spec, settings).close()


def _fake(spec: str, name: str, settings: Settings) -> Engine:
    from copilot.writing import fakes

    made = fakes.KINDS.get(name)
    if made is None:
        raise ModelMissing(
            f"There is no fake model {name!r}.", location="--model", next_step=f"There are: {', '.join(fakes.KINDS)}."
        )
    return Engine(
        name=spec,
        chat=made(),
        local=True,
        host=HERE,
        abilities=Abilities(structured=True, tools=True, context_tokens=None),
        seconds=settings.model_timeout,
        halts=True,
    )
