"""What became of a statement."""

from __future__ import annotations

from datetime import date

from copilot.actions import Correction, find_corrections, track_actions
from copilot.answers.threads import newest_first, thread_of
from copilot.models import Note, Person, Relationship, RelationshipKind
from copilot.records import Quote

PEOPLE = {"tom": Person("tom", "Tom Okafor"), "ines": Person("ines", "Ines Duarte")}
PAIR = Relationship("tom-ines", RelationshipKind.TRADITIONAL, "tom", "ines", date(2025, 1, 10))


def note(identifier: str, day: date, text: str) -> Note:
    return Note(identifier, "tom", day, text, "tom-ines")


def quote(of: Note, words: str) -> Quote:
    start = of.text.index(words)
    return Quote(of.id, of.date, words, start, start + len(words))


FIRST = note("n1", date(2025, 3, 3), "Panel is on 27 March.\n- Ines to send the budget sheet by 10 March")
SECOND = note(
    "n2",
    date(2025, 3, 12),
    "Correction: the panel is on 4 April, not 27 March.\nBudget sheet: moved to 20 March, Ines was ill.",
)


def test_a_correction_stands_before_what_it_corrects() -> None:
    corrections = find_corrections([FIRST, SECOND])
    found = thread_of(quote(FIRST, "Panel is on 27 March."), [], corrections)
    assert [one.note for one in found.quotes] == ["n2", "n1"]
    assert found.changed


def test_an_actions_later_note_is_found_from_its_first() -> None:
    tracked = track_actions([FIRST, SECOND], [], PAIR, PEOPLE, date(2025, 4, 1))
    found = thread_of(quote(FIRST, "Ines to send the budget sheet by 10 March"), tracked, [])
    assert [one.note for one in found.quotes] == ["n2", "n1"]


def test_what_nothing_changes_stands_alone() -> None:
    found = thread_of(quote(FIRST, "Panel is on 27 March."), [], [Correction(None, quote(SECOND, "Correction"))])
    assert [one.note for one in found.quotes] == ["n1"]
    assert not found.changed


def test_no_place_is_quoted_twice() -> None:
    whole, part = quote(FIRST, "Panel is on 27 March."), quote(FIRST, "27 March")
    assert newest_first([part, whole]) == (whole,)
