"""Placeholders for names, e-mail addresses and phone numbers, before text leaves for a model elsewhere, and back again.

One placeholder for each form that occurs, the same as long as the `Placeholders` live: `Person3` for Anna Weber,
`Person3B` for Anna alone, so that a model can tell that both are one person. A name is one in any letters
(`anna_weber`, `AnnaWeber`, `Annas`), cut at a line's end or with characters in it that nobody sees. A word of the text that looks like a
placeholder gets one itself; so whatever the text, what comes back is what was there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from copilot.models import Person
from copilot.writing.word_names import WORDS_TOO

_SUFFIXES = "BCDFGHJKLMNQRSTUVXYZ"
"""No letter that a placeholder begins with: two may stand side by side."""
_KINDS = {"word": "Word", "email": "Email", "known": "Phone", "phone": "Phone"}
_STEMS = tuple(form for kind in ("Person", "Email", "Phone", "Word") for form in (kind, kind.lower(), kind.upper()))
"""As models write them, in headings too."""
_SHAPE = re.compile(
    rf"(?:Person|person|PERSON)[0-9]+[{_SUFFIXES}]?(?![0-9])|(?:" + "|".join(_STEMS) + r")[0-9]+(?![0-9])"
)  # fmt: skip
_LOOKALIKE = rf"(?:{'|'.join(_STEMS)})[0-9]+\w*"
_BEGUN = re.compile(
    rf"(?:(?:{'|'.join(_STEMS)})[0-9]*[{_SUFFIXES}]?|"
    + "|".join(sorted({stem[:length] for stem in _STEMS for length in range(1, len(stem))}, key=len, reverse=True))
    + r")\Z"
)
"""The end of a text that may yet become a placeholder, or a longer one."""
_EMAIL = r"[\w.!#$%&'*+/=?^{|}~-]+@[\w-]+(?:\.[\w-]+)+"
_DATE = (
    r"(?<!\d)(?<!\d[./-])(?:\d{4}-\d{1,2}-\d{1,2}|[0-3]?\d[./][01]?\d[./](?:\d{4}|\d{2}))(?![./-]?\d)"
    r"|(?<!\d)(?<!\d[./-])[0-2]?\d[.:]\d{2}\s?[-–]\s?[0-2]?\d[.:]\d{2}(?![./-]?\d)"
)
"""Days and times, which a draft is lost without, and which look like phone numbers."""
_PHONE = (
    r"(?:\+|(?<![\w+])00)[1-9](?:[ ()./-]{0,3}\d){6,14}(?!\w)"  # international
    r"|(?<![\w+])\(?0[1-9]\d{0,4}\)?(?:[ ()./-]{0,3}\d){5,11}(?!\w)"  # with a trunk zero
    r"|(?<![\w+])\(?\d{3}\)?[ ./-]{0,2}\d{3}[ .-]\d{4}(?!\w)"  # North America
    r"|(?<![\w+])\d{3}-\d{4}(?!\w)"  # without its area
    r"|(?<![\w+])\d{9,15}(?!\w)"  # written in one
)
_LEAST_DIGITS = 6
_UNSEEN = r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
_CUT = re.compile(_UNSEEN + r"|-\s{1,2}")
_LEAST_CUT = 5
"""Letters of a name that may be cut at the end of a line."""
_NO_NAMES = frozenset(
    "van von der den de da di del la le el bin ibn al of the und y e zu zur dos das do st dr prof mr mrs ms mx".split()
)


class Placeholders:
    """Text out and back again, for one draft.

    Args:
        people: whose names, in every usual form, e-mail addresses and phone numbers are known. Beside these,
            whatever looks like an e-mail address or a phone number counts as one.
    """

    def __init__(self, people: Iterable[Person] = ()) -> None:
        everyone = list(people)
        self._of_form: dict[str, str] = {}
        self._forms: dict[str, str] = {}
        """Placeholder (as `_key` has it) to the form it stands for."""
        self._numbers: dict[str, int] = {}
        self._owner: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        self._count: dict[int, int] = {}
        self._numbers_of: dict[int, int] = {}
        for at, person in enumerate(everyone):
            for form in _names(person):
                self._owner.setdefault(form, at)
                self._folded.setdefault(_fold(form), at)
            self._folded.setdefault(_fold("".join(person.name.split())), at)
        self._known_emails = {one.email for one in everyone if one.email}
        self._reserved = {_key(form) for form in self._owner}
        self._pattern = re.compile(self._alternatives(everyone))

    def away(self, text: str) -> str:
        """The text with placeholders in it."""
        return self._pattern.sub(self._placed, text)

    def back(self, text: str) -> str:
        """The text with what the placeholders stand for; a placeholder that nobody gave out stays."""
        return _SHAPE.sub(lambda found: self._forms.get(_key(found.group()), found.group()), text)

    def back_so_far(self, text: str) -> str:
        """`back` of a text that is still coming: without its end, where that may be part of a placeholder."""
        begun = _BEGUN.search(text)
        return self.back(text[: begun.start()] if begun else text)

    def _alternatives(self, everyone: Sequence[Person]) -> str:
        phones = [re.escape(one.phone) for one in everyone if one.phone]
        phones += [_spaced(one.phone) for one in everyone if sum(map(str.isdigit, one.phone)) >= _LEAST_DIGITS]
        # Digits behind an address, as behind a name, are part of it, or they would join those of the placeholder.
        emails = [re.escape(one) + r"\d*" for one in sorted(self._known_emails, key=len, reverse=True)]
        exact = [one for one in self._owner if not _in_any_letters(one)]
        exact = [_joined(one) for one in sorted(exact, key=len, reverse=True)]
        loose = {_fold(one) for one in self._owner if _in_any_letters(one)}
        loose |= {_fold("".join(one.name.split())) for one in everyone if _in_any_letters(one.name) and " " in one.name}
        written = {unicodedata.normalize(form, one) for one in loose for form in ("NFC", "NFD")}
        names = [*exact, f"(?i:{'|'.join(map(_joined, sorted(written, key=len, reverse=True)))})"] if written else exact
        parts = [f"(?P<word>{_LOOKALIKE})", f"(?P<email>{'|'.join([*emails, _EMAIL])})"]
        if phones:
            parts.append(f"(?P<known>(?:{'|'.join(sorted(phones, key=len, reverse=True))})(?![0-9]))")
        parts += [f"(?P<date>{_DATE})", f"(?P<phone>{_PHONE})"]
        if names:
            parts.append(rf"(?P<name>(?<![^\W\d_])(?:{'|'.join(names)})(?:\d\w*|(?=s?(?![^\W_]))))")
        return "|".join(parts)

    def _placed(self, found: re.Match[str]) -> str:
        form, kind = found.group(), found.lastgroup
        if kind == "date":
            return form
        if form not in self._of_form:
            made = self._for_name(form) if kind == "name" else self._next(_KINDS[str(kind)])
            self._of_form[form] = made
            self._forms[_key(made)] = form
        return self._of_form[form]

    def _for_name(self, form: str) -> str:
        """The person's number; a letter tells the forms of the name apart, the first that occurred having none."""
        person = self._owner.get(form)
        if person is None:
            person = self._folded.get(_fold(form), -1)  # a letter that folds otherwise than it matches: nobody's number
        count = self._count.get(person, 0)
        self._count[person] = count + 1
        if not count or count > len(_SUFFIXES):
            made = self._next("Person")
            self._numbers_of.setdefault(person, int(made.removeprefix("Person")))
            return made
        made = f"Person{self._numbers_of[person]}{_SUFFIXES[count - 1]}"
        return made if _key(made) not in self._reserved else self._next("Person")

    def _next(self, kind: str) -> str:
        while True:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            made = f"{kind}{self._numbers[kind]}"
            if _key(made) not in self._reserved:
                return made


def _key(placeholder: str) -> str:
    return placeholder.casefold()


def _fold(form: str) -> str:
    """A name as it is known by: composed, in small letters, without what nobody sees or stands behind it from a digit on."""
    return unicodedata.normalize("NFC", _CUT.sub("", re.sub(r"(?<=[^\W\d_])\d\w*\Z", "", form))).casefold()


def _in_any_letters(form: str) -> bool:
    """Whether a name is one in small letters, too: not a very short one, nor one that is a word."""
    return len(form) > 2 and form.casefold() not in WORDS_TOO


def _joined(form: str) -> str:
    """A pattern of the name with what nobody sees between its letters; of a longer one also cut at a line's end."""
    between = f"(?:{_UNSEEN}|-\\s{{1,2}})?" if len(form) >= _LEAST_CUT else f"{_UNSEEN}?"
    return between.join(map(re.escape, form))


def _names(person: Person) -> Iterator[str]:
    """Full name, its parts, what they are known as; composed and decomposed, and in capitals."""
    whole = " ".join(person.name.split())
    parts = [whole, person.name, person.known_as, *_parts(whole), *_parts(person.known_as)]
    for form in dict.fromkeys(part.strip() for part in parts):
        if len(form) < 2 or not any(letter.isalpha() for letter in form):
            continue
        for normal in ("NFC", "NFD"):
            written = unicodedata.normalize(normal, form)
            yield written
            if len(form) > 2:
                yield written.upper()
        yield form


def _parts(name: str) -> Iterator[str]:
    for word in name.split():
        bare = word.strip(".,;:()\"'’")
        if bare.casefold() in _NO_NAMES:
            continue
        yield bare
        if "-" in bare:
            yield from (half for half in bare.split("-") if len(half) > 2)


def _spaced(number: str) -> str:
    """The number however it is grouped: its digits in order, with a leading plus or not."""
    digits = [re.escape(one) for one in number if one.isdigit()]
    return r"(?<![0-9])\+?\(?" + r"[ ()./-]{0,3}".join(digits)
