"""What a writer is: it turns a kind's sections into a draft's blocks. The Composer is one, the ModelWriter the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from copilot.draft import Citation, Sentence
from copilot.drafts.kind import Material, Section, Similarity
from copilot.retrieve import Evidence, Piece
from copilot.writing.llm import LanguageModel, Stop
from copilot.writing.prompting import Prompts
from copilot.written import Written

Step = Literal["preparing", "searching", "asking", "writing", "repairing", "done"]


@dataclass(frozen=True)
class Progress:
    """What happens now, for whoever watches: a step, or a sentence as it landed, with its support."""

    step: Step
    sentence: Sentence | None = None
    message: str = ""


Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class Verdict:
    """Whether a sentence's sources say it. `reason` says what they do not; `empty`: it says nothing that needs one."""

    holds: bool
    reason: str = ""
    empty: bool = False


class Judge(Protocol):
    """The review's eye, lent to a writer."""

    def sentence(self, sentence: Sentence) -> Verdict:
        """What its sources say to it; sets its support, as the review will."""
        ...

    def keeps(self, texts: Sequence[str], of: str, typed: Sequence[str] = ()) -> bool:
        """Whether the texts together still say the names, numbers and days of a line, and most of what was typed."""
        ...


@dataclass(frozen=True)
class Commission:
    """One draft to be written: the Composer's sections, what they rest on, and who may see what.

    `closed` says of a citation that not every reader may see its source; `personal` that it is one person's own.
    `find(kind, text)` searches notes or guidance with the draft's own limits, for a model that asks.
    """

    kind: str
    material: Material
    evidence: Evidence
    sections: Sequence[Section]
    similar: Similarity
    judge: Judge
    closed: Callable[[Citation], bool]
    personal: Callable[[Citation], bool]
    find: Callable[[Literal["notes", "guidance"], str], Sequence[Piece]] | None = None
    watch: Watch | None = None
    stop: Stop | None = None

    def tell(self, step: Step, sentence: Sentence | None = None, message: str = "") -> None:
        """Tells whoever watches."""
        if self.watch is not None:
            self.watch(Progress(step, sentence, message))


class Writer(Protocol):
    @property
    def name(self) -> str: ...

    def write(self, commission: Commission) -> Written: ...


@dataclass(frozen=True)
class ModelAtHand:
    """The language model that may be asked, and how.

    `open()` gives the model for one draft; it raises ModelFailed. `unsupported` says what becomes of a sentence of
    its own that no source holds. `private_may_leave`: the viewer lets their private notes go to a model elsewhere.
    `votes`: it is asked of each of its sentences whether the sources say it, where it runs on this computer.
    """

    name: str
    open: Callable[[], LanguageModel]
    prompts: Prompts
    unsupported: Literal["flag", "drop"] = "flag"
    private_may_leave: bool = False
    votes: bool = False
