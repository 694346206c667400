"""Killed at random points: nothing acknowledged is lost, nothing deleted comes back, nothing is there twice."""

from __future__ import annotations

from dataclasses import replace
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest

from copilot.models import ActionStatus
from evals.crashes.crash import crash
from evals.crashes.crash_story import OTHER, STRUCK, Effect, Kind, Operation, State, Storyteller, after, may_be, word_of


@pytest.mark.skipif("forkserver" not in get_all_start_methods(), reason="kill -9 is Unix's")
def test_twenty_kills_lose_serve_and_double_nothing(tmp_path: Path) -> None:
    ledger = crash(tmp_path, cycles=20, seed=7, folder_cycles=10)
    assert ledger.troubles() == []
    assert ledger.cycles == 20
    assert sum(ledger.killed.values()) >= 18, "a start may end before it is struck"
    assert min(ledger.recalls) >= 0.99


BEFORE = State(True, frozenset({("", "zqa one."), ("i1", "zqb two.")}), frozenset({("a1", "open", "i1")}))


def test_of_what_was_under_way_all_may_have_happened_or_nothing() -> None:
    done = after(BEFORE, Operation(Kind.NOTE, "zqc three."), Effect(), {})
    assert may_be(BEFORE, BEFORE, done, Kind.NOTE)
    assert may_be(done, BEFORE, done, Kind.NOTE)
    assert not may_be(replace(done, notes=done.notes - {("", "zqa one.")}), BEFORE, done, Kind.NOTE)
    gone = after(BEFORE, Operation(Kind.REMOVE, "zqb two."), Effect(note="i1"), {})
    assert gone.actions == frozenset(), "what a note's removal takes with it goes in the same step"
    assert not may_be(replace(gone, actions=BEFORE.actions), BEFORE, gone, Kind.REMOVE)


def test_what_a_persons_leaving_takes_with_it_goes_in_one_step() -> None:
    gone = after(BEFORE, Operation(Kind.FORGET), Effect(forgotten=frozenset({"i1", "a1"})), {})
    assert gone == State(True, frozenset({("", "zqa one.")}))
    assert not may_be(replace(gone, actions=BEFORE.actions), BEFORE, gone, Kind.FORGET)


def test_the_one_who_is_forgotten_has_something_to_lose() -> None:
    teller = Storyteller(3)
    state = after(State(), teller.operation(Kind.IMPORT, State(), {}), Effect(), {})
    assert teller.operation(Kind.FORGET, state, {}) == Operation(Kind.FORGET, author=OTHER)
    assert teller.operation(Kind.FORGET, BEFORE, {}).kind is Kind.IMPORT, "or gets something"


def test_a_decision_replaces_the_one_before() -> None:
    effect = Effect(action=("a1", "done", "i1"))
    done = after(BEFORE, Operation(Kind.DECIDE, status=ActionStatus.DONE), effect, {})
    assert done.actions == {("a1", "done", "i1")}


def test_an_ingestion_may_be_cut_between_files_and_never_within_one() -> None:
    old = replace(BEFORE, files=frozenset({("a", "1"), ("b", "1")}))
    new = replace(BEFORE, files=frozenset({("a", "2"), ("c", "2")}))
    assert may_be(replace(old, files=frozenset({("a", "2"), ("b", "1")})), old, new, Kind.INGEST)
    assert not may_be(replace(old, files=frozenset({("a", "1"), ("a", "2")})), old, new, Kind.INGEST), "twice"
    assert not may_be(replace(old, files=frozenset({("b", "1")})), old, new, Kind.INGEST), "neither version of a"
    assert not may_be(replace(new, notes=frozenset()), old, new, Kind.INGEST)


def test_a_restore_brings_back_the_day_of_the_backup() -> None:
    saved = State(True)
    assert after(BEFORE, Operation(Kind.RESTORE, number=3), Effect(), {3: saved}) == saved


@pytest.mark.parametrize("kind", STRUCK)
def test_a_story_fits_what_is_there_and_is_told_alike_each_time(kind: Kind) -> None:
    one, two = Storyteller(1), Storyteller(1)
    assert one.operation(kind, BEFORE, {}) == two.operation(kind, BEFORE, {})
    assert one.operation(kind, State(), {}).kind is Kind.IMPORT, "without a programme there is nothing else to do"


def test_every_text_of_a_story_has_a_word_of_its_own() -> None:
    teller = Storyteller(2)
    state, words = State(), []
    for kind in [Kind.IMPORT, Kind.NOTE, Kind.INGEST, Kind.NOTE, Kind.IMPORT]:
        operation = teller.operation(kind, state, {})
        done = after(state, operation, Effect(), {})
        words += [word_of(text) for text in done.texts() - state.texts()]
        state = done
    assert len(set(words)) == len(words) > 10
