"""Numbers in text as values with units, and whether a sentence's are in its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.review.grounding.model import Problem
from copilot.review.grounding.words import STOP, same_meaning, stem, word_list

_ONES = {
    word: number
    for number, word in enumerate(
        word_list(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * (number + 2)
    for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"))
}
_ORDINALS = {
    word: number + 1
    for number, word in enumerate(
        word_list("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
    )
}
_UNITS = {
    "min": ("minutes", 1.0),
    "mins": ("minutes", 1.0),
    "minute": ("minutes", 1.0),
    "minutes": ("minutes", 1.0),
    "hour": ("minutes", 60.0),
    "hours": ("minutes", 60.0),
    "hr": ("minutes", 60.0),
    "hrs": ("minutes", 60.0),
    "h": ("minutes", 60.0),
    "day": ("days", 1.0),
    "days": ("days", 1.0),
    "week": ("days", 7.0),
    "weeks": ("days", 7.0),
    "fortnight": ("days", 14.0),
    "month": ("months", 1.0),
    "months": ("months", 1.0),
    "yr": ("months", 12.0),
    "yrs": ("months", 12.0),
    "wk": ("days", 7.0),
    "wks": ("days", 7.0),
    "mth": ("months", 1.0),
    "mths": ("months", 1.0),
    "year": ("months", 12.0),
    "years": ("months", 12.0),
    "%": ("%", 1.0),
    "percent": ("%", 1.0),
    "€": ("€", 1.0),
    "euro": ("€", 1.0),
    "euros": ("€", 1.0),
    "eur": ("€", 1.0),
    "£": ("£", 1.0),
    "pounds": ("£", 1.0),
    "gbp": ("£", 1.0),
    "$": ("$", 1.0),
    "dollars": ("$", 1.0),
    "usd": ("$", 1.0),
    "pm": ("clock", 1.0),
    "am": ("clock", 1.0),
}
_WORD = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_PATTERN = re.compile(
    r"(?P<code>\b[A-Za-z]+-?\d+\w*\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}\b)"
    r"|(?P<half>\b(?:an?|one)\s+hour\s+and\s+a\s+half\b)"
    r"|(?P<halfhour>\b(?:half\s+an\s+hour|a\s+half[\s-]hour|half[\s-]hour)\b)"
    r"|(?P<quarter>\ba\s+quarter\s+of\s+an\s+hour\b)"
    r"|(?P<fortnight>\b(?:an?\s+|every\s+)?fortnight\w*\b)"
    r"|(?P<unitone>\b(?:an?|per|each|every)\s+(?P<uo>hour|day|week|month|year)\b)"
    r"|(?P<daily>\b(?:daily|weekly|monthly|yearly|quarterly|annual)\b)"
    r"|(?P<set>\b(?:a\s+couple|a\s+pair|a\s+dozen|twice|thrice|once)\b)"
    r"|(?P<ordinal>\b(?:" + "|".join(_ORDINALS) + r"|\d+(?:st|nd|rd|th))\b)"
    r"|(?:(?P<cur>[€£$])\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<k>k\b)?"
    r"|\b(?P<words>(?:" + _WORD + r")(?:[\s-](?:" + _WORD + r"|hundred|thousand))*|(?:a\s+)?hundred)\b",
    re.I,
)
_AFTER = re.compile(r"\s*-?\s*(?P<unit>%|€|£|\$|[A-Za-z]+)")
_NOUN = re.compile(r"[\s-]+(?:of\s+(?:the\s+)?)?(?P<noun>[A-Za-z]+)(?:[\s-]+(?P<next>[A-Za-z]+))?")
_PRONOUN_ONE = re.compile(
    r"^(?:\W*(?:of|another|on\s+one|to|by|which|that|is|was|who)\b|\W*1\b|\W*$|"
    r"[.,;:!?)])",
    re.I,
)


_NO_ORDINAL = re.compile(
    r"^\W*first,|\b(?:at first|than first|the first of|first thing|when first|first thought)\b", re.I
)
_THE_PAIR = re.compile(r"\b(?:the|you|of|both|us|them|these|those) two\b(?! [a-z]+s\b)|\bin two\b", re.I)


@dataclass(frozen=True)
class Quantity:
    """A value with its unit: minutes, days, months, %, a currency, clock, ordinal or none.

    `noun` is the stem counted, where one follows.
    """

    value: float
    unit: str
    text: str
    noun: str = ""


def _word_value(text: str) -> float:
    total, current = 0, 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word == "a":
            continue
        if word in ("hundred", "thousand"):
            current = max(current, 1) * (100 if word == "hundred" else 1000)
            if word == "thousand":
                total, current = total + current, 0
        else:
            current += _ONES.get(word, _TENS.get(word, 0))
    return float(total + current)


def _fixed(group: dict[str, str | None], text: str) -> Quantity | None:
    """Shapes whose value needs no number before a unit."""
    if group["clock"]:
        hours, minutes = text.split(":")
        return Quantity(int(hours) + int(minutes) / 60, "clock", text)
    for name, value, unit in (
        ("half", 90.0, "minutes"),
        ("halfhour", 30.0, "minutes"),
        ("quarter", 15.0, "minutes"),
        ("fortnight", 14.0, "days"),
    ):
        if group[name]:
            return Quantity(value, unit, text)
    if group["unitone"]:
        unit, factor = _UNITS[str(group["uo"]).lower()]
        return Quantity(factor, unit, text)
    if group["daily"]:
        length = {
            "daily": (1.0, "days"),
            "weekly": (7.0, "days"),
            "monthly": (1.0, "months"),
            "quarterly": (3.0, "months"),
        }.get(text.lower(), (12.0, "months"))
        return Quantity(*length, text)
    if group["set"]:
        last = text.lower().split()[-1]
        value, unit = {
            "couple": (2, ""),
            "pair": (2, ""),
            "dozen": (12, ""),
            "twice": (2, "times"),
            "thrice": (3, "times"),
            "once": (1, "times"),
        }[last]
        return Quantity(float(value), unit, text)
    if group["ordinal"]:
        digits = re.match(r"\d+", text)
        return Quantity(float(digits.group() if digits else _ORDINALS[text.lower()]), "ordinal", text)
    return None


@lru_cache(maxsize=4_096)
def quantities(text: str) -> tuple[tuple[Quantity, ...], frozenset[str]]:
    """Quantities in normalised text (days blanked out before), and codes such as Q3 or B2, in lower case."""
    found: list[Quantity] = []
    codes: set[str] = set()
    for match in _PATTERN.finditer(text):
        group = match.groupdict()
        if group["code"]:
            codes.add(match.group().lower())
            continue
        fixed = _fixed(group, match.group().strip())
        if fixed is not None:
            found.append(fixed)
            continue
        if group["digits"]:
            value = float(group["digits"].replace(",", "")) * (1000 if group["k"] else 1)
        else:
            value = _word_value(str(group["words"]))
        rest = text[match.end() :]
        if (
            value == 1
            and not group["digits"]
            and (
                _PRONOUN_ONE.match(rest)
                or re.search(
                    r"\b(?:this|that|no|each|every|another|next|last|which|"
                    r"any|"
                    r"the|some|every)\W$",
                    text[: match.start()],
                    re.I,
                )
            )
        ):
            continue
        found.append(_measured(value, group["cur"], rest, match.group().strip()))
    return tuple(found), frozenset(codes)


def _measured(value: float, currency: str | None, rest: str, text: str) -> Quantity:
    """The value with the unit or noun that follows it."""
    if currency:
        return Quantity(value, currency, text + "")
    after = _AFTER.match(rest)
    if after and after["unit"].lower() in _UNITS:
        unit, factor = _UNITS[after["unit"].lower()]
        shown = text + rest[: after.end()]
        if unit == "clock" and after["unit"].lower() == "pm" and value < 12:
            value += 12
        return Quantity(value * factor, unit, shown)
    noun = _NOUN.match(rest)
    counted = ""
    if noun and noun["noun"].lower() not in STOP:
        counted = stem(noun["noun"])
    return Quantity(value, "", text, counted)


def _equal(one: Quantity, other: Quantity) -> bool:
    comparable = one.unit == other.unit or ("" in (one.unit, other.unit) and "ordinal" not in (one.unit, other.unit))
    if comparable and abs(one.value - other.value) < 1e-9:
        return True
    if {one.unit, other.unit} == {"clock", ""} or one.unit == other.unit == "clock":
        return abs(one.value % 12 - other.value % 12) < 1e-9
    if {one.unit, other.unit} == {"days", "months"}:
        days = one.value if one.unit == "days" else other.value
        months = other.value if one.unit == "days" else one.value
        return months == 1 and 28 <= days <= 31
    # "20" for "20 minutes": a source may leave the unit out the second time
    return {one.unit, other.unit} == {"minutes", ""} and one.value in (other.value, other.value * 60)


def _worked_out(quantity: Quantity, wanted: Sequence[Quantity], offered: Sequence[Quantity]) -> bool:
    """Whether the number is what is left, or comes together, of two others that sentence and source both say."""
    both = [other.value for other in wanted if other is not quantity and any(_equal(other, one) for one in offered)]
    return any(
        abs(one - other) == quantity.value or one + other == quantity.value
        for place, one in enumerate(both)
        for other in both[place + 1 :]
    )


def _in_thousands(value: float, offered: Sequence[Quantity]) -> bool:
    """Whether a source that speaks of thousands leaves them out once: "18,500, I got him down from 20"."""
    return any(one.value >= 1000 for one in offered) and any(
        one.value * 1000 == value and not one.unit for one in offered
    )


def check_numbers(sentence: str, texts: Iterable[str], raw: str) -> list[Problem]:
    """Problems of kind `number`: values in the sentence that no text holds, or that count another thing.

    `sentence` and `texts` come with their days blanked out; `raw` is everything cited, for codes.
    """
    wanted, codes = quantities(sentence)
    offered: list[Quantity] = []
    for text in texts:
        offered.extend(quantities(text)[0])
    problems = [
        Problem("number", f"“{code}” is in no cited source")
        for code in sorted(codes)
        if not re.search(rf"\b{re.escape(code)}\b", raw, re.I)
    ]
    for quantity in wanted:
        if quantity.unit == "" and quantity.value == 1:
            if any(other.noun and other.noun == quantity.noun and other.value != 1 for other in offered):
                problems.append(Problem("number", f"“{quantity.text}”: the source counts otherwise"))
            continue
        if quantity.text.lower() == "first" and _NO_ORDINAL.search(sentence):
            continue
        if quantity.value == 2 and not quantity.unit and _THE_PAIR.search(sentence):
            continue
        same = [other for other in offered if _equal(quantity, other)]
        if (
            not same
            and quantity.unit == "ordinal"
            and any(other.value == quantity.value and other.unit == "" for other in offered)
        ):
            continue  # "Three: a talk" is the third of a list
        if not same and quantity.unit == "" and _worked_out(quantity, wanted, offered):
            continue
        if not same and quantity.value >= 1000 and _in_thousands(quantity.value, offered):
            continue
        if not same:
            problems.append(Problem("number", f"“{quantity.text}” is in no cited source"))
        elif quantity.noun and all(other.noun and not same_meaning(other.noun, quantity.noun) for other in same):
            rivals = [other for other in offered if other.noun and same_meaning(other.noun, quantity.noun)]
            if rivals:
                problems.append(Problem("number", f"“{quantity.text}” counts another thing in the source"))
    return problems
