"""A report on a period: who is counted, what is left out, what two reports together cannot give away."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.models import Feedback, Role
from copilot.similarity import Similarity
from copilot.themes.codebook import codebook
from copilot.themes.report import ThemeReport, make_report
from copilot.themes.sentiment import Sentiment
from tests.ingest.fakes import HashingEmbedder

BOOK = codebook()
similar = Similarity(HashingEmbedder().encode)
MATCHING = BOOK.theme("matching").problems
LISTENING = BOOK.theme("listening").praise
TROUBLE = "He grabbed me and would not let me leave the room."


def row(person: int | str, text: str, *, period: str = "2030", role: str = "mentee", question: str = "") -> Feedback:
    return Feedback(f"f-{person}-{text}-{period}-{role}", f"p{person}", text, role, None, period, question)


def report(rows: list[Feedback], **asked: object) -> ThemeReport:
    return make_report(rows, BOOK, similar, **asked)  # type: ignore[arg-type]


def crowd(count: int, text: str = LISTENING[0], first: int = 0) -> list[Feedback]:
    return [row(first + number, text) for number in range(count)]


def shown(made: ThemeReport) -> dict[str, int]:
    return {theme.id: theme.people for theme in made.themes}


def test_people_are_counted_and_not_comments() -> None:
    chatty = [row(0, text) for text in MATCHING]
    assert shown(report([*crowd(10), *chatty])) == {"listening": 10}


def test_five_people_make_a_theme() -> None:
    assert shown(report([*crowd(10), *crowd(5, MATCHING[0])])) == {"listening": 10, "matching": 5}
    assert shown(report([*crowd(10), *crowd(4, MATCHING[0])])) == {"listening": 10}


def test_nine_people_nobody_and_a_period_that_is_not_there_get_the_same_answer() -> None:
    elsewhere = [row(number, LISTENING[0], period="2029") for number in range(12)]
    nine = report([*elsewhere, *crowd(9)], period="2030")
    nobody = report(elsewhere, period="2030")
    assert nine.suppressed
    assert (nine.people, nine.themes, nine.trouble, nine.unplaced) == (0, (), False, 0)
    assert {**vars(nine), "runs": None} == {**vars(nobody), "runs": None}


def test_blank_answers_do_not_lift_a_slice_over_the_floor() -> None:
    assert report([*crowd(9), row(9, "n/a"), row(10, "-")], period="2030").suppressed
    assert not report(crowd(10), period="2030").suppressed


def test_trouble_is_in_no_theme_and_is_told_without_a_number() -> None:
    quiet, troubled = report(crowd(12)), report([*crowd(12), row(1, TROUBLE)])
    assert (quiet.trouble, troubled.trouble) == (False, True)
    assert shown(quiet) == shown(troubled)


def test_comments_near_what_is_set_apart_are_in_no_theme() -> None:
    set_apart = [row(number, BOOK.set_apart[0]) for number in range(6)]
    made = report([*crowd(12), *set_apart])
    assert shown(made) == {"listening": 10}
    assert made.trouble


def test_the_only_period_is_meant_and_of_two_one_must_be_named() -> None:
    first = crowd(10)
    second = [row(number, LISTENING[0], period="2031") for number in range(10)]
    small = [row(number, LISTENING[0], period="2032") for number in range(9)]
    assert report([*first, *small]).period == "2030"
    both = report([*first, *second, *small])
    assert both.period is None
    assert both.periods == ("2030", "2031")


def test_a_group_is_left_out_where_the_others_are_few() -> None:
    few = [row(f"m{number}", LISTENING[0], role="mentor") for number in range(4)]
    enough = [row(f"m{number}", LISTENING[0], role="mentor") for number in range(5)]
    assert report([*crowd(12), *few], group=Role.MENTEE).suppressed
    assert not report([*crowd(12), *few]).suppressed
    assert not report([*crowd(12), *enough], group=Role.MENTEE).suppressed
    assert report([*crowd(12), *enough], group=Role.MENTOR).suppressed


def test_other_languages_are_counted_apart_where_nothing_places_them() -> None:
    german = "Wir haben uns leider nur selten gesehen und das war schade"
    for people, told in ((4, 0), (5, 5)):
        made = report([*crowd(12), *(row(f"g{number}", german) for number in range(people))])
        assert made.not_understood == told


def test_a_theme_in_another_language_alone_has_no_lean() -> None:
    made = report(crowd(12))
    assert made.themes[0].sentiment is Sentiment.POSITIVE


def test_what_no_theme_names_is_found() -> None:
    made = report([*crowd(12), *(row(f"c{number}", "the lemon cake sells out early") for number in range(6))])
    found = next(theme for theme in made.themes if theme.id.startswith("found"))
    assert found.people == 5
    assert "cake" in found.label


def test_a_question_names_the_themes_it_is_about() -> None:
    assert report(crowd(12), question=MATCHING[0]).asked == ("matching",)


ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 30),
        st.sampled_from([*LISTENING[:2], *MATCHING[:2], BOOK.theme("goals").problems[0], "n/a", TROUBLE]),
        role=st.sampled_from(["mentee", "mentor", ""]),
    ),
    max_size=90,
)


@settings(max_examples=60)
@given(ROWS)
def test_no_two_numbers_in_the_reports_of_a_period_differ_by_one_to_four(rows: list[Feedback]) -> None:
    reports = [report(rows, period="2030", group=group) for group in (None, Role.MENTEE, Role.MENTOR)]
    numbers = {n for made in reports for n in (made.people, made.unplaced, made.not_understood, *shown(made).values())}
    assert all(abs(one - other) not in range(1, 5) for one, other in combinations(numbers, 2))
    said = {one.respondent for one in rows if one.text != "n/a"}
    assert all(made.suppressed or len(said) >= 10 for made in reports)


@settings(max_examples=60)
@given(ROWS)
def test_what_reports_leave_when_taken_from_each_other_is_nobody_or_five(rows: list[Feedback]) -> None:
    """Counted anew here, from the rows: the people behind what the whole and a group both show."""
    whole = report(rows, period="2030")
    for group in (Role.MENTEE, Role.MENTOR):
        part = report(rows, period="2030", group=group)
        for theme in set(shown(whole)) & set(shown(part)):
            texts = set(BOOK.theme(theme).examples)
            everyone = {one.respondent for one in rows if one.text in texts}
            those = {one.respondent for one in rows if one.text in texts and one.role == group.value}
            assert len(those) >= 5
            assert len(everyone - those) not in range(1, 5)
