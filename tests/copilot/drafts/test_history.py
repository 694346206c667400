"""What the notes tell of a relationship: when two who have not met yet will, what belongs to an action, what is news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from copilot.ahead import sessions_ahead
from copilot.app import Copilot
from copilot.draft import Draft
from copilot.drafts.history import first_date_said
from copilot.models import Note, NoteKind, Programme, Relationship, RelationshipKind, Visibility
from copilot.records import Records
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

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


PROGRAMME = """\
format: mentoring-programme/1
programme: {id: p, name: P, as_of: 2026-03-20}
people: [{id: ann, name: Ann Abel, roles: [mentor]}, {id: bob, name: Bob Cole, roles: [mentee]}]
relationships: [{id: r, mentor: ann, mentee: bob, started: 2026-01-01}]
notes:
  - {id: n1, relationship: r, author: bob, date: 2026-03-01, visibility: shared,
     text: "I will send Ann the slides on the crane by 5 March. Ann to read the draft by 6 March. We agreed Bob would talk to Sue by 13 March, better than her hearing it from HR."}
  - {id: n2, relationship: r, author: bob, date: 2026-03-04, visibility: shared, text: "I sent Ann the slides on the crane. Ann's draft can be 13 March."}
  - {id: n3, relationship: r, author: bob, date: 2026-03-10, visibility: shared, text: "We went through the budget."}
actions: [{id: a1, relationship: r, owner: ann, due: 2026-03-13, text: Read the draft, status: open, note: n1}]
"""


@pytest.fixture
def follow_up(tmp_path: Path) -> Draft:
    (tmp_path / "p.yaml").write_text(PROGRAMME, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(tmp_path / "p.yaml")
        brief = {"type": "follow_up", "to": "ann", "relationship": "r"}
        return copilot.draft(copilot.viewer("p", "bob"), "outreach", brief, date(2026, 3, 20))


def test_another_matter_with_the_same_day_is_no_source_of_it(follow_up: Draft) -> None:
    cited = [one.quote for sentence in follow_up.sentences() for one in sentence.citations]
    assert any("read the draft by 6 March" in one for one in cited)
    assert not any("talk to Sue" in one for one in cited)


def test_what_was_done_before_the_last_session_is_told_no_more(follow_up: Draft) -> None:
    assert "crane" not in follow_up.text
