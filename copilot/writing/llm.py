"""Language models as the copilot sees them: messages in, text out, stoppable, and errors that people can read.

LangChain is loaded when a model is opened and never before: without one nothing here costs time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from copilot.errors import CopilotError

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

    from copilot.models import Person
    from copilot.settings import Settings


MOST_CHARACTERS = 400_000
"""Of an answer, thoughts included. No model is asked for so much: whoever sends more would only fill the memory."""


@dataclass(frozen=True)
class Message:
    """One turn of what a model is told."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class Completion:
    """A model's answer: `text` as the model wrote it, after placeholders were restored.

    `cut`: it ended because `max_tokens` were written, so it may stop in the middle.
    """

    text: str
    tokens_in: int
    tokens_out: int
    seconds: float
    cut: bool = False


@dataclass(frozen=True)
class Abilities:
    """What is known of a model: answers held to a JSON schema, tool calls, and how much it can read at once."""

    structured: bool
    tools: bool
    context_tokens: int | None = None


class Stop:
    """Set by whoever cancels, from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        self._event.set()

    def is_set(self) -> bool:
        return self._event.is_set()


class LanguageModel(Protocol):
    """One model for one draft: placeholders stay the same as long as it is used.

    `name` is the spec as it was set (`openai:gpt-5-mini`, `gguf:/x/model.gguf`). `local`: text stays on this computer,
    and so goes as it is.
    """

    @property
    def name(self) -> str: ...

    @property
    def local(self) -> bool: ...

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
        """The model's answer.

        Args:
            purpose: what for, as the log says it: a kind of draft.
            schema: a JSON schema with an object at its top. The answer is JSON text of that shape where the model can
                be held to it (`abilities.structured`), otherwise whatever text it wrote: read it leniently.
            max_tokens: so many are written at most; see `Completion.cut`.
            on_text: gets the text so far, growing, while it streams; called in the thread that asked.
            stop: ends it, within a moment, whatever the model is doing.

        Raises:
            ModelFailed: one of its subclasses.
        """
        ...

    def odds(
        self, messages: Sequence[Message], answers: Sequence[str], *, purpose: str, stop: Stop | None = None
    ) -> tuple[float, ...] | None:
        """How likely it is to begin its answer with each of those words, 0..1 each; None where it does not tell.

        Zeros where it was stopped before, or none of the words comes to its mind.

        Raises:
            ModelFailed: one of its subclasses.
        """
        ...

    def preview(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        """The messages as they would leave, placeholders and all."""
        ...

    @property
    def chat(self) -> BaseChatModel:
        """For the agent: the same placeholders, log and errors, at every call it makes."""
        ...

    def chat_for(self, purpose: str, *, stop: Stop | None = None) -> BaseChatModel:
        """`chat`, with what it is for, stoppable."""
        ...

    @property
    def abilities(self) -> Abilities: ...


class ModelFailed(CopilotError):
    """A model gave no usable answer. `reason` is one clear line for people."""

    code = "model_failed"
    outcome = "failed"
    """As the log says it."""

    @property
    def reason(self) -> str:
        return self.message


class ModelMissing(ModelFailed):
    """A package, a key or a file is missing, or is not accepted; `next_step` names the command or the setting."""

    code = "model_missing"
    outcome = "missing"


class ModelTimedOut(ModelFailed):
    """It did not answer in time."""

    code = "model_timed_out"
    outcome = "timed out"


class ModelRefused(ModelFailed):
    """It would not answer, or its provider would not let it."""

    code = "model_refused"
    outcome = "refused"


class ModelBusy(ModelFailed):
    """Too many requests, or its allowance is used up."""

    code = "model_busy"
    outcome = "busy"


class ModelUnreachable(ModelFailed):
    """Nothing answers at its address, or only errors come back."""

    code = "model_unreachable"
    outcome = "unreachable"


class ModelStopped(ModelFailed):
    """Somebody cancelled it."""

    code = "model_stopped"
    outcome = "stopped"


class ModelAnswerBroken(ModelFailed):
    """What came back is no answer: nothing, or not what its provider documents."""

    code = "model_answer_broken"
    outcome = "broken answer"


@dataclass(frozen=True)
class Sent:
    """One request, for the log: never its text. `characters` are those that were sent."""

    model: str
    host: str
    local: bool
    purpose: str
    characters: int
    tokens_in: int
    tokens_out: int
    seconds: float
    outcome: str


def open_model(
    spec: str,
    settings: Settings,
    *,
    people: Sequence[Person] = (),
    on_sent: Callable[[Sent], None] | None = None,
) -> LanguageModel:
    """The model that `spec` names, for one draft. To open it once for many drafts: `engine.open_engine`.

    Args:
        people: whose names, addresses and numbers become placeholders before text leaves for a model elsewhere.
        on_sent: hears of every request, whatever became of it.

    Raises:
        ModelMissing: its package, key or file is missing.
    """
    from copilot.writing.asking import AskedModel
    from copilot.writing.engine import open_engine

    return AskedModel(open_engine(spec, settings), people=people, on_sent=on_sent)
