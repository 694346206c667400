"""Working drafts: started, answered, changed, accepted, looked back at, taken away."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import date

import pytest

from copilot.app import Copilot
from copilot.comparing import DifferenceKind
from copilot.content import WorkingStatus
from copilot.draft import DraftStatus
from copilot.errors import BriefError, Conflict, NotFound
from tests.copilot.studio_cases import AGENDA, CANARY, DAY, PRIVATE, agenda, message, sentence, viewer


def test_a_started_draft_is_the_one_that_is_drafted_and_its_first_version(harbour: Copilot) -> None:
    ines = viewer(harbour, "ines")
    made = harbour.studio.start(ines, "agenda", AGENDA, DAY, seed=3)
    drafted = harbour.draft(ines, "agenda", AGENDA, DAY, seed=3)
    assert made.draft.model_copy(update={"usage": drafted.usage}) == drafted
    assert re.fullmatch(r"w-[0-9a-f]{16}", made.id)
    assert (made.version, made.status, made.kind, made.as_of, made.seed) == (1, WorkingStatus.OPEN, "agenda", DAY, 3)
    assert made.created == made.updated
    assert made.created.utcoffset() is not None
    assert harbour.studio.named(ines, made.id) == made
    [first] = harbour.studio.versions(ines, made.id)
    assert first == made.latest
    assert first.version is not None
    assert (first.version.number, first.version.change) == (1, "started")


def test_one_that_only_asks_can_be_worked_on_and_answered(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    asking = studio.start(ines, "outreach", {"type": "request"}, DAY)
    assert asking.draft.status is DraftStatus.QUESTIONS
    answered = studio.answer(ines, asking.id, {"to": "Helena Brandt", "why": "your talk"}, 1)
    assert "Helena" in answered.draft.text
    assert dict(answered.brief) == {"type": "request"}, "the brief stays as it was typed"
    assert answered.answers == {"to": "Helena Brandt", "why": "your talk"}
    taken_back = studio.answer(ines, asking.id, {"why": " "}, 2)
    assert "why" in {one.id for one in taken_back.draft.questions}
    changes = [one.version.change for one in studio.versions(ines, asking.id) if one.version]
    assert changes == ["started", "answered", "answered"]


def test_an_answer_to_a_question_nobody_asked_is_refused_and_writes_nothing(harbour: Copilot) -> None:
    ines = viewer(harbour, "ines")
    made = agenda(harbour)
    with pytest.raises(BriefError, match="outcome:bogus"):
        harbour.studio.answer(ines, made.id, {"outcome:bogus:1": "It went well"}, 1)
    assert harbour.studio.named(ines, made.id) == made


def test_a_changed_brief_wins_over_an_answer_to_the_same_field(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = studio.start(ines, "outreach", {"type": "request", "to": "Helena Brandt"}, DAY)
    made = studio.answer(ines, made.id, {"ask": "advice on pricing", "about": "I lead a small team"}, made.version)
    made = studio.answer(ines, made.id, {"time": "20 minutes"}, made.version)
    made = studio.change_brief(ines, made.id, {**made.brief, "ask": "a coffee about reviews"}, made.version)
    assert "coffee" in made.draft.text
    assert "pricing" not in made.draft.text
    assert dict(made.answers) == {"about": "I lead a small team"}


def test_days_in_a_brief_are_kept_as_they_are_written(harbour: Copilot) -> None:
    made = harbour.studio.start(
        viewer(harbour, "ines"), "agenda", {**AGENDA, "session_date": date(2025, 6, 10), "focus": None}, DAY
    )
    assert made.brief == {**AGENDA, "session_date": "2025-06-10"}


def test_a_change_that_changes_nothing_makes_no_version(harbour: Copilot) -> None:
    ines = viewer(harbour, "ines")
    made = agenda(harbour)
    assert harbour.studio.change_brief(ines, made.id, AGENDA, 1) == made
    assert harbour.studio.edit(ines, made.id, {}, 1) == made
    assert len(harbour.studio.versions(ines, made.id)) == 1


def test_a_working_draft_is_its_authors_alone_and_a_foreign_one_reads_as_absent(harbour: Copilot) -> None:
    tom, studio = viewer(harbour, "tom"), harbour.studio
    made = agenda(harbour)
    calls = [
        lambda key: studio.named(tom, key),
        lambda key: studio.answer(tom, key, {}, 1),
        lambda key: studio.change_brief(tom, key, AGENDA, 1),
        lambda key: studio.edit(tom, key, {}, 1),
        lambda key: studio.include(tom, key, [], 1),
        lambda key: studio.accept(tom, key, 1),
        lambda key: studio.reopen(tom, key, 1),
        lambda key: studio.versions(tom, key),
        lambda key: studio.compare(tom, key, 1, 1),
        lambda key: studio.export(tom, key, ".md"),
        lambda key: studio.remove(tom, key),
    ]
    for call in calls:
        with pytest.raises(NotFound) as foreign:
            call(made.id)
        with pytest.raises(NotFound) as absent:
            call("w-0")
        assert foreign.value.message.replace(made.id, "w-0") == absent.value.message
    assert studio.listed(tom) == ()
    assert studio.listed(viewer(harbour, "ines")) == (made,)


def test_an_answer_is_nothing_to_work_on(harbour: Copilot) -> None:
    with pytest.raises(BriefError, match="nothing to work on"):
        harbour.studio.start(viewer(harbour, "ines"), "ask", {"question": "What did we plan?"}, DAY)


def test_an_accepted_draft_is_open_again_before_it_is_changed(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)
    accepted = studio.accept(ines, made.id, 1)
    assert (accepted.status, accepted.version, accepted.draft) == (WorkingStatus.ACCEPTED, 2, made.draft)
    with pytest.raises(BriefError, match="accepted"):
        studio.change_brief(ines, made.id, {**AGENDA, "minutes": 30}, 2)
    assert studio.listed(ines, "open") == ()
    assert studio.listed(ines, WorkingStatus.ACCEPTED) == (accepted,)
    again = studio.reopen(ines, made.id, 2)
    assert (again.status, again.version) == (WorkingStatus.OPEN, 3)
    assert studio.reopen(ines, made.id, 3) == again
    assert "30 minutes" in studio.change_brief(ines, made.id, {**AGENDA, "minutes": 30}, 3).draft.text


def test_questions_alone_are_not_accepted_or_exported(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    asking = studio.start(ines, "outreach", {}, DAY)
    with pytest.raises(BriefError, match="no text"):
        studio.accept(ines, asking.id, 1)
    with pytest.raises(BriefError, match="only questions"):
        studio.export(ines, asking.id, ".md")


def test_who_comes_second_sees_both_texts_and_nothing_is_written(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)
    goal = sentence(made, "Lead one roadmap review")
    first = studio.edit(ines, made.id, {"sentences": {goal: "I would like to start small."}}, 1)
    with pytest.raises(Conflict) as second:
        studio.edit(
            ines,
            made.id,
            {"sentences": {goal: "Let us skip this."}, "added": [{"block": 0, "text": "I would like a walk."}]},
            1,
        )
    conflict = second.value
    assert (conflict.code, conflict.exit_code, conflict.version) == ("conflict", 2, 2)
    assert conflict.yours == {goal: "Let us skip this.", "added 1": "I would like a walk."}
    assert conflict.theirs[goal] == "I would like to start small."
    assert conflict.theirs["text"] == first.draft.text
    assert studio.named(ines, made.id) == first
    with pytest.raises(Conflict) as brief:
        studio.change_brief(ines, made.id, {**AGENDA, "focus": "pricing"}, 1)
    assert brief.value.yours["focus"] == "pricing"
    assert brief.value.theirs["focus"] == ""
    with pytest.raises(Conflict):
        studio.accept(ines, made.id, 1)


def test_a_change_made_while_another_was_being_written_is_a_conflict_too(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)

    def in_between(asked: object, day: date) -> object:
        studio.change_brief(ines, made.id, {**AGENDA, "focus": "the harbour"}, 1)
        return harbour._desk(ines, day)

    slow = type(studio)(studio.database, in_between, studio.scrub, nullcontext())  # type: ignore[arg-type]
    with pytest.raises(Conflict) as conflict:
        slow.change_brief(ines, made.id, {**AGENDA, "focus": "pricing"}, 1)
    assert conflict.value.yours == {"focus": "pricing"}
    assert conflict.value.theirs["focus"] == "the harbour"
    assert harbour.studio.named(ines, made.id).brief["focus"] == "the harbour"


def test_versions_are_compared_sentence_by_sentence(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    team, held = sentence(made, "small team"), made.draft.held_back[0]
    made = studio.edit(ines, made.id, {"sentences": {team: "I lead a very small team."}}, 1)
    studio.include(ines, made.id, [held], 2)
    [changed] = studio.compare(ines, made.id, 1, 2)
    assert (changed.kind, changed.before, changed.after) == (
        DifferenceKind.CHANGED,
        "I lead a small team.",
        "I lead a very small team.",
    )
    [included] = studio.compare(ines, made.id, 2, 3)
    assert (included.kind, included.sentence_after) == (DifferenceKind.INCLUDED, held)
    assert studio.compare(ines, made.id, 3, 3) == ()
    with pytest.raises(NotFound, match="no version 4"):
        studio.compare(ines, made.id, 1, 4)


def test_it_is_exported_as_it_stands_for_its_readers(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    assert PRIVATE not in studio.export(ines, made.id, ".md", sources=True).decode()
    made = studio.include(ines, made.id, made.draft.held_back, 1)
    assert PRIVATE in studio.export(ines, made.id, ".md").decode()


def test_removing_takes_every_version(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)
    made = studio.change_brief(ines, made.id, {**AGENDA, "focus": "the tapir"}, 1)
    assert studio.remove(ines, made.id) == made
    assert studio.listed(ines) == ()
    assert harbour.kept_drafts(ines) == ()
    assert "tapir" not in harbour.exported("harbour")
    bytes_left = b"".join(path.read_bytes() for path in harbour.settings.folder.rglob("*") if path.is_file())
    assert b"tapir" not in bytes_left


def test_kept_drafts_show_the_latest_version_and_no_other(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    kept = harbour.keep_draft(ines, harbour.draft(ines, "agenda", AGENDA, DAY))
    made = agenda(harbour)
    made = studio.change_brief(ines, made.id, {**AGENDA, "focus": "pricing"}, 1)
    assert {one.known_as for one in harbour.kept_drafts(ines)} == {kept.id, made.id}
    assert harbour.kept_draft(ines, made.id) == made.latest
    assert studio.listed(ines) == (made,), "a kept draft is none to work on"
    assert harbour.remove_draft(ines, made.id) == made.latest
    assert harbour.kept_drafts(ines) == (kept,)
    assert CANARY in kept.draft.text
