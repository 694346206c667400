"""Whether a sentence's numbers are in its sources, or follow from what these say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from copilot.review.grounding.arithmetic import follows
from copilot.review.grounding.model import Problem
from copilot.review.grounding.quantities import Quantity, quantities
from copilot.review.grounding.words import same_meaning

_NO_ORDINAL = re.compile(
    r"^\W*first,|\b(?:at first|than first|the first of|first thing|when first|first thought|first of all|first aid"
    r"|the second time round|in the first place|first and foremost|first[- ]hand|second[- ]hand|second thoughts?)\b",
    re.I,
)
_FIRST_OF_TWO = re.compile(r"\bfirst(?=[.,;:]|$| and\b| then\b| before\b)", re.I)
_IN_ORDER = re.compile(r"\b(?:before|then|first|start\w*|begin\w*|next|afterwards|until)\b", re.I)
_THE_PAIR = re.compile(
    r"\b(?:the|you|of|both|us|them|these|those) two\b(?! [a-z]+s\b)|\bin two\b"
    r"|\b(?:\w+e?r|other|one|both|either|neither) of (?:the|these|those|our|your|my|his|her|their) two\b",
    re.I,
)
"""Two that need no counting: "the two of us", "the longer of the two offers"."""
_HALF = re.compile(r"\bhal(?:f|v)|\b50 ?%", re.I)
_LIST = re.compile(r"(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, )+[A-Z][\w'-]+(?: [A-Z][\w'-]+)?,? (?:and|or) (?=[A-Z])")
"""Names in a row, up to the last."""


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


def _in_thousands(value: float, offered: Sequence[Quantity]) -> bool:
    """Whether a source that speaks of thousands leaves them out once: "18,500, I got him down from 20"."""
    return any(one.value >= 1000 for one in offered) and any(
        one.value * 1000 == value and not one.unit for one in offered
    )


def _listed(quantity: Quantity, sentence: str, raw: str) -> set[int]:
    """How many names a source lists ("Ana, Bo and Cy"), or the sentence itself after its number ("two friends, Ana and Bo")."""
    after = sentence[sentence.find(quantity.text) + len(quantity.text) :]
    pair = re.match(r" \w+(?: \w+)?[,:] [A-Z][\w'-]+(?: [A-Z][\w'-]+)? and [A-Z]", after)
    names = {len(re.findall(r",(?! and| or)", match.group())) + 2 for match in _LIST.finditer(raw)}
    return names | ({2} if pair else set())


def check_numbers(sentence: str, texts: Iterable[str], raw: str) -> list[Problem]:
    """Problems of kind `number`: values in the sentence that no text holds, or that count another thing.

    `sentence` and `texts` come with their days blanked out; `raw` is everything cited, for codes.
    """
    wanted, codes = quantities(sentence)
    offered: list[Quantity] = []
    for text in texts:
        offered.extend(quantities(text)[0])
    # "three weeks ago" names a day, and a length
    offered.extend(one for one in quantities(raw)[0] if one.unit in ("days", "months"))
    problems = [
        Problem("number", f"“{code}” is in no cited source")
        for code in sorted(codes)
        if not re.search(rf"\b{re.escape(code.removesuffix('s'))}s?\b", raw, re.I)
    ]
    for quantity in wanted:
        if quantity.unit == "" and quantity.value == 1:
            if any(other.noun and other.noun == quantity.noun and other.value != 1 for other in offered):
                problems.append(Problem("number", f"“{quantity.text}”: the source counts otherwise"))
            continue
        if re.match(r"an? ", quantity.text, re.I) and re.search(
            rf"\b{re.escape(quantity.text.split()[-1].removesuffix('s'))}s?\b", raw, re.I
        ):
            continue  # "there is a week in which" of "the first week of May"
        if quantity.unit == "ordinal" and quantity.value <= 2 and _NO_ORDINAL.search(sentence):
            continue
        if quantity.text.lower() == "first" and _FIRST_OF_TWO.search(sentence) and _IN_ORDER.search(raw):
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
        if not same and (follows(quantity, sentence, offered) or (quantity.value == 0.5 and _HALF.search(raw))):
            continue
        if not same and not quantity.unit and quantity.value in _listed(quantity, sentence, raw):
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
