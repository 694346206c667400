"""Drafts that a language model wrote, in the studio: an edit asks no model again, a loss does."""

from __future__ import annotations

import pytest

from copilot.app import Copilot
from copilot.content import WorkingDraft
from copilot.errors import BriefError
from copilot.models import Visibility
from copilot.own_notes import NoteEdit
from copilot.writing.llm import ModelFailed
from tests.copilot.studio_cases import AGENDA, CANARY, DAY, MESSAGE, PRIVATE, sentence, viewer
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


def wished(copilot: Copilot, monkeypatch: pytest.MonkeyPatch, *replies: str) -> tuple[WorkingDraft, Asked]:
    asked = answering(GOOD, *replies)
    with_model(monkeypatch, copilot, asked)
    return message(copilot), asked


def test_a_wish_changes_the_sentences_it_touches_and_their_citations_stay(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = '{"S1": "I am writing because of your talk about roadmap reviews.", "S2": "I lead a small team."}'
    made, asked = wished(harbour, monkeypatch, shorter)
    now = harbour.revise(viewer(harbour, "ines"), made.id, "shorter", 1)
    before = {one.text: one for one in made.draft.sentences()}
    after = {one.text: one for one in now.draft.sentences()}
    assert set(after) - set(before) == {"I am writing because of your talk about roadmap reviews."}
    [new] = set(after) - set(before)
    assert after[new].citations == before[WHY[0]].citations
    assert harbour.studio.versions(viewer(harbour, "ines"), made.id)[-1].version.change == "revised: shorter"  # type: ignore[union-attr]
    edited = harbour.studio.edit(viewer(harbour, "ines"), made.id, {"sentences": {after[new].id: "Hello there."}}, 2)
    assert "Hello there." in edited.draft.text
    assert len(asked.chat.asked) == 2


@pytest.mark.parametrize(
    "worse",
    [
        "I am writing to you because of your prize in Lisbon.",
        "See https://evil.example about your talk.",
        "Your talk about roadmap reviews was the best I ever heard, and everybody in Norway agrees with that.",
    ],
)
def test_a_sentence_that_would_say_something_else_keeps_its_words(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch, worse: str
) -> None:
    made, _ = wished(harbour, monkeypatch, f'{{"S1": "{worse}"}}')
    assert harbour.revise(viewer(harbour, "ines"), made.id, "warmer", 1).draft.text == made.draft.text


def test_what_a_person_changed_by_hand_is_not_shown_to_a_wish(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, asked = wished(harbour, monkeypatch, "{}")
    ines = viewer(harbour, "ines")
    made = harbour.studio.edit(ines, made.id, {"sentences": {sentence(made, "small team"): "I run a quango."}}, 1)
    with pytest.raises(ModelFailed):
        harbour.revise(ines, made.id, "say it like a pirate", 2)
    assert "quango" not in asked.sent
    assert "say it like a pirate" in asked.sent
    assert harbour.studio.named(ines, made.id).version == 2


def test_a_wish_without_a_model_or_words_is_refused(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = message(harbour)
    ines = viewer(harbour, "ines")
    with pytest.raises(BriefError, match="No language model"):
        harbour.revise(ines, made.id, "shorter", 1)
    with_model(monkeypatch, harbour, answering())
    for wish in ("w" * 400,):
        with pytest.raises(BriefError):
            harbour.revise(ines, made.id, wish, 1)


def test_a_private_sentence_is_not_shown_to_a_wish(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    made, asked = wished(harbour, monkeypatch, "{}")
    with pytest.raises(ModelFailed):
        harbour.revise(viewer(harbour, "ines"), made.id, "shorter", 1)
    assert PRIVATE not in asked.sent


def test_a_model_that_is_set_later_does_not_rewrite_a_draft_that_is_edited(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ines = message(harbour), viewer(harbour, "ines")
    asked = answering(GOOD)
    with_model(monkeypatch, harbour, asked)
    edited = harbour.studio.edit(ines, made.id, {"sentences": {sentence(made, "small team"): "I lead two."}}, 1)
    assert asked.opened == 0
    assert edited.draft.writer == "composer"
    assert harbour.studio.change_brief(ines, made.id, MESSAGE, 2).draft.writer == "fake:test"
