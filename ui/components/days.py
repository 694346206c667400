"""Days as people say them."""

from __future__ import annotations

from datetime import date


def said(day: date, as_of: date) -> str:
    """`Friday, 13 November`, with the year where it is another one, without the weekday where it is far off."""
    year = "" if day.year == as_of.year else f" {day.year}"
    weekday = f"{day:%A}, " if abs((day - as_of).days) <= 21 else ""
    return f"{weekday}{day.day} {day:%B}{year}"


def brief(day: date, as_of: date) -> str:
    """`13 Nov`, with the year where it is another one."""
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def away(day: date, as_of: date) -> str:
    """How far off: `today`, `in 12 days`, `3 weeks ago`."""
    days = (day - as_of).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    count, unit = _counted(abs(days))
    return f"in {count} {unit}" if days > 0 else f"{count} {unit} ago"


def _counted(days: int) -> tuple[int, str]:
    for length, unit in ((365, "years"), (60, "months"), (14, "weeks")):
        if days >= length:
            count = round(days / {"years": 365.25, "months": 30.4, "weeks": 7}[unit])
            return count, unit if count > 1 else unit.removesuffix("s")
    return days, "days"
