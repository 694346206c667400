"""The account of a crowd: an error, a lost note or a long wait makes it fail."""

from __future__ import annotations

import pytest

from evals.figures import Measured, Outcome
from evals.speed.load_ledger import Asked, Ledger, Sort


def a_good_day() -> Ledger:
    ledger = Ledger()
    for kind, sort, count in (("home", Sort.READ, 70), ("write a note", Sort.WRITE, 18), ("agenda", Sort.DRAFT, 12)):
        ledger.asked += [Asked(kind, sort, 0.1)] * count
    ledger.wrote("ann", "n1", "We met.\r\n  ", new=True)
    ledger.wrote("ann", "n2", "We met again.", new=True)
    return ledger


FOUND = [("n1", "We met.\r\n  "), ("n2", "We met again."), ("n0", "From before.")]


def missed(ledger: Ledger) -> list[str]:
    outcome = Outcome("load", Measured(tuple(ledger.figures(10.0))), 10.0)
    return [one.name for one in outcome.measured.figures if outcome.verdict(one) == "missed"]


def test_a_good_day_meets_every_reach() -> None:
    ledger = a_good_day()
    ledger.compare("ann", FOUND, "in the app")
    assert missed(ledger) == []


@pytest.mark.parametrize(
    "found",
    [
        FOUND[1:],
        [*FOUND, FOUND[0]],
        [*FOUND, ("n9", "We met again.")],
        [("n1", "We met.\n  "), *FOUND[1:]],
        [],
    ],
    ids=["gone", "listed twice", "kept under two ids", "another byte", "all gone"],
)
def test_a_note_that_is_not_there_once_byte_for_byte_is_lost(found: list[tuple[str, str]]) -> None:
    ledger = a_good_day()
    ledger.compare("ann", found, "in the app")
    assert missed(ledger) == ["lost notes"]


def test_an_edited_note_is_known_by_its_last_words() -> None:
    ledger = a_good_day()
    ledger.wrote("ann", "n2", "We met for the third time.", new=False)
    ledger.compare("ann", FOUND, "in the app")
    assert missed(ledger) == ["lost notes"]


def test_two_notes_under_one_id_are_one_too_few() -> None:
    ledger = a_good_day()
    ledger.wrote("ann", "n2", "Something else.", new=True)
    assert missed(ledger) == ["lost notes"]


def test_one_error_is_too_many_and_is_shown() -> None:
    ledger = a_good_day()
    ledger.asked.append(Asked("home", Sort.READ, 0.1, "GET /api/v1/me 500"))
    assert missed(ledger) == ["errors"]
    assert any("home: GET /api/v1/me 500" in row for table in ledger.tables() for row in table.rows)


def test_six_slow_requests_in_a_hundred_are_too_many() -> None:
    ledger = a_good_day()
    ledger.asked = [*ledger.asked[6:], *[Asked("home", Sort.READ, 0.9)] * 6]
    assert missed(ledger) == ["a request, 95th percentile"]


def test_too_few_notes_and_drafts_prove_nothing() -> None:
    ledger = a_good_day()
    ledger.asked += [Asked("home", Sort.READ, 0.1)] * 100
    assert missed(ledger) == ["share of writes", "share of drafts"]


def test_nothing_asked_is_no_success() -> None:
    assert {"requests", "notes written", "a request, 95th percentile"} <= set(missed(Ledger()))
