"""Our own cases: well formed, and a few of each kind drafted and judged as `python -m evals own` does."""

from __future__ import annotations

import pytest

from copilot import programme_file
from evals.drafts.own_case import APART, KINDS, OwnCase, load, workspaces
from evals.drafts.own_cases import Judged, by_kind, failures, judge, share
from evals.evaluators import Judgement
from evals.hashing_embedder import HashingEmbedder
from tests.evals.evaluators.drafts import case, draft

FEW = ("o15", "o16", "a12", "a13", "g10", "q09")
"""Of one workspace: two of a name, a number corrected, a site moved, a first session, nothing left to ask or to find."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judged]:
    chosen = [one for kind in KINDS for one in load(kind) if one.id in FEW]
    folder = tmp_path_factory.mktemp("own")
    return {one.case.id: one for one in judge(chosen, folder, HashingEmbedder())}


def test_there_are_as_many_cases_as_were_asked_for_and_each_has_its_own_id() -> None:
    by_kind = {kind: load(kind) for kind in KINDS}
    ids = [one.id for cases in by_kind.values() for one in cases]
    assert len(set(ids)) == len(ids)
    least = {"outreach": 20, "agenda": 15, "goal": 15, "ask": 10}
    assert all(len(by_kind[kind]) >= number for kind, number in least.items())


@pytest.mark.parametrize(
    "one", [one for part in ("", *APART) for kind in KINDS for one in load(kind, part)], ids=lambda one: one.id
)
def test_a_case_names_a_workspace_its_people_and_something_to_hold(one: OwnCase) -> None:
    people = {person.id for person in programme_file.load(workspaces()[one.workspace]).people}
    assert one.by in people
    assert {action.who for action in one.actions or () if action.who} <= people
    assert one.facts or one.never or one.questions or one.actions is not None or one.declined or one.private


@pytest.mark.parametrize("identifier", FEW)
def test_the_draft_says_what_the_case_expects(identifier: str, judged: dict[str, Judged]) -> None:
    names = ("facts present", "forbidden absent", "private absent", "questions asked", "nothing asked twice")
    names += ("open actions in order", "declined rightly")
    found = judged[identifier].judgements
    wrong = {name: found[name].missing for name in names if name in found and float(found[name].value) < 1}
    assert wrong == {}


def test_the_tables_name_what_failed_and_what_was_missing() -> None:
    good = Judged(case("goal"), draft("Fine."), {"facts present": Judgement(1.0), "length": Judgement("right")})
    bad = Judged(
        case("goal"), draft("Poor."), {"facts present": Judgement(0.5, ("5 March",)), "length": Judgement("long")}
    )
    assert share("facts present", [good, bad]) == 0.75
    assert share("length", [good, bad]) == 0.5
    assert share("questions asked", [good, bad]) is None
    assert failures("", [good]).rows == ()
    assert failures("", [good, bad]).rows == (
        ("c", "jo", "facts present", "5 March"),
        ("c", "jo", "length", "long"),
    )
    assert by_kind("", [good, bad]).rows[0] == ("facts present", "–", "–", "0.750", "–")
