"""Days as people write them, seen from Tuesday 20 October 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.actions.dates import Sense, find_dates, given_up, next_session, settled

NOTE = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by 17 Nov", date(2026, 11, 17)),
        ("Nov 17", date(2026, 11, 17)),
        ("on 17/11", date(2026, 11, 17)),
        ("17/11/26", date(2026, 11, 17)),
        ("2026-11-17", date(2026, 11, 17)),
        ("the 17th", date(2026, 11, 17)),
        ("by Friday", date(2026, 10, 23)),
        ("by next Friday", date(2026, 10, 30)),
        ("this Friday", date(2026, 10, 23)),
        ("by Fri 13 Nov", date(2026, 11, 13)),
        ("Friday (23rd)", date(2026, 10, 23)),
        ("EOM", date(2026, 10, 31)),
        ("by the end of the month", date(2026, 10, 31)),
        ("end of November", date(2026, 11, 30)),
        ("in two weeks", date(2026, 11, 3)),
        ("within a fortnight", date(2026, 11, 3)),
        ("tomorrow", date(2026, 10, 21)),
        ("COB tomorrow", date(2026, 10, 21)),
        ("next week", date(2026, 10, 30)),
        ("end of the week", date(2026, 10, 23)),
        ("by 15 January", date(2027, 1, 15)),
        ("by 12 October", date(2026, 10, 12)),
        ("4th December 2026", date(2026, 12, 4)),
        ("a week from today", date(2026, 10, 27)),
        ("by 17.11.", date(2026, 11, 17)),
    ],
)
def test_a_day_is_resolved_against_the_note(words: str, day: date) -> None:
    assert [mention.day for mention in find_dates(words, NOTE)] == [day]


@pytest.mark.parametrize("words", ["by Q1", "in May", "over the weekend", "next month", "before our next session"])
def test_spans_name_no_exact_day(words: str) -> None:
    assert [mention.day for mention in find_dates(words, NOTE)] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "24/7",
        "1/2 done",
        "it may help",
        "the Monday numbers",
        "every Friday",
        "chapter 3",
        "3.5 hours",
        "16:00",
        "the 2nd draft",
        "31/02",
        "she sat down",
        "we march on",
    ],
)
def test_what_is_no_day_is_left_alone(words: str) -> None:
    assert find_dates(words, NOTE) == []


def test_reports_look_back_and_promises_ahead() -> None:
    assert find_dates("on the 12th", NOTE, Sense.BACK)[0].day == date(2026, 10, 12)
    assert find_dates("on 2 Dec", NOTE, Sense.BACK)[0].day == date(2025, 12, 2)
    assert find_dates("on 2 Dec", NOTE)[0].day == date(2026, 12, 2)


def test_a_deadline_is_told_from_a_mere_day() -> None:
    deadline, day = find_dates("by 3 Nov, then on 5 Nov", NOTE)
    assert (deadline.deadline, day.deadline) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "We moved our next call from 26 November to 3 December.",
        "The next session has moved from 26 November to 3 December.",
        "Our next session is on 3 December instead of 26 November.",
        "Next session not on 26 November but on 3 December.",
        "Next meeting: 3 December (was 26 November).",
    ],
)
def test_of_a_meeting_that_is_moved_the_new_day_counts(text: str) -> None:
    assert next_session(text, date(2026, 11, 12)) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("send it by 18 November instead of 4 November", "send it by 18 November"),
        ("send it not on 4 November but on 18 November", "send it on 18 November"),
        ("finish by 18 November, no longer by 4 November", "finish by 18 November,"),
        ("moved from 4 November to 18 November", "moved to 18 November"),
        ("on leave from 4 November to 18 November", "on leave from 4 November to 18 November"),
        ("not before 4 November", "not before 4 November"),
        ("send it tomorrow, if not on 4 November", "send it tomorrow, if not on 4 November"),
    ],
)
def test_a_day_that_another_takes_the_place_of_is_given_up(text: str, kept: str) -> None:
    assert settled(text, date(2026, 10, 28)) == kept
    assert bool(given_up(text, date(2026, 10, 28))) is (text != kept)


def test_the_next_session_is_read_from_the_note() -> None:
    assert next_session("Good one.\nnext session: 12 Nov, 16:00", NOTE) == date(2026, 11, 12)
    assert next_session("Good one.", NOTE) is None


@given(st.text(max_size=80), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_any_text_gives_ordered_mentions_within_it(text: str, note_date: date) -> None:
    place = 0
    for mention in find_dates(text, note_date):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.end > place
        place = mention.end


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_every_iso_day_comes_back(day: date, note_date: date) -> None:
    assert [mention.day for mention in find_dates(f"by {day.isoformat()}", note_date)] == [day]
