"""When two who have not met yet will meet, as their notes say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copilot.ahead import sessions_ahead
from copilot.drafts.history import first_date_said
from copilot.models import Note, NoteKind, Programme, Relationship, RelationshipKind, Visibility
from copilot.records import Records

DAY = date(2026, 3, 2)


def note(text: str, day: date = DAY, kind: NoteKind = NoteKind.REFLECTION) -> Note:
    return Note(f"n{day}", "ann", day, text, "r", kind=kind, visibility=Visibility.SHARED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("First meeting on 9 March, online.", date(2026, 3, 9)),
        ("He cannot on the 9th, so we moved to Thursday 12 March, 14:00.", date(2026, 3, 12)),
        ("It has moved to 16 March.", date(2026, 3, 16)),
        ("Our first call was fixed for 10 March.", date(2026, 3, 10)),
        ("We moved the panel to 9 March.", None),
        ("It moved me.", None),
        ("The first meeting was on 1 February.", None),
        ("The exam is on 9 March.", None),
    ],
)
def test_the_day_of_the_first_session_is_read_from_its_own_words(text: str, day: date | None) -> None:
    said = first_date_said([note(text)])
    assert (said and said[1]) == day
    assert said is None or said[0].text == text


def test_what_was_written_last_counts_and_notes_of_trouble_do_not() -> None:
    earlier = note("First meeting on 9 March.", date(2026, 2, 20))
    later = note("First meeting on 12 March.")
    assert (said := first_date_said([later, earlier])) is not None
    assert said[1] == date(2026, 3, 12)
    assert first_date_said([note("I want to kill myself. First meeting on 12 March.")]) is None


def test_it_lies_ahead_until_there_is_a_session() -> None:
    pair = Relationship("r", RelationshipKind.TRADITIONAL, "ann", "bob", date(2026, 2, 1))
    told = note("First meeting on 12 March.")
    seen = Records(Programme("p", "P"), date(2026, 3, 5), {}, {"r": pair}, (told,))
    [ahead] = sessions_ahead(seen)
    assert (ahead.day, ahead.source and ahead.source.text) == (date(2026, 3, 12), told.text)
    met = note("We met for the first time.", date(2026, 3, 12), NoteKind.SESSION)
    [after] = sessions_ahead(replace(seen, as_of=date(2026, 3, 13), notes=(told, met)))
    assert (after.day, after.last) == (None, date(2026, 3, 12))
