"""The labelled sentences: what is caught, what is flagged wrongly, how long it takes."""

from __future__ import annotations

import pytest

from copilot.review.grounding import ground
from tests.copilot.review.labelled import Case, cases

_CASES = [*cases(), *cases("grounding_cases_2.yaml")]
_EXPECTED = {
    "name": {"name"},
    "number": {"number"},
    "date": {"date"},
    "negation": {"negation", "quantity"},
    "roles": {"roles", "name"},
    "planned": {"planned_told_as_happened"},
    "invented": {"unsupported"},
    "quantity": {"quantity", "negation"},
    "quote": {"quote"},
}


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.id)
def test_a_true_sentence_is_supported(case: Case) -> None:
    verdict = ground(case.holds, case.sources, case.context)

    assert verdict.supported, verdict.problems


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.id)
def test_one_alteration_is_caught(case: Case) -> None:
    verdict = ground(case.altered, case.sources, case.context)

    assert not verdict.supported
    assert verdict.score < ground(case.holds, case.sources, case.context).score


def test_most_alterations_are_named_for_what_they_are() -> None:
    named = [
        case.kind
        for case in _CASES
        if {problem.kind for problem in ground(case.altered, case.sources, case.context).problems}
        & _EXPECTED[case.kind]
    ]

    assert len(named) / len(_CASES) >= 0.9
