"""Drafts that a language model wrote, in the studio: an edit asks no model again, a loss does."""

from __future__ import annotations

import pytest

from copilot.app import Copilot
from copilot.content import WorkingDraft
from copilot.models import Visibility
from copilot.own_notes import NoteEdit
from tests.copilot.studio_cases import AGENDA, CANARY, DAY, MESSAGE, sentence, viewer
from tests.copilot.writing.asked import Asked, always, answering, named, said, with_model
from tests.copilot.writing.test_model_writer import GOOD, WHY


def message(copilot: Copilot) -> WorkingDraft:
    return copilot.studio.start(viewer(copilot, "ines"), "outreach", MESSAGE, DAY)


def test_editing_including_and_accepting_ask_no_model(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(GOOD)
    with_model(monkeypatch, harbour, asked)
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    made = studio.edit(ines, made.id, {"sentences": {sentence(made, "small team"): "I lead a very small team."}}, 1)
    made = studio.include(ines, made.id, made.draft.held_back, 2)
    made = studio.accept(ines, made.id, 3)
    assert len(asked.chat.asked) == 1
    assert made.draft.writer == "fake:test"
    assert WHY[0] in made.draft.text
    assert "very small team" in made.draft.text
    assert made.draft.usage.tokens_out > 0


def test_other_answers_or_another_brief_ask_again(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = always(lambda _messages: GOOD)
    with_model(monkeypatch, harbour, asked)
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    studio.change_brief(ines, made.id, {**MESSAGE, "about": "I lead a team of two"}, 1)
    assert len(asked.chat.asked) >= 2


def test_the_same_brief_again_asks_a_model_that_failed_before(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(ConnectionError("refused"), GOOD)
    with_model(monkeypatch, harbour, asked)
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    assert made.draft.fallback_reason
    edited = studio.edit(ines, made.id, {"sentences": {sentence(made, "small team"): "I lead two."}}, 1)
    assert edited.draft.fallback_reason == made.draft.fallback_reason
    assert len(asked.chat.asked) == 1
    again = studio.change_brief(ines, made.id, MESSAGE, 2)
    assert (again.draft.writer, again.draft.fallback_reason) == ("fake:test", None)


def test_the_same_brief_again_does_not_ask_a_model_that_wrote_it(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(GOOD)
    with_model(monkeypatch, harbour, asked)
    made = message(harbour)
    assert harbour.studio.change_brief(viewer(harbour, "ines"), made.id, MESSAGE, 1).version == 1


def test_what_was_written_goes_with_a_source_it_lost(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Asked = named("echo")
    with_model(monkeypatch, harbour, asked)
    tom, studio = viewer(harbour, "tom"), harbour.studio
    made = studio.start(tom, "agenda", AGENDA, DAY)
    assert made.written is not None
    assert CANARY in made.draft.text
    harbour.edit_note(viewer(harbour, "ines"), "n4", NoteEdit(visibility=Visibility.PRIVATE))
    left = studio.named(tom, made.id)
    assert left.written is None
    assert left.stale
    asked_before = len(asked.chat.asked)
    anew = studio.edit(tom, made.id, {"added": [{"block": 0, "text": "Bring cake."}]}, 1)
    assert len(asked.chat.asked) > asked_before
    assert CANARY not in anew.draft.text
    assert CANARY not in asked.chat.asked[-1][-1].text


def test_what_was_written_is_kept_when_the_folder_is_opened_again(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_model(monkeypatch, harbour, answering(GOOD))
    made = message(harbour)
    kept = harbour.studio.named(viewer(harbour, "ines"), made.id)
    assert kept.written == made.written


def test_sentences_land_while_a_draft_is_started(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, harbour, answering(said(WHY)))
    steps = []
    harbour.studio.start(viewer(harbour, "ines"), "outreach", MESSAGE, DAY, watch=lambda one: steps.append(one.step))
    assert "writing" in steps
