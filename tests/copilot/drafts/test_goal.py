"""A goal's draft: its owner's words before and after, a question for each gap, and nothing that nobody said."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date

import icalendar
import pytest
from rich.console import Console

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.commands.show_draft import show_draft
from copilot.draft import CitationKind, Draft, DraftStatus, Origin, Severity, Support
from copilot.errors import BriefError, NotFound
from copilot.exports import export
from copilot.models import GoalStatus, Role, Viewer, Visibility
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

TODAY = date(2026, 3, 2)  # a Monday
RAW = "I just want to be more confident at work."
ANSWERS = {
    "specific": "open the stand-up myself instead of waiting for Ravi",
    "measurable": "six stand-ups in a row",
    "time_bound": "12 june I guess",
    "hard_enough": "yes, my stomach hurts",
    "obstacle": "i look at my shoes and hope someone else begins",
    "if_then": "if it goes quiet i say the first name on the list",
    "check_date": "with Ravi, every second friday",
    "first_step": "tell Ravi about it tomorrow",
    "milestones": "two in a row by 3 April; four in a row by 8 May",
}


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    folder = tmp_path_factory.mktemp("goals")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as opened:
        opened.begin(Beginning("Ada", Role.MENTEE, "Bo", since=date(2026, 1, 5), today=TODAY))
        yield opened


@pytest.fixture(scope="module")
def ada(copilot: Copilot) -> Viewer:
    return copilot.viewer("mine", "ada")


def made(
    copilot: Copilot, viewer: Viewer, goal: str | None, answers: Mapping[str, str] | None = None, as_of: date = TODAY
) -> Draft:
    return copilot.draft(viewer, "goal", {"goal": goal, "answers": dict(answers or {})}, as_of)


def lines(draft: Draft, heading: str) -> list[str]:
    return [one.text for block in draft.blocks if block.heading.startswith(heading) for one in block.sentences]


def test_without_a_goal_there_is_one_blocking_question(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, None)
    assert draft.status is DraftStatus.QUESTIONS
    assert [(one.id, one.blocking) for one in draft.questions] == [("goal", True)]
    assert draft.blocks == []


def test_each_missing_dimension_has_one_question_with_why_and_evidence_about_this_goal(
    copilot: Copilot, ada: Viewer
) -> None:
    draft = made(copilot, ada, RAW)
    asked = {one.id: one for one in draft.questions}
    assert len(draft.missing) == 7
    for dimension in draft.missing:
        if dimension == "if_then":
            assert asked[dimension].text.startswith("And when that gets in your way"), (
                "it follows the obstacle's question"
            )
        else:
            assert "be more confident at work" in asked[dimension].text
        assert any(mark in asked[dimension].why for mark in ("strong", "moderate", "mixed"))
        assert not asked[dimension].blocking
    assert draft.questions[0].id == "specific"
    assert "Gollwitzer" in (asked["if_then"].evidence.quote if asked["if_then"].evidence else "")


def test_the_obstacle_is_asked_for_and_never_printed(copilot: Copilot, ada: Viewer) -> None:
    (obstacle, plan) = lines(made(copilot, ada, RAW), "Obstacle")
    assert obstacle.startswith("[Your words here")
    assert plan.startswith("[Your words here")


def test_once_answered_the_goal_stands_in_its_owners_words(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, RAW, ANSWERS)
    assert draft.missing == []
    assert draft.questions == []
    assert lines(draft, "Before") == [RAW]
    assert lines(draft, "After") == [
        "I will open the stand-up myself instead of waiting for Ravi, by 12 June 2026.",
        "How I will know: six stand-ups in a row.",
    ]
    assert lines(draft, "First step") == ["I will tell Ravi about it tomorrow (3 March 2026)."]
    assert lines(draft, "Milestones") == [
        "Two in a row by 3 April 2026.",
        "Four in a row by 8 May 2026.",
    ]
    assert lines(draft, "Obstacle") == [
        "What may get in my way: I look at my shoes and hope someone else begins.",
        "If it goes quiet I say the first name on the list.",
    ]
    assert lines(draft, "Check") == ["I look at how far I have got: with Ravi, every second Friday."]


def test_what_makes_a_goal_hard_is_kept_where_it_is_no_goal_itself(copilot: Copilot, ada: Viewer) -> None:
    said = "speaking before Ravi and the whole board"
    assert f"Hard enough: {said}." in lines(made(copilot, ada, RAW, {**ANSWERS, "hard_enough": said}), "After")


def test_every_line_cites_the_answer_it_came_from_and_review_supports_it(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, RAW, ANSWERS)
    own = [one for one in draft.sentences() if one.origin is not Origin.GUIDANCE]
    assert all(one.support is Support.SUPPORTED for one in own)
    cited = {citation.id for one in own for citation in one.citations}
    assert {"goal", "answers.specific", "answers.obstacle", "answers.if_then", "answers.check_date"} <= cited
    assert [one for one in draft.findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("empty", ["dunno", "no idea", "pass", "I'd rather not say", "???"])
def test_an_empty_answer_leaves_the_gap_and_is_never_quoted(copilot: Copilot, ada: Viewer, empty: str) -> None:
    draft = made(copilot, ada, RAW, {**ANSWERS, "obstacle": empty, "first_step": empty})
    assert draft.missing == ["obstacle"]
    assert {"obstacle", "first_step"} <= {one.id for one in draft.questions}
    assert empty not in json.dumps([block.model_dump(mode="json") for block in draft.blocks])


def test_the_question_for_a_plan_quotes_the_obstacle_that_was_named(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, RAW, {"obstacle": "my phone keeps buzzing"})
    plan = next(one for one in draft.questions if one.id == "if_then")
    assert "my phone keeps buzzing" in plan.text


def test_a_plan_without_an_if_is_tied_to_the_obstacle(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, RAW, {**ANSWERS, "if_then": "count to three and begin anyway"})
    assert lines(draft, "Obstacle")[1] == "When that happens: count to three and begin anyway."


def test_a_day_that_names_its_year_or_none_exactly_is_left_as_it_is(copilot: Copilot, ada: Viewer) -> None:
    assert "[" not in lines(made(copilot, ada, "Open my bakery by 4 June 2027."), "After")[0]
    assert "[" not in lines(made(copilot, ada, "Open my bakery this autumn."), "After")[0]


def test_a_small_goal_becomes_the_first_step_of_a_larger_one(copilot: Copilot, ada: Viewer) -> None:
    draft = made(
        copilot,
        ada,
        "Read one article about budgets by Friday.",
        {"hard_enough": "ok, then a budget that my boss signs by 30 April"},
    )
    assert "hard_enough" not in draft.missing
    assert lines(draft, "First step") == ["Read one article about budgets by Friday (6 March 2026)."]
    assert lines(draft, "After") == ["My goal: a budget that my boss signs by 30 April 2026."]


def test_answers_of_the_command_count_like_those_of_the_brief(copilot: Copilot, ada: Viewer) -> None:
    draft = copilot.draft(ada, "goal", {"goal": RAW}, TODAY, answers={"obstacle": "my phone", "if_then": "dunno"})
    assert "obstacle" not in draft.missing
    assert "if_then" in draft.missing


def test_an_answer_to_a_question_nobody_asks_is_an_error(copilot: Copilot, ada: Viewer) -> None:
    with pytest.raises(BriefError, match="colour"):
        copilot.draft(ada, "goal", {"goal": RAW}, TODAY, answers={"colour": "blue"})
    with pytest.raises(BriefError, match="colour"):
        made(copilot, ada, RAW, {"colour": "blue"})


def test_a_number_that_nobody_gave_is_an_error(copilot: Copilot, ada: Viewer) -> None:
    from copilot.review.checks import run_checks

    draft = made(copilot, ada, RAW, ANSWERS)
    facts = {"missing": [], "typed": (RAW, *ANSWERS.values()), "written": TODAY}
    assert [one for one in run_checks(draft, facts) if one.check == "goal-nothing-invented"] == []
    edited = draft.model_copy(deep=True)
    edited.blocks[1].sentences[0].text = "I will open 9 stand-ups by Easter, by 12 june (13 June 2026)."
    (found,) = [one for one in run_checks(edited, facts) if one.check == "goal-nothing-invented"]
    assert found.severity is Severity.ERROR
    assert all(strange in found.message for strange in ("9", "easter", "13"))


def test_each_gap_is_a_finding_with_its_evidence(copilot: Copilot, ada: Viewer) -> None:
    found = {one.check: one for one in made(copilot, ada, RAW).findings}
    assert found["goal-if-then"].source.startswith("Gollwitzer")
    assert found["goal-if-then"].strength == "strong"
    assert found["goal-measurable"].severity is Severity.HINT


def test_a_check_after_the_end_and_a_late_first_step_are_found(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, RAW, {**ANSWERS, "check_date": "1 July", "first_step": "tell Ravi on 20 May"})
    assert {"goal-check-before-the-end", "goal-first-step"} <= {one.check for one in draft.findings}


def test_trouble_is_not_made_a_goal_of(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, "I want to hurt myself less often.")
    assert draft.status is DraftStatus.DECLINED
    assert draft.blocks == []
    assert draft.questions == []
    assert [one.check for one in draft.findings] == ["trouble"]


def test_a_stored_goal_is_read_as_of_the_day_it_was_written(copilot: Copilot, ada: Viewer) -> None:
    kept = copilot.add_goal(ada, "Lead the retrospective by Friday. I talk too much.", day=TODAY)
    draft = made(copilot, ada, kept.id)
    assert lines(draft, "Before")[0] == "Lead the retrospective by Friday."
    assert lines(draft, "After")[0] == "Lead the retrospective by Friday (6 March 2026)."
    cited = draft.blocks[0].sentences[0].citations[0]
    assert (cited.kind, cited.id) == (CitationKind.GOAL, kept.id)
    later = made(copilot, ada, kept.id, as_of=date(2026, 4, 1))
    assert "time_bound" in later.missing
    assert "has passed" in next(one.text for one in later.questions if one.id == "time_bound")


def test_a_private_goal_is_held_back_from_other_readers(copilot: Copilot, ada: Viewer) -> None:
    kept = copilot.add_goal(ada, "Chair the assembly in May.", day=TODAY)
    draft = copilot.draft(ada, "goal", {"goal": kept.id, "audience": ["bo"]}, TODAY)
    assert "assembly" not in draft.text
    assert draft.held_back


def test_by_default_a_goal_is_for_its_owner_alone(copilot: Copilot, ada: Viewer) -> None:
    assert made(copilot, ada, RAW).audience == ["ada"]


def test_somebody_elses_goal_is_not_found(copilot: Copilot, ada: Viewer) -> None:
    kept = copilot.add_goal(ada, "Publish the guide.", day=TODAY, visibility=Visibility.SHARED)
    bo = copilot.viewer("mine", "bo")
    for named in (kept.id, "g-00000000"):
        with pytest.raises(NotFound):
            made(copilot, bo, named)


def test_goals_are_kept_listed_and_decided_by_their_owner(copilot: Copilot, ada: Viewer) -> None:
    kept = copilot.add_goal(ada, "Swim a mile.", day=TODAY, visibility=Visibility.SHARED)
    assert kept in copilot.goals(ada, TODAY)
    assert copilot.add_goal(ada, " Swim  a mile. ", day=TODAY, visibility=Visibility.SHARED) == kept
    bo = copilot.viewer("mine", "bo")
    with pytest.raises(BriefError, match="only its owner"):
        copilot.decide_goal(bo, TODAY, kept.id, GoalStatus.ACHIEVED)
    assert copilot.decide_goal(ada, TODAY, kept.id, GoalStatus.ACHIEVED).status is GoalStatus.ACHIEVED
    with pytest.raises(NotFound):
        copilot.decide_goal(ada, TODAY, "g-nowhere", GoalStatus.DROPPED)
    with pytest.raises(BriefError, match="blank"):
        copilot.add_goal(ada, "  ", day=TODAY)


def test_before_and_after_stand_side_by_side(copilot: Copilot, ada: Viewer) -> None:
    console = Console(width=110, record=True, file=io.StringIO())
    show_draft(made(copilot, ada, RAW, ANSWERS), console)
    shown = console.export_text().splitlines()
    head = next(line for line in shown if line.startswith("Before"))
    assert "After" in head
    below = shown[shown.index(head) + 1]
    assert "I just want" in below
    assert "I will open" in below


def test_a_gap_is_said_once_on_the_terminal(copilot: Copilot, ada: Viewer) -> None:
    console = Console(width=110, record=True, file=io.StringIO())
    show_draft(made(copilot, ada, RAW), console)
    assert "There is no if-then plan yet" not in console.export_text()


def test_a_wish_to_be_better_at_something_is_asked_about_that_thing(copilot: Copilot, ada: Viewer) -> None:
    asked = {one.id: one.text for one in made(copilot, ada, "get better at networking somehow, please").questions}
    assert "“networking”" in asked["specific"]
    assert not any("somehow" in text for text in asked.values())


def test_a_long_goal_is_not_quoted_in_every_question(copilot: Copilot, ada: Viewer) -> None:
    goal = "Hire two more nurses for the night shift on the children's ward by 30 September 2026."
    asked = [one.text for one in made(copilot, ada, goal).questions]
    assert sum("hire two more nurses" in text for text in asked) == 1


def test_milestones_with_days_of_their_own_are_told_apart(copilot: Copilot, ada: Viewer) -> None:
    answers = {**ANSWERS, "milestones": "advert out by 3 April, interviews in May"}
    assert lines(made(copilot, ada, RAW, answers), "Milestones") == [
        "Advert out by 3 April 2026.",
        "Interviews in May.",
    ]


def test_in_ten_days_is_no_day_of_the_calendar_in_a_plan(copilot: Copilot, ada: Viewer) -> None:
    answers = {**ANSWERS, "if_then": "if nobody has answered in ten days, I go there"}
    assert "If nobody has answered in ten days, I go there." in lines(made(copilot, ada, RAW, answers), "Obstacle")


def test_check_milestones_and_the_goals_own_day_go_into_the_calendar(copilot: Copilot, ada: Viewer) -> None:
    answers = {**ANSWERS, "check_date": "10 April and 15 May with Ravi"}
    draft = made(copilot, ada, RAW, answers)
    found = icalendar.Calendar.from_ical(export(draft, ".ics", lambda _: True, names={"ada": "Ada"}))
    events = {(str(event["summary"]).partition(":")[0], event.start) for event in found.walk("VEVENT")}
    assert events == {
        ("Goal", date(2026, 6, 12)),
        ("Milestone", date(2026, 4, 3)),
        ("Milestone", date(2026, 5, 8)),
        ("Check", date(2026, 4, 10)),
        ("Check", date(2026, 5, 15)),
        ("Ada", date(2026, 3, 3)),
    }


def test_a_rhythm_alone_puts_no_check_into_the_calendar(copilot: Copilot, ada: Viewer) -> None:
    draft = made(copilot, ada, RAW, ANSWERS)
    content = export(draft, ".ics", lambda _: True)
    assert b"Check:" not in content


def test_the_day_on_which_a_rule_holds_is_pinned_to_no_date(copilot: Copilot, ada: Viewer) -> None:
    goal = "I want to ask for a raise. If it is Monday at 9 and I have not asked, then I write the mail."
    draft = copilot.draft(ada, "goal", {"goal": goal}, date(2026, 3, 2))
    assert "If it is Monday at 9 and I have not asked, then I write the mail." in lines(draft, "Obstacle")
    assert "9 March" not in draft.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("check_date", "every last Friday, from 27 March 2026"),
        ("check_date", "monthly"),
        ("measurable", "six"),
        ("obstacle", "Ravi"),
        ("if_then", "I raise my hand"),
        ("time_bound", "12 June 2026"),
    ],
)
def test_few_words_in_a_frame_of_ours_are_still_their_owners(
    copilot: Copilot, ada: Viewer, asked: str, said: str
) -> None:
    draft = made(copilot, ada, RAW, {asked: said})
    mine = [one for one in draft.sentences() if any(cited.id == f"answers.{asked}" for cited in one.citations)]
    assert mine
    assert all(one.support is Support.SUPPORTED for one in mine), [one.text for one in mine]


def test_a_question_does_not_cut_a_thought_off_before_its_last_word(copilot: Copilot, ada: Viewer) -> None:
    said = "say what the numbers say in the weekly planning meeting while the decision is still open"
    asked = made(copilot, ada, RAW, {"specific": said}).questions
    assert any(said in question.text for question in asked)
