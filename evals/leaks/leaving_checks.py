"""What of a programme stands in the bytes that were sent to a model: names, addresses, numbers, private words.

Written without the product's own redaction, whose eyes it must not borrow.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copilot.content import ProgrammeContent
from copilot.models import Person, Visibility

SHINGLE = 6
"""So many words in a row of a private text are no chance."""
_WORD = re.compile(r"[^\W_]+")
_PLACEHOLDER = re.compile(r"\b(?:Person|Email|Phone|Word)\d+[A-Z]?\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NO_NAMES = frozenset("van von der den de da di del la le el bin the and".split())
_LEAST_LETTERS, _LEAST_DIGITS = 3, 7
_ORDINARY = frozenset(
    """I I'm I've I'll I'd OK PM AM CV HR IT US UK EU Q1 Q2 Q3 Q4 January February March April May June July August
    September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Weds Thu Fri
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec JSON Today English""".split()
)


@dataclass(frozen=True)
class Told:
    """One thing that left: what it is, whose (ids, "" if nobody's in the programme), and the words."""

    what: str
    whose: str
    words: str


class Names:
    """The known people as a reader would recognise them."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._forms = {form: one.id for one in people for form in sorted(_forms(one))}
        self._joined = {_letters(one.name): one.id for one in people if " " in one.name}
        self._emails = {one.email.casefold(): one.id for one in people if one.email}
        self._numbers = {digits[-9:]: one.id for one in people if len(digits := _digits(one.phone)) >= _LEAST_DIGITS}
        words = "|".join(sorted(map(re.escape, self._forms), key=len, reverse=True))
        # A name within a longer word is none, but an `s` behind it is a genitive.
        self._pattern = re.compile(rf"(?<![^\W\d_])(?:{words})(?=s?(?![^\W\d_]))") if words else re.compile(r"(?!)")

    def in_text(self, text: str) -> Iterator[Told]:
        """Every known name, e-mail address and number in the text, whatever its case and its accents are made of."""
        plain = _visible(text).casefold()
        for found in self._pattern.finditer(plain):
            yield Told("name", self._forms[found.group()], _around(plain, found.start()))
        letters = _letters(plain)
        for joined, whose in self._joined.items():
            if joined in letters:
                yield Told("name", whose, joined)
        for found in _EMAIL.finditer(plain):
            yield Told("e-mail address", self._emails.get(found.group(), ""), found.group())
        numbers = re.sub(r"(?<=\d)[ ()./-]{1,3}(?=\d)", "", plain)
        for digits, whose in self._numbers.items():
            if digits in numbers:
                yield Told("phone number", whose, digits)

    def without(self, text: str) -> str:
        """The text without names and placeholders: what is left is the same before and after redaction."""
        return self._pattern.sub(" ", _PLACEHOLDER.sub(" ", _visible(text)).casefold())


class PrivateWords:
    """Runs of words that stand in one person's private notes or goals and nowhere else."""

    def __init__(self, programme: ProgrammeContent, names: Names, open_texts: Collection[str]) -> None:
        self._names = names
        known = {run for text in open_texts for run in self._runs(text)}
        self._whose: dict[tuple[str, ...], list[str]] = {}
        private = [
            *((note.author, f"{note.title}. {note.text}", note.visibility) for note in programme.notes),
            *((goal.owner, goal.text, goal.visibility) for goal in programme.goals),
        ]
        for _, text, visibility in private:
            if visibility is not Visibility.PRIVATE:
                known |= set(self._runs(text))
        for owner, text, visibility in private:
            if visibility is Visibility.PRIVATE:
                for run in set(self._runs(text)) - known:
                    self._whose.setdefault(run, []).append(owner)

    def in_text(self, text: str) -> Iterator[Told]:
        """Every such run in the text, once."""
        for run in dict.fromkeys(self._runs(text)):
            if run in self._whose:
                yield Told("private words", ", ".join(sorted(self._whose[run])), " ".join(run))

    def _runs(self, text: str) -> list[tuple[str, ...]]:
        words = _WORD.findall(self._names.without(text))
        return [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def texts_in(body: bytes) -> str:
    """Every string of a request, keys too, as a reader sees them."""
    return "\n".join(_strings(json.loads(body)))


def outsiders(texts: Sequence[str], known: Names) -> Mapping[str, int]:
    """Words that look like names of people or places the programme does not know, and how often each was sent."""
    counts: dict[str, int] = defaultdict(int)
    for text in texts:
        for found in re.finditer(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w-]{2,}", _PLACEHOLDER.sub(" ", text)):
            word = found.group()
            if word not in _ORDINARY and not word.isupper() and not any(known.in_text(word)):
                counts[word] += 1
    return counts


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _strings(one)


def _forms(person: Person) -> set[str]:
    whole = [person.name, person.known_as]
    parts = [part for name in whole for word in name.split() for part in (word, *word.split("-"))]
    plain = {_visible(one).casefold().strip(".,() ") for one in (*whole, *parts)}
    return {one for one in plain if len(one) >= _LEAST_LETTERS and one not in _NO_NAMES}


def _visible(text: str) -> str:
    """Composed, and without characters that nobody sees."""
    return "".join(one for one in unicodedata.normalize("NFC", text) if unicodedata.category(one) != "Cf")


def _letters(text: str) -> str:
    return "".join(one for one in _visible(text).casefold() if one.isalpha())


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def _around(text: str, at: int) -> str:
    return " ".join(text[max(at - 30, 0) : at + 30].split())
