"""A day said relatively, shown beside the words in brackets: `by Friday [27 November 2026]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from copilot.review.goal_times import times

_SHOWN = re.compile(r"\s\[(?P<day>\d{1,2} [A-Z][a-z]+ 20\d\d)\]")


def without_resolved_days(text: str, said: Mapping[str, date]) -> str:
    """The text without those bracketed days that the typed words mean, each counted from the day it was typed.

    `said` holds the typed words with that day. A bracketed day that none of them means stays.
    """
    meant = {
        _long(one.day) for words, day in said.items() for one in times(words, day, asked=True) if one.day and one.exact
    }
    return _SHOWN.sub(lambda found: "" if found["day"] in meant else found.group(), text)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
