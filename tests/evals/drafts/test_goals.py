"""The goals suite: its cases hold together, and it sees what is made up."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

from copilot.draft import Block, Draft, DraftStatus, Origin, Sentence
from evals.drafts.goals import CASES, DIMENSIONS, Case, Refined, invented, load, measure, quoted, unasked
from evals.figures import Run

TODAY = date(2026, 3, 2)


def draft(*texts: str, **more: object) -> Draft:
    said = [Sentence(id=f"s-{number}", text=text, origin=Origin.BRIEF) for number, text in enumerate(texts)]
    return Draft(
        kind="goal",
        status=DraftStatus.DRAFTED,
        as_of=TODAY,
        viewer="ada",
        audience=["ada"],
        blocks=[Block(heading="After", sentences=said)],
        **more,  # type: ignore[arg-type]
    )


def test_the_cases_reach_from_a_mere_wish_to_a_complete_goal() -> None:
    with resources.as_file(resources.files("evals") / CASES) as path:
        _, cases = load(path)
    assert len({case.id for case in cases}) == len(cases) == 44
    lacking = {len(case.missing) for case in cases}
    assert {0, 7} <= lacking
    for case in cases:
        assert {*case.missing, *case.unsure, *(case.missing_after or ())} <= set(DIMENSIONS)
        assert (case.missing_after is not None) == bool(case.answers)
        assert set(case.missing_after or ()) <= set(case.missing)


def test_a_number_a_month_or_a_bracketed_day_that_nobody_gave_is_seen() -> None:
    case = Case(id="c", text="Run 5 km by Friday.", missing=())
    assert invented(case, draft("Run 5 km by Friday (6 March 2026)."), TODAY) == []
    assert len(invented(case, draft("Run 6 km in May.", "By Friday (7 March 2026)."), TODAY)) == 3


def test_a_gap_without_a_question_is_seen() -> None:
    assert unasked(draft("x", missing=["obstacle"])) == ["obstacle"]


def test_a_refusal_that_is_quoted_is_seen() -> None:
    case = Case(id="c", text="x", missing=("obstacle",), answers={"obstacle": "dunno"}, missing_after=("obstacle",))
    assert quoted(Refined(case, draft(), draft("What may get in my way: dunno."))) == ["obstacle"]
    assert quoted(Refined(case, draft(), draft("Something else."))) == []


def test_the_suite_meets_its_targets(tmp_path: Path) -> None:
    found = {figure.name: figure for figure in measure(Run(tmp_path, tmp_path, tmp_path)).figures}
    assert all(figure.target.met_by(figure.value) for figure in found.values() if figure.target is not None)
