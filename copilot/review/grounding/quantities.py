"""Numbers in text, in figures and words, as values with units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from copilot.review.grounding.words import IRREGULAR, STOP, stem, word_list

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
    "o'clock": ("clock", 1.0),
}
_WORD = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_PATTERN = re.compile(
    r"(?P<code>\b[A-Za-z]+-?\d+\w*\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}\b|\b(?:noon|midday)\b)"
    r"|(?P<spoken>\b(?:(?:an?\s+)?(?P<part>quarter|half|five|ten|twenty(?:-five)?)\s+(?P<side>past|to)\s+"
    r"(?P<oclock>\d{1,2}\b|(?:" + _WORD + r")\b)))"
    r"|(?P<andhalf>\b(?:(?P<ahow>\d+|an?|" + _WORD + r")\s+(?P<ahunit>hour|day|week|month|year)s?\s+and\s+a\s+half"
    r"|(?P<ahow2>\d+|" + _WORD + r")\s+and\s+a\s+half\s+(?P<ahunit2>hour|day|week|month|year)s?)\b)"
    r"|(?P<halfunit>\bhalf\s+an?\s+(?P<hunit>day|week|month|year)\b)"
    r"|(?P<onein>\bone\s+in\s+(?P<inhow>\d+|" + _WORD + r")\b)"
    r"|(?P<everyother>\bevery\s+(?:other|second)\s+(?P<eo>day|week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
    r"|(?P<halfof>\bhalf\s+(?:of|the|my|our|your|his|her|their)\b)"
    r"|(?P<share>\b(?P<top>an?|one|two|three)[\s-](?P<bottom>thirds?|quarters?|fifths?)(?=\s+of\s+(?!an?\s+hour)))"
    r"|(?P<halfhour>\b(?:half\s+an\s+hour|a\s+half[\s-]hour|half[\s-]hour)\b)"
    r"|(?P<quarter>\b(?P<quarters>a|three)\s+quarters?\s+of\s+an\s+hour\b)"
    r"|(?P<fortnight>\b(?:an?\s+|every\s+)?fortnight\w*\b)"
    r"|(?P<unitone>\b(?:an?|per|each|every|any)\s+(?P<uo>hour|day|week|month|year)\b)"
    r"|(?P<daily>\b(?:daily|weekly|monthly|yearly|quarterly|annual)\b)"
    r"|(?P<set>\b(?:a\s+couple|a\s+pair|a\s+dozen|twice|thrice"
    r"|(?:only|just|more\s+than|at\s+least)\s+once|once(?=\s+(?:an?|per|every|each|or)\b))\b)"
    r"|(?P<ordinal>\b(?:" + "|".join(_ORDINALS) + r"|\d+(?:st|nd|rd|th))\b)"
    r"|(?:(?P<cur>[€£$])\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<k>k\b|\s?(?:thousand|million|mln|mn)\b)?"
    r"|\b(?P<words>(?:" + _WORD + r")(?:[\s-](?:" + _WORD + r"|hundred|thousand))*|(?:a\s+)?(?:hundred|thousand))\b",
    re.I,
)
_AFTER = re.compile(
    r"\s*-?\s*(?:(?:more|further|full|whole|long|short|extra|fixed|straight|solid|good|\w{3,}ed)\s+(?=(?:minute|hour|day|week"
    r"|month|year)s?\b))?(?P<unit>%|€|£|\$|o'clock|[A-Za-z]+)"
)
_NOUN = re.compile(r"[\s-]+(?:of\s+(?:the\s+)?)?(?P<noun>[A-Za-z]+)(?:[\s-]+(?P<next>[A-Za-z]+))?")
_TOLD = re.compile(r"\w{2,}ed|" + "|".join(IRREGULAR))
"""What was done by so many that were named before: "6 came"."""
_PRONOUN_ONE = re.compile(
    r"^(?:\W*(?:of|another|on\s+one|to|by|which|that|is|was|who)\b|\W*1\b|\W*$|"
    r"[.,;:!?)])",
    re.I,
)


@dataclass(frozen=True)
class Quantity:
    """A value with its unit: minutes, days, months, %, a currency, clock (hours), ordinal, times, share (0..1) or none.

    `noun` is the stem counted, where one follows; `elliptic`: where none does, that of the number before ("9 people
    signed up, 6 came").
    """

    value: float
    unit: str
    text: str
    noun: str = ""
    elliptic: bool = False
    written: float | None = None
    """The number as it stands before its unit, where the value is another."""


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


def _count(text: str) -> float:
    """A number in figures or words; "a" is one."""
    if text.isdigit():
        return float(text)
    return 1.0 if text.lower() in ("a", "an") else _word_value(text)


def _fixed(group: dict[str, str | None], text: str) -> Quantity | None:
    """Shapes whose value needs no number before a unit."""
    if group["clock"]:
        hours, _, minutes = text.partition(":")
        return Quantity(int(hours) + int(minutes) / 60 if minutes else 12.0, "clock", text)
    if group["spoken"]:
        part = {"quarter": 15.0, "half": 30.0}.get(str(group["part"]).lower()) or _word_value(str(group["part"]))
        hour = _count(str(group["oclock"]))
        return Quantity(hour + (part if str(group["side"]).lower() == "past" else -part) / 60, "clock", text)
    if group["andhalf"] or group["halfunit"]:
        unit, factor = _UNITS[str(group["ahunit"] or group["ahunit2"] or group["hunit"]).lower()]
        whole = 0.0 if group["halfunit"] else _count(str(group["ahow"] or group["ahow2"]))
        return Quantity((whole + 0.5) * factor, unit, text)
    if group["onein"]:
        many = _count(str(group["inhow"]))
        return Quantity(1 / many if many else 0.0, "share", text)
    if group["everyother"]:
        unit, factor = _UNITS.get(str(group["eo"]).lower(), ("days", 7.0))
        return Quantity(2 * factor, unit, text)
    if group["halfof"]:
        return Quantity(0.5, "share", text)
    if group["share"]:
        bottom = {"t": 3, "q": 4, "f": 5}[str(group["bottom"])[0].lower()]
        return Quantity(_count(str(group["top"])) / bottom, "share", text)
    for name, value, unit in (
        ("halfhour", 30.0, "minutes"),
        ("quarter", 45.0 if group["quarters"] and group["quarters"].lower() == "three" else 15.0, "minutes"),
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
    counted, counted_at = "", 0
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
            thousands = (group["k"] or "").strip().lower()
            by = 1_000_000 if thousands.startswith("m") else 1_000 if thousands else 1
            value = float(group["digits"].replace(",", "")) * by
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
        quantity = _measured(value, group["cur"], rest, match.group().strip())
        if quantity.elliptic and counted and not re.search(r"[.!?;]\s", text[counted_at : match.start()]):
            quantity = replace(quantity, noun=counted)
        elif quantity.noun:
            counted, counted_at = quantity.noun, match.end()
        found.append(quantity)
    return tuple(found), frozenset(codes)


def _measured(value: float, currency: str | None, rest: str, text: str) -> Quantity:
    """The value with the unit or noun that follows it."""
    if currency:
        return Quantity(value, currency, text + "")
    after = _AFTER.match(rest)
    if after and after["unit"].lower() in _UNITS:
        unit, factor = _UNITS[after["unit"].lower()]
        shown = text + rest[: after.end()]
        if unit == "clock":
            value = int(value) + (value - int(value)) * 100 / 60  # 3.15 pm
            value += 12 if after["unit"].lower() == "pm" and value < 12 else 0
        return Quantity(value * factor, unit, shown, written=value)
    noun = _NOUN.match(rest)
    if noun is None or noun["noun"].lower() in STOP:
        return Quantity(value, "", text)
    if _TOLD.fullmatch(noun["noun"].lower()):
        return Quantity(value, "", text, elliptic=True)
    return Quantity(value, "", text, stem(noun["noun"]))
