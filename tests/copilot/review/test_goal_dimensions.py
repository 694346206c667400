"""What a goal has and lacks: words of each dimension, words that only look like one, and answers that say nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.review.goal_answers import plainly, says_nothing
from copilot.review.goal_clauses import Part, clauses
from copilot.review.goal_dimensions import EVIDENCE, Dimension, answers_it, missing_after, read_goal, rescoped
from copilot.review.goal_times import rhythms, times

TODAY = date(2026, 3, 2)  # a Monday
COMPLETE = (
    "Win back three customers by 15 May. What gets in my way is that I write long mails. "
    "If I catch myself writing one, I pick up the phone. Every Thursday Mireille and I go over the call list."
)


def found(text: str, dimension: Dimension) -> list[str]:
    return [span.text for span in read_goal(text, TODAY).of(dimension).spans]


def missing(text: str) -> set[str]:
    return {one.value for one in read_goal(text, TODAY).missing}


def test_a_mere_feeling_lacks_everything() -> None:
    assert missing("be more confident") == {one.value for one in Dimension}


def test_a_complete_goal_lacks_nothing_and_each_part_is_found_in_its_own_words() -> None:
    reading = read_goal(COMPLETE, TODAY)
    assert reading.missing == ()
    assert found(COMPLETE, Dimension.MEASURABLE) == ["three"]
    assert found(COMPLETE, Dimension.TIME_BOUND) == ["by 15 May"]
    assert found(COMPLETE, Dimension.OBSTACLE) == ["What gets in my way is that I write long mails."]
    assert found(COMPLETE, Dimension.IF_THEN) == ["If I catch myself writing one, I pick up the phone."]
    assert found(COMPLETE, Dimension.CHECK_DATE) == ["Every Thursday Mireille and I go over the call list."]


@given(st.text(max_size=80), st.sampled_from(["", COMPLETE, "Run 5 km by 3 June. I get tired."]))
def test_the_words_found_stand_where_they_are_said_to_stand(noise: str, goal: str) -> None:
    text = f"{noise} {goal}"
    for reading in read_goal(text, TODAY).readings:
        for span in reading.spans:
            if reading.dimension not in (Dimension.SPECIFIC, Dimension.MEASURABLE, Dimension.HARD_ENOUGH):
                assert text[span.start : span.end].startswith(span.text[:1])
            assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am 52 and have led a team of 7 since 2014. I want more meaning in my work.",
        "My goal is to find a direction for my career.",
    ],
)
def test_an_age_a_past_year_and_the_size_of_a_team_measure_nothing(text: str) -> None:
    assert {"specific", "measurable", "time_bound"} <= missing(text)


@pytest.mark.parametrize("word", ["asap", "some day", "soon", "eventually"])
def test_putting_it_off_is_no_deadline(word: str) -> None:
    assert "time_bound" in missing(f"Open my own bakery {word}.")


@pytest.mark.parametrize(
    "when",
    [
        "by 4 June",
        "this autumn",
        "within 18 months",
        "before Easter",
        "next quarter",
        "in 2027",
        "before my maternity leave",
    ],
)
def test_a_day_a_season_or_an_event_is_a_deadline(when: str) -> None:
    assert "time_bound" not in missing(f"Open my own bakery {when}.")


def test_a_rhythm_of_checks_is_no_deadline() -> None:
    lacking = missing("Bring the queue down from 40 to 20 people. We count it every Monday.")
    assert "time_bound" in lacking
    assert "check_date" not in lacking


def test_a_day_that_has_passed_is_no_deadline() -> None:
    assert "time_bound" in missing("Publish the guide by 3 May 2024.")


def test_a_habit_of_old_is_no_check() -> None:
    assert "check_date" in missing("Teach the class alone by June. I already check the news every morning.")


def test_when_describes_an_obstacle_and_plans_nothing() -> None:
    lacking = missing("Give the talk myself in October. I freeze when the director looks at me.")
    assert "if_then" in lacking
    assert "obstacle" not in lacking


@pytest.mark.parametrize("text", ["Get promoted if possible by 2028.", "I wonder if teaching is for me."])
def test_not_every_if_is_a_plan(text: str) -> None:
    assert "if_then" in missing(text)


@pytest.mark.parametrize(
    "text",
    ["Read one article by Friday.", "Update my profile picture tomorrow.", "Send an email to my old boss by Monday."],
)
def test_one_small_step_is_not_hard_enough(text: str) -> None:
    reading = read_goal(text, TODAY).of(Dimension.HARD_ENOUGH)
    assert reading.missing
    assert "small step" in reading.why


@pytest.mark.parametrize("text", ["Read thirty articles by Friday.", "Ask my boss for a raise by Monday."])
def test_many_small_steps_or_a_brave_one_are(text: str) -> None:
    assert not read_goal(text, TODAY).of(Dimension.HARD_ENOUGH).missing


def test_each_dimension_names_its_row_of_the_evidence_and_smart_is_only_a_completeness_check() -> None:
    rows = {one.value: EVIDENCE[one].row for one in Dimension}
    assert rows == {
        "specific": 9,
        "hard_enough": 9,
        "measurable": 10,
        "time_bound": 10,
        "if_then": 11,
        "obstacle": 12,
        "check_date": 13,
    }
    assert "completeness" in EVIDENCE[Dimension.MEASURABLE].strength
    assert EVIDENCE[Dimension.IF_THEN].strength == "strong"


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "  ",
        "dunno",
        "no idea what you mean",
        "pass",
        "not sure, maybe",
        "I'd rather not say",
        "none really",
        "can do",
        "???",
        "I'll just do it",
    ],
)
@pytest.mark.parametrize(
    "asked", [Dimension.OBSTACLE, Dimension.IF_THEN, Dimension.SPECIFIC, Dimension.CHECK_DATE, Dimension.TIME_BOUND]
)
def test_a_refusal_or_an_empty_word_leaves_the_gap(asked: Dimension, answer: str) -> None:
    assert not answers_it(asked, answer, TODAY)


@pytest.mark.parametrize(
    "answer",
    [
        "I can't say no to people",
        "I don't know how to start a conversation",
        "time",
        "I'd rather not call people I don't know",
    ],
)
def test_an_obstacle_that_sounds_like_a_refusal_is_still_an_obstacle(answer: str) -> None:
    assert not says_nothing(answer)


def test_an_answer_about_time_needs_a_time() -> None:
    assert answers_it(Dimension.TIME_BOUND, "end of term I guess", TODAY)
    assert answers_it(Dimension.TIME_BOUND, "14 febuary", TODAY)
    assert not answers_it(Dimension.TIME_BOUND, "when the children are bigger", TODAY)


def test_a_vague_answer_does_not_make_a_goal_specific() -> None:
    assert not answers_it(Dimension.SPECIFIC, "be a better leader", TODAY)
    assert answers_it(Dimension.SPECIFIC, "open the stand-up myself", TODAY)


def test_that_it_is_easy_does_not_answer_whether_it_is_hard_enough() -> None:
    assert not answers_it(Dimension.HARD_ENOUGH, "no, it's easy", TODAY)
    assert answers_it(Dimension.HARD_ENOUGH, "yes, my knees shake", TODAY)


def test_a_larger_goal_named_in_answer_is_told_from_a_yes() -> None:
    assert rescoped("then the whole floor plan that my boss signs")
    assert not rescoped("yes thats hard for me, believe me")


def test_an_answer_may_hold_what_another_question_asks_for() -> None:
    answers = {"specific": "open the stand-up myself by 3 June"}
    lacking = missing_after("be more confident", answers, TODAY)
    assert Dimension.TIME_BOUND not in lacking
    assert Dimension.OBSTACLE in lacking


def test_hedges_go_and_the_words_between_them_stay() -> None:
    assert plainly("well, end of term I guess") == "end of term"
    assert plainly("I think of my mother") != ""


def test_a_misspelt_month_is_the_month_and_keeps_its_place() -> None:
    (said,) = times("Finish it by 14 febuary 2027 at last", TODAY)
    assert (said.day, said.text) == (date(2027, 2, 14), "by 14 febuary 2027")


def test_what_comes_again_is_a_rhythm_and_no_day() -> None:
    assert times("on the first Wednesday of the month", TODAY) == []
    assert [one.text for one in rhythms("We talk every second Friday.")] == ["every second Friday"]


def test_the_tuesday_call_is_no_day() -> None:
    assert times("say it in the tuesday team call", TODAY) == []


def test_a_goal_is_a_wish_even_where_it_looks_like_a_check() -> None:
    (clause,) = clauses("Check in with each of my team once a week.", TODAY)
    assert clause.part is Part.WISH


def test_a_blank_goal_lacks_everything() -> None:
    assert missing("  ") == {one.value for one in Dimension}


@pytest.mark.parametrize(
    "text",
    [
        "Find my passion.",
        "Get my confidence back.",
        "Not feel like the intern.",
        "I want work that means something to me.",
        "Finally understand computers.",
        "Make my parents proud.",
        "Earn the respect of my colleagues.",
        "I want my apprentices to trust me.",
        "A career change.",
    ],
)
def test_to_be_rid_of_a_feeling_to_matter_or_to_understand_says_not_what_will_happen(text: str) -> None:
    assert {Dimension.SPECIFIC, Dimension.MEASURABLE, Dimension.HARD_ENOUGH} <= set(read_goal(text, TODAY).missing)


@pytest.mark.parametrize(
    "text", ["Learn to drive.", "Own a shop.", "Understand our accounts well enough to explain them to the board."]
)
def test_a_craft_a_thing_or_what_one_understands_it_for_does(text: str) -> None:
    assert {Dimension.SPECIFIC, Dimension.MEASURABLE}.isdisjoint(read_goal(text, TODAY).missing)


@pytest.mark.parametrize("text", ["Write clearer reports with less jargon.", "Lose weight.", "Sell more tomatoes."])
def test_what_is_only_compared_with_today_cannot_be_measured(text: str) -> None:
    assert Dimension.MEASURABLE in read_goal(text, TODAY).missing


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("Pass the exam by half-term.", True),
        ("From September on, leave at five.", True),
        ("Ten sales til xmas", True),
        ("Open my shop before I turn 30.", True),
        ("Ten sales instead of the 0 I have today.", False),
        ("Listen to the end before I answer.", False),
    ],
)
def test_a_day_of_the_wish_is_told_from_one_that_only_stands_in_it(text: str, timed: bool) -> None:
    assert (Dimension.TIME_BOUND not in read_goal(text, TODAY).missing) is timed


@pytest.mark.parametrize(
    ("plan", "planned"),
    [
        ("If the car breaks down, my brother takes me.", True),
        ("I always skip it when it rains, so if it rains i study in the library.", True),
        ("When I moved here I spoke no word.", False),
        ("If I pass, I get a better contract.", False),
        ("Whenever I study, I fall asleep.", False),
    ],
)
def test_a_plan_is_told_from_what_was_and_from_what_comes_of_it(plan: str, planned: bool) -> None:
    assert (Dimension.IF_THEN not in read_goal(f"Pass the exam. {plan}", TODAY).missing) is planned
