"""A workspace for one person alone: begun by names, begun again, and never one that cannot be exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.errors import BriefError
from copilot.models import RelationshipKind, Role
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

DAY = date(2025, 6, 1)
MENTEE = Role.MENTEE


@pytest.fixture
def copilot(tmp_path: Path) -> Iterator[Copilot]:
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as opened:
        yield opened


def pair(copilot: Copilot, said: Beginning) -> tuple[RelationshipKind, date, date | None]:
    """What the one relationship is after this beginning."""
    begun = copilot.begin(said)
    [one] = copilot.relationships(copilot.viewer("mine", begun.partner))
    return one.kind, one.started, one.ends


def test_beginning_again_changes_only_what_is_said(copilot: Copilot) -> None:
    ends, later = date(2025, 12, 1), date(2026, 1, 1)
    copilot.begin(Beginning("Ada", MENTEE, "Bo", DAY, ends, RelationshipKind.PEER))
    assert pair(copilot, Beginning("Ada", MENTEE, "Bo")) == (RelationshipKind.PEER, DAY, ends)
    assert pair(copilot, Beginning("Ada", MENTEE, "Bo", ends=later)) == (RelationshipKind.PEER, DAY, later)
    reverse = Beginning("Ada", MENTEE, "Bo", kind=RelationshipKind.REVERSE)
    assert pair(copilot, reverse) == (RelationshipKind.REVERSE, DAY, later)
    earlier = date(2025, 1, 1)
    assert pair(copilot, Beginning("Ada", MENTEE, "Bo", earlier)) == (RelationshipKind.REVERSE, earlier, later)


def test_a_new_relationship_begins_today_and_is_traditional(copilot: Copilot) -> None:
    assert pair(copilot, Beginning("Ada", MENTEE, "Bo", today=DAY)) == (RelationshipKind.TRADITIONAL, DAY, None)


def test_it_cannot_begin_after_the_end_that_is_kept(copilot: Copilot) -> None:
    copilot.begin(Beginning("Ada", MENTEE, "Bo", DAY, date(2025, 12, 1)))
    with pytest.raises(BriefError, match="before it began") as refused:
        copilot.begin(Beginning("Ada", MENTEE, "Bo", date(2027, 1, 1)))
    assert refused.value.location == "--since"


@pytest.mark.parametrize(
    ("said", "location", "words"),
    [
        (Beginning("Ada", MENTEE, "Bo", DAY, programme="my own"), "--programme", "cannot be an id"),
        (Beginning("Ada", MENTEE, "Bo", DAY, programme="a:b"), "--programme", "cannot be an id"),
        (Beginning("Ada", MENTEE, "Bo", DAY, programme=""), "--programme", "cannot be an id"),
        (Beginning("Ada", MENTEE, "Bo", DAY, date(2025, 5, 31)), "--ends", "before it began"),
        (Beginning("🙂", MENTEE, "Bo", DAY), "--name", "no letter or digit"),
        (Beginning("Ada", MENTEE, "🙂🙂", DAY), "--partner", "no letter or digit"),
        (Beginning("Ada", MENTEE, "Bo" + chr(0xDC80), DAY), "--partner", "cannot be stored"),
        (Beginning("A" * 121, MENTEE, "Bo", DAY), "--name", "cannot be an id"),
        (Beginning("A" * 70, MENTEE, "B" * 70, DAY), "--partner", "cannot be an id"),
    ],
    ids=["blank", "colon", "empty", "ends", "emoji", "emoji-partner", "surrogate", "long", "long-together"],
)
def test_nothing_begins_that_its_export_could_not_bring_back(
    copilot: Copilot, said: Beginning, location: str, words: str
) -> None:
    with pytest.raises(BriefError, match=words) as refused:
        copilot.begin(said)
    assert refused.value.location == location
    assert refused.value.next_step
    assert copilot.programmes() == ()


def test_names_that_make_one_id_are_still_two_relationships(copilot: Copilot) -> None:
    copilot.begin(Beginning("A", Role.MENTOR, "A B", DAY))
    other = copilot.begin(Beginning("A", Role.MENTEE, "A B", DAY))
    copilot.begin(Beginning("A", Role.MENTOR, "B A", DAY))
    assert other.relationship == "a-b-a"
    third = copilot.begin(Beginning("A", Role.MENTOR, "B A"))
    assert third.relationship == "a-b-a-2"
    pairs = {one.id: one.members for one in copilot.relationships(copilot.viewer("mine", "a"))}
    assert pairs == {"a-a-b": ("a", "a-b"), "a-b-a": ("a-b", "a"), "a-b-a-2": ("a", "b-a")}


def test_an_agenda_in_a_workspace_of_ones_own_rests_on_ones_private_notes_and_says_so(copilot: Copilot) -> None:
    begun = copilot.begin(Beginning("Ada", MENTEE, "Bo", DAY))
    ada = copilot.viewer("mine", begun.me)
    copilot.add_note(ada, "First chat.\n- I send Bo my talk outline by 20 June", day=date(2025, 6, 3))
    brief = {"relationship": begun.relationship, "session_date": "2025-06-12"}
    own = copilot.draft(ada, "agenda", brief, date(2025, 6, 5))
    assert own.audience == [begun.me]
    assert "talk outline" in own.text
    assert "for-you-alone" in {one.check for one in own.findings}
    both = copilot.draft(ada, "agenda", {**brief, "audience": [begun.me, begun.partner]}, date(2025, 6, 5))
    assert "talk outline" not in both.text
    assert {one.check for one in both.findings} >= {"private-notes-left-out"}


def test_the_partner_of_such_a_workspace_gets_nothing_of_it(copilot: Copilot) -> None:
    begun = copilot.begin(Beginning("Ada", MENTEE, "Bo", DAY))
    ada, bo = copilot.viewer("mine", begun.me), copilot.viewer("mine", begun.partner)
    copilot.add_note(ada, "- I send Bo my talk outline by 20 June", day=date(2025, 6, 3))
    theirs = copilot.draft(bo, "agenda", {"relationship": begun.relationship}, date(2025, 6, 5))
    assert set(theirs.audience) == {begun.me, begun.partner}
    assert "talk outline" not in theirs.text
