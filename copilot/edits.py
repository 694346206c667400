"""What a person changed in a draft by hand: what they ask for, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from copilot.draft import Citation
from copilot.errors import BriefError

LONGEST = 4000
"""So many characters one sentence may have: more than any reader reads, and little enough to be reviewed at once."""


def _one_line(value: object) -> object:
    # A sentence is one line of its draft; no database holds NUL.
    return " ".join(value.replace("\0", "").split()) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_one_line), Field(max_length=LONGEST)]


class EditModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewSentence(EditModel):
    """A sentence to add to the block of that number (from 0), after the sentence `after`, or as its first."""

    block: Annotated[int, Field(ge=0)]
    after: str | None = None
    text: Words


class AskedEdits(EditModel):
    """What a person asks for, about the version they see.

    `sentences` maps a sentence's id to its new text; empty takes it out, and the text it had before anybody
    changed it brings it back.
    """

    sentences: dict[str, Words] = Field(default_factory=dict)
    added: tuple[NewSentence, ...] = ()


class Change(EditModel):
    """A sentence of the draft as written that has other words, or (`text` is empty) was taken out.

    `sentence` is the id it was written under and `before` its words then. `rests_on` is what it cited and what
    the new words were found to hold: as long as the change is kept, so is this, since either may be words of
    a note. `now` is the id it stands under in the latest version; None where it stands nowhere.
    """

    sentence: str
    before: str
    text: str
    rests_on: tuple[Citation, ...] = ()
    now: str | None = None


class Addition(EditModel):
    """A sentence that the person added `beside` a sentence as written (its id) or another addition (its key)."""

    key: str
    beside: str
    before: bool = False
    """Whether it stands before that sentence, not after it."""
    text: str
    rests_on: tuple[Citation, ...] = ()
    now: str | None = None


class Edits(EditModel):
    """All that a person changed, in the order they did it."""

    changes: tuple[Change, ...] = ()
    additions: tuple[Addition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.additions)


def parse_asked(asked: AskedEdits | Mapping[str, object]) -> AskedEdits:
    """The edits of a mapping as it came in. Raises BriefError, naming the place."""
    if isinstance(asked, AskedEdits):
        return asked
    try:
        return AskedEdits.model_validate(dict(asked))
    except ValidationError as error:
        first = error.errors()[0]
        raise BriefError(
            f"These edits cannot be used: {first['msg']}.",
            location=".".join(["edits", *(str(part) for part in first["loc"])]),
            next_step="Send `sentences` ({id: text}) and `added` ([{block, after, text}]).",
        ) from error
