"""A model's vote beside the rules: what it may doubt, what it may excuse, and when it is asked at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from copilot.app import Copilot
from copilot.draft import Draft, Support
from copilot.review.grounding import Context, KnownPerson, Problem, Source, Verdict, ground, with_vote
from copilot.review.grounding.ballot import DOUBTS, SURE, together
from copilot.review.voting import vote_of
from copilot.writing.engine import Odds
from copilot.writing.fakes import FakeStatus
from copilot.writing.prompting import Prompts
from tests.copilot.studio_cases import DAY, MESSAGE, viewer
from tests.copilot.writing.asked import Asked, answering, said, with_model

CONTEXT = Context((KnownPerson("Mira Falk", "", "mentor"),), "Mira Falk", dt.date(2026, 5, 4), "Jo Hall")
NOTE = Source("Jo walked home.", date=dt.date(2026, 5, 1), author="Mira Falk")


def kinds(verdict: Verdict) -> set[str]:
    return {problem.kind for problem in verdict.problems}


def test_without_a_vote_nothing_changes() -> None:
    verdict = ground("Jo walked home.", [NOTE], CONTEXT)
    assert with_vote(verdict, None) == verdict


def test_a_doubt_marks_what_the_rules_let_pass() -> None:
    verdict = with_vote(Verdict(True, 0.8), DOUBTS / 2)
    assert not verdict.supported
    assert kinds(verdict) == {"vote"}
    assert "doubts that the source says this" in verdict.problems[0].detail


def test_a_sure_vote_excuses_other_words_and_nothing_else() -> None:
    sure = (1 + SURE) / 2
    missing, name = Problem("unsupported", "a word"), Problem("name", "a name")
    assert with_vote(Verdict(False, 0.4, (missing,)), sure) == Verdict(True, together(0.4, sure).__round__(4))
    assert not with_vote(Verdict(False, 0.4, (name,)), sure).supported
    assert kinds(with_vote(Verdict(False, 0.4, (missing, name)), sure)) == {"unsupported", "name"}
    assert not with_vote(Verdict(False, 0.4, (missing,)), 0.5).supported


def test_votes_move_the_score_both_ways() -> None:
    assert together(0.5, 0.9) > together(0.5, 0.5) > together(0.5, 0.1)
    assert together(0.9, 0.6) > together(0.2, 0.6)


def asked_with(odds: Odds) -> tuple[Callable[..., float | None], Asked]:
    asked = Asked(answering().chat, odds=odds)
    return vote_of(asked.at_hand.open(), Prompts()), asked


def test_sources_stand_before_the_sentence_and_who_is_who_before_both() -> None:
    heard: list[str] = []

    def odds(messages: list[Any], answers: Sequence[str], halted: object) -> tuple[float, ...]:
        heard.append(str(messages[0].text))
        return (0.6, 0.2)

    vote, _ = asked_with(odds)
    assert vote("You walked.", [NOTE], CONTEXT) == pytest.approx(0.75)
    assert heard[0].index("I is Mira Falk, the mentor") < heard[0].index("Jo walked home.")
    assert heard[0].index("Note by Mira Falk of 1 May 2026: Jo walked home.") < heard[0].index("You walked.")


def test_a_model_that_says_something_else_has_not_voted() -> None:
    vote, _ = asked_with(lambda *_: (0.01, 0.01))
    assert vote("You walked.", [NOTE], CONTEXT) is None


def test_a_model_that_failed_is_asked_no_more() -> None:
    calls: list[int] = []

    def odds(*_: object) -> tuple[float, ...]:
        calls.append(1)
        raise FakeStatus(500)

    vote, _ = asked_with(odds)
    assert vote("You walked.", [NOTE], CONTEXT) is None
    assert vote("You ran.", [NOTE], CONTEXT) is None
    assert len(calls) == 1


WHY = ("I am writing to you because of your talk about roadmap reviews.", ["B1"])
ABOUT = ("I am leading a team that is small.", ["B2"])
ASK = ("Could I have 20 minutes on how roadmap reviews are priced before I train anybody?", ["B3"])
OFFER = ("In return I can offer our list of questions.", ["B4"])


def drafted(copilot: Copilot, monkeypatch: pytest.MonkeyPatch, asked: Asked) -> Draft:
    with_model(monkeypatch, copilot, asked)
    return copilot.draft(viewer(copilot, "ines"), "outreach", MESSAGE, DAY)


def _doubting(messages: list[Any], answers: Sequence[str], halted: object) -> tuple[float, ...]:
    return (0.02, 0.9) if ABOUT[0] in str(messages[0].text) else (0.9, 0.02)


def test_a_doubted_sentence_is_marked_and_says_who_doubts_it(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(said(WHY, ABOUT, ASK, OFFER))
    asked.odds = _doubting
    draft = drafted(harbour, monkeypatch, asked)
    marked = [one.text for one in draft.sentences() if one.support is Support.UNSUPPORTED]
    assert marked == [ABOUT[0]]
    assert any("the language model doubts" in one.message for one in draft.findings)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_model_elsewhere_or_one_that_may_not_vote_is_not_asked(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool
) -> None:
    asked = answering(said(WHY, ABOUT, ASK, OFFER))
    asked.local = not elsewhere
    asked.odds = _doubting if elsewhere else None
    draft = drafted(harbour, monkeypatch, asked)
    assert ABOUT[0] in draft.text
    assert all(one.support is not Support.UNSUPPORTED for one in draft.sentences())
