"""What was ticked is no comment; what was written beside it, and what people write alike, is."""

from __future__ import annotations

from copilot.models import Feedback
from copilot.themes.choices import without_choices

ASKED = "What helped?"


def texts(*said: str, question: str = ASKED) -> list[str]:
    rows = [Feedback(f"f{place}", f"p{place}", text, question=question) for place, text in enumerate(said)]
    return [row.text for row in without_choices(rows)]


def test_a_step_of_a_scale_is_taken_out() -> None:
    said = texts(*["Our calls were always useful"] * 3, "Our calls were a joy, I learned to ask.")
    assert said == ["", "", "", "Our calls were a joy, I learned to ask."]


def test_what_is_written_beside_a_choice_stays() -> None:
    ticked = "Talks by the guest speakers, Rooms for small groups"
    assert texts(ticked, ticked, f"{ticked}, and the biscuits were a hit") == ["", "", "and the biscuits were a hit"]


def test_a_step_of_the_scale_that_one_person_took_goes_too() -> None:
    said = texts(
        *["Our calls were always useful"] * 3, "Our calls were seldom useful", "Our calls were seldom long enough"
    )
    assert said == ["", "", "", "", "Our calls were seldom long enough"]


def test_two_people_may_write_the_same() -> None:
    assert texts(*["She listens to me every time"] * 2) == ["She listens to me every time"] * 2


def test_short_words_that_people_share_are_comments() -> None:
    assert texts(*["more time"] * 6) == ["more time"] * 6
    alike = ["more time, more cake", "more cake, more time", "more time, cake"]
    assert texts(*alike) == alike


def test_of_two_questions_each_has_its_own_choices() -> None:
    rows = [Feedback(f"f{place}", f"p{place}", "The talks in the hall", question=str(place)) for place in range(4)]
    assert without_choices(rows) == rows


def test_one_person_who_says_it_thrice_is_one_person() -> None:
    rows = [Feedback(f"f{place}", "p", "The talks in the hall", question=ASKED) for place in range(4)]
    assert without_choices(rows) == rows


def test_without_a_question_nothing_is_taken_out() -> None:
    assert texts(*["The talks in the hall"] * 4, question="") == ["The talks in the hall"] * 4
