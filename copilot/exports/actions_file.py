"""Actions as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from copilot.actions.tracking import TrackedAction
from copilot.exports.characters import legible

COLUMNS = ("id", "owner", "due", "status", "action", "relationship", "note", "said_on", "quote")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that starts with one of these is, or may become, a formula (OWASP, CSV injection): a spreadsheet also
reads the full-width signs so."""


def actions_csv(tracked: Sequence[TrackedAction]) -> bytes:
    """One row an action under a row of COLUMNS; UTF-8 with a byte order mark, which Excel asks for.

    A cell that would be taken for a formula has an apostrophe put before it. Owners are ids.
    """
    text = StringIO(newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for one in tracked:
        action = one.action
        rows.writerow(
            neutralised(cell)
            for cell in (
                action.id,
                action.owner or "",
                action.due.isoformat() if action.due else "",
                action.status.value,
                action.text,
                action.relationship or "",
                action.note or "",
                one.source.date.isoformat() if one.source else "",
                one.source.text if one.source else action.quote,
            )
        )
    return text.getvalue().encode("utf-8-sig")


def neutralised(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula; one that it would not is kept as it is.

    Blanks do not hide a formula from every spreadsheet, so they are looked past.
    """
    cell = legible(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
