"""What a comment is before it is sorted: whether it says anything, may be used, is English; its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from copilot.models import Feedback
from copilot.review.trouble import find_trouble
from copilot.themes.wording import words
from ingest.sentences import sentences

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_SAYS_NOTHING = frozenset(
    {
        "", "na", "n a", "none", "nil", "nothing", "no", "nope", "null", "blank", "ditto", "idem", "same",
        "nada", "nichts", "keine", "keins", "rien", "ninguno", "ninguna", "nenhum", "tbd",
        "see above", "as above", "same as above", "no comment", "no comments", "nothing else", "nothing to add",
        "nothing really", "not applicable", "not really", "not sure", "no idea", "don't know", "i don't know",
        "no feedback", "nothing more", "none so far", "no thanks", "no thank you", "not at the moment",
        "nothing at the moment", "not at this time", "other", "all of the above", "none of the above", "all of these",
        "no suggestions", "i have no suggestions",
    }
)  # fmt: skip

_FEW_WORDS = 4
"""A sentence shorter than this means little without the rest of its comment."""

_TELLING_WORDS = 5
"""So many words are needed to tell a language."""

_SURE = 0.8
"""Below this the language identifier guesses; a guess counts as English, for most comments are."""


@dataclass(frozen=True)
class Comment:
    """One person's answer to one question. `units` are the whole text and its longer sentences."""

    respondent: str
    role: str
    question: str
    text: str
    units: tuple[str, ...]


def comment(row: Feedback) -> Comment | None:
    """The row as a comment; None where it says nothing and so counts nobody."""
    if not says_something(row.text):
        return None
    return Comment(row.respondent, row.role, row.question, row.text, units(row.text))


def says_something(text: str) -> bool:
    """Whether the text is more than a dash, a smiley or one of the ways to write that there is nothing to say."""
    plain = " ".join(words(text))
    return plain not in _SAYS_NOTHING and any(character.isalpha() for character in plain)


def units(text: str) -> tuple[str, ...]:
    """The whole text, then each of its sentences that can stand alone; each once."""
    whole = " ".join(text.split())
    parts = [" ".join(text[start:end].split()) for start, end in sentences(text)]
    return tuple(dict.fromkeys([whole, *(part for part in parts if len(words(part)) >= _FEW_WORDS)]))


def speaks_of_trouble(text: str) -> bool:
    """Whether a known wording of self-harm, harassment or a crime stands in it."""
    return bool(find_trouble(text))


def is_english(text: str) -> bool:
    """Whether the text is English, or too short to tell."""
    if len(words(text)) < _TELLING_WORDS:
        return True
    language, sure = _identifier().classify(text)
    return bool(language == "en" or sure < _SURE)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
