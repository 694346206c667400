"""Actions as CSV: a spreadsheet shows them and runs nothing."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from copilot.actions.tracking import TrackedAction
from copilot.exports.actions_file import COLUMNS, actions_csv, neutralised
from copilot.exports.characters import legible
from copilot.models import Action, ActionStatus
from tests.copilot.exports.drafts import NAUGHTY, OURS

RUNS = "=+-@\t\r\n＝＋－＠"


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel reads it as UTF-8 only so"
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def tracked(text: str, **more: str) -> TrackedAction:
    action = Action("a1", "tom-ines", more.get("owner", "ines"), text, date(2025, 6, 10), ActionStatus.OPEN, quote=text)
    return TrackedAction(action=action, source=None, stated=action)


def test_a_row_says_what_is_owed() -> None:
    [row] = read(actions_csv([tracked("Shadow a review, by “noon”")]))
    assert tuple(row) == COLUMNS
    assert (row["id"], row["owner"], row["due"], row["status"]) == ("a1", "ines", "2025-06-10", "open")
    assert row["action"] == "Shadow a review, by “noon”"
    assert read(actions_csv([])) == []


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.tuples(st.sampled_from(RUNS), st.text()).map("".join))
def test_no_cell_is_ever_a_formula_and_its_text_is_kept(text: str) -> None:
    [row] = read(actions_csv([tracked(text, owner=text)]))
    for cell in row.values():
        assert not cell.lstrip().startswith(tuple(RUNS))
        assert not cell.startswith(tuple(RUNS))
    assert legible(text) in (row["action"], row["action"].removeprefix("'"))


def test_words_that_break_programs_are_one_row_each() -> None:
    listed = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else []
    texts = [*OURS, *listed]
    rows = read(actions_csv([tracked(text) for text in texts]))
    assert [row["action"].removeprefix("'") for row in rows] == [legible(text).removeprefix("'") for text in texts]


def test_only_what_would_run_is_touched() -> None:
    assert neutralised("=1+1") == "'=1+1"
    assert neutralised(" =1+1") == "' =1+1"
    assert neutralised("1=1") == "1=1"
    assert neutralised("") == ""
