"""Edits in place: what the new words rest on, what stays private, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from copilot.app import Copilot
from copilot.content import WorkingDraft
from copilot.draft import CitationKind, Finding, Origin, Sentence, Support
from copilot.editing import MOST_ADDED
from copilot.errors import BriefError
from tests.copilot.studio_cases import AGENDA, CANARY, DAY, MESSAGE, PRIVATE, agenda, message, sentence, viewer


def edited(harbour: Copilot, made: WorkingDraft, **sentences: str) -> WorkingDraft:
    return harbour.studio.edit(viewer(harbour, "ines"), made.id, {"sentences": sentences}, made.version)


def said(made: WorkingDraft, words: str) -> Sentence:
    [found] = [one for one in made.draft.sentences() if words in one.text]
    return found


def about(made: WorkingDraft, one: Sentence, check: str = "grounding") -> list[Finding]:
    return [finding for finding in made.draft.findings if finding.sentence == one.id and finding.check == check]


def unplaced(made: WorkingDraft) -> list[str]:
    return [finding.message for finding in made.draft.findings if finding.check == "edit"]


def test_new_words_that_the_cited_note_says_keep_its_citation_and_its_support(harbour: Copilot) -> None:
    made = agenda(harbour)
    was = said(made, CANARY)
    now = said(edited(harbour, made, **{was.id: f"Inês to paint the {CANARY} by 12 June."}), CANARY)
    assert (now.support, now.origin, now.citations) == (Support.SUPPORTED, was.origin, was.citations)
    assert now.id != was.id, "an id is made from the words"


def test_new_words_that_it_does_not_say_are_marked_and_named(harbour: Copilot) -> None:
    made = agenda(harbour)
    made = edited(harbour, made, **{said(made, CANARY).id: f"Tom promised 400 euros for the {CANARY} from Lisbon."})
    now = said(made, CANARY)
    assert now.support is Support.UNSUPPORTED
    [finding] = about(made, now)
    for word in ("Tom", "400 euros", "Lisbon"):
        assert f"“{word}”" in finding.message
    assert "zanzibar" not in finding.message


def test_a_wish_of_ones_own_is_marked_as_ones_own_words_and_supported_by_no_note(harbour: Copilot) -> None:
    made = agenda(harbour)
    made = edited(harbour, made, **{said(made, CANARY).id: "I would love to hear more about your own start."})
    now = said(made, "your own start")
    assert now.origin is Origin.BRIEF
    assert (now.citations[0].kind, now.citations[0].quote) == (CitationKind.BRIEF, now.text)
    assert now.support is Support.NOT_NEEDED, "what it stands in place of does not say it"
    assert about(made, now) == []
    ines = viewer(harbour, "ines")
    exported = harbour.studio.export(ines, made.id, ".md", sources=True).decode()
    assert now.text in exported
    assert CANARY not in exported


def test_words_that_say_nothing_are_not_supported_by_a_note(harbour: Copilot) -> None:
    made = agenda(harbour)
    now = said(edited(harbour, made, **{said(made, CANARY).id: "Could we?"}), "Could we?")
    assert now.support is Support.NOT_NEEDED
    assert now.origin is Origin.BRIEF


def test_the_brief_said_otherwise_needs_the_brief_changed_and_a_shorter_frame_does_not(harbour: Copilot) -> None:
    made = message(harbour)
    shorter = edited(harbour, made, **{sentence(made, "Could you spare"): f"May I ask for {MESSAGE['ask']}?"})
    assert said(shorter, "May I ask").support is Support.SUPPORTED
    more = edited(harbour, shorter, **{sentence(shorter, "small team"): "I lead a team of four hundred in Berlin."})
    assert said(more, "Berlin").support is Support.UNSUPPORTED


def test_an_added_sentence_stands_where_it_was_put_and_is_the_authors(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    block = next(n for n, one in enumerate(made.draft.blocks) if any("small team" in s.text for s in one.sentences))
    team = sentence(made, "small team")
    asked = {
        "added": [
            {"block": block, "after": team, "text": "I would love  to\nlearn."},
            {"block": block, "after": team, "text": "I hope to do it well."},
            {"block": block, "text": "Thank you."},
            {"block": block, "text": "  "},
        ]
    }
    made = studio.edit(ines, made.id, asked, 1)
    texts = [one.text for one in made.draft.blocks[block].sentences]
    at = texts.index("I lead a small team.")
    assert texts[0] == "Thank you."
    assert texts[at + 1 : at + 3] == ["I would love to learn.", "I hope to do it well."]
    for words in texts[at + 1 : at + 3]:
        added = said(made, words)
        assert (added.origin, added.support) == (Origin.BRIEF, Support.SUPPORTED)
        assert [one.quote for one in added.citations] == [words]
    made = studio.edit(
        ines,
        made.id,
        {"added": [{"block": block, "after": sentence(made, "do it well"), "text": "I want to ask more."}]},
        2,
    )
    made = edited(harbour, made, **{sentence(made, "love to learn"): "", sentence(made, "do it well"): ""})
    texts = [one.text for one in made.draft.blocks[block].sentences]
    assert texts[texts.index("I lead a small team.") + 1] == "I want to ask more."


def test_an_added_claim_is_marked(harbour: Copilot) -> None:
    made = agenda(harbour)
    made = harbour.studio.edit(
        viewer(harbour, "ines"), made.id, {"added": [{"block": 0, "text": "The budget of 4,000 euros is approved."}]}, 1
    )
    added = said(made, "budget")
    assert added.support is Support.UNSUPPORTED
    [finding] = about(made, added)
    assert "“4,000 euros”" in finding.message


def test_added_words_of_a_note_that_all_may_read_show_it(harbour: Copilot) -> None:
    made = agenda(harbour)
    text = f"Inês to paint the {CANARY} by 12 June."
    made = harbour.studio.edit(viewer(harbour, "ines"), made.id, {"added": [{"block": 0, "text": text}]}, 1)
    added = said(made, f"to paint the {CANARY} by 12 June")
    assert (added.origin, added.support, added.private) == (Origin.NOTE, Support.SUPPORTED, False)
    assert added.citations[0].id == "n4"


def test_a_sentence_taken_out_takes_its_action_along_and_comes_back_with_its_own_words(harbour: Copilot) -> None:
    made = agenda(harbour)
    was = said(made, CANARY)
    assert any(CANARY in one.text for one in made.draft.actions)
    out = edited(harbour, made, **{was.id: ""})
    assert CANARY not in out.draft.text
    assert not any(CANARY in one.text for one in out.draft.actions)
    back = edited(harbour, out, **{was.id: was.text})
    assert not back.edits
    assert back.draft.text == made.draft.text
    assert back.draft.actions == made.draft.actions


def test_a_block_without_sentences_is_no_block(harbour: Copilot) -> None:
    made = agenda(harbour)
    out = edited(harbour, made, **{one.id: "" for one in made.draft.blocks[0].sentences})
    assert [one.heading for one in out.draft.blocks] == [one.heading for one in made.draft.blocks[1:]]


def test_a_private_sentence_stays_held_back_whatever_its_words_until_it_is_included(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    [held] = made.draft.held_back
    for text in ("I want to understand how roadmap reviews are priced.", "I would love to learn about this."):
        made = edited(harbour, made, **{held: text})
        [held] = made.draft.held_back
        assert text not in made.draft.text
        assert said(made, text).private
    included = studio.include(ines, made.id, [held], made.version)
    assert "I would love to learn about this." in included.draft.text
    assert included.draft.held_back == []
    left_out = studio.include(ines, made.id, [], included.version)
    assert left_out.draft.held_back == [held]
    with pytest.raises(BriefError, match="s-nothing"):
        studio.include(ines, made.id, ["s-nothing"], left_out.version)


def test_what_was_included_has_to_be_included_again_once_its_words_change(harbour: Copilot) -> None:
    ines = viewer(harbour, "ines")
    made = message(harbour)
    made = harbour.studio.include(ines, made.id, made.draft.held_back, 1)
    made = edited(harbour, made, **{said(made, PRIVATE).id: f"I want to train the {PRIVATE}."})
    assert PRIVATE not in made.draft.text
    assert made.included == ()


def test_what_was_included_for_one_reader_is_not_included_for_another(harbour: Copilot) -> None:
    ines = viewer(harbour, "ines")
    made = message(harbour)
    made = harbour.studio.include(ines, made.id, made.draft.held_back, 1)
    assert PRIVATE in made.draft.text
    made = harbour.studio.change_brief(ines, made.id, {**MESSAGE, "to": "Sam Sousa"}, 2)
    assert PRIVATE not in made.draft.text


@pytest.mark.parametrize("words", [f"Tell me of the {PRIVATE}.", f"Could we talk about the {PRIVATE.title()}?"])
def test_words_of_a_private_note_typed_into_a_draft_for_others_are_held_back(harbour: Copilot, words: str) -> None:
    made = agenda(harbour)
    changed = edited(harbour, made, **{said(made, CANARY).id: words})
    added = harbour.studio.edit(
        viewer(harbour, "ines"), made.id, {"added": [{"block": 0, "text": words}]}, changed.version
    )
    assert PRIVATE not in added.draft.text.lower()
    assert len(added.draft.held_back) == 2
    for identifier in added.draft.held_back:
        [one] = [each for each in added.draft.sentences() if each.id == identifier]
        assert "n5" in {citation.id for citation in one.citations}
        assert about(added, one, "disclosure")


def test_so_are_those_of_a_note_that_the_draft_itself_drew_on(harbour: Copilot) -> None:
    made = message(harbour)
    made = edited(harbour, made, **{sentence(made, "small team"): f"She has a {PRIVATE.upper()}, I hear!"})
    assert PRIVATE not in made.draft.text.lower()
    assert len(made.draft.held_back) == 2


def test_later_notes_are_private_too(harbour: Copilot) -> None:
    """A draft as of June may be edited in September, by somebody who has written a note in July."""
    ines = viewer(harbour, "ines")
    harbour.add_note(ines, "I dreamt of the velvet trombone.", day=DAY.replace(month=7), relationship="none")
    made = agenda(harbour)
    made = edited(harbour, made, **{said(made, CANARY).id: "Let us talk about the velvet trombone."})
    assert "velvet" not in made.draft.text


def test_alone_with_a_draft_nothing_is_held_back(harbour: Copilot) -> None:
    made = agenda(harbour, audience=["ines"])
    made = edited(harbour, made, **{said(made, CANARY).id: f"Could we talk about the {PRIVATE}?"})
    assert PRIVATE in made.draft.text


def test_contact_data_may_leave_where_its_author_typed_it(harbour: Copilot) -> None:
    ines = viewer(harbour, "ines")
    made = message(harbour)
    made = edited(harbour, made, **{sentence(made, "small team"): "Please write to ines@example.org."})
    assert "ines@example.org" in made.draft.text
    assert b"ines@example.org" in harbour.studio.export(ines, made.id, ".txt")


def test_words_of_trouble_lead_to_the_contact_and_stay_the_authors(harbour: Copilot) -> None:
    made = agenda(harbour)
    made = edited(harbour, made, **{said(made, CANARY).id: "I want to kill myself."})
    now = said(made, "myself")
    [finding] = about(made, now, "trouble")
    assert "You can turn to" in finding.message


def test_all_checks_run_again(harbour: Copilot) -> None:
    made = message(harbour)
    made = edited(harbour, made, **{sentence(made, "Could you spare"): "Thank you for reading."})
    assert any(finding.check.startswith("outreach-") for finding in made.draft.findings)
    checks = {finding.check for finding in made.draft.findings} - {
        finding.check for finding in message(harbour).draft.findings
    }
    assert checks, "it asks for nothing now"


def test_edits_outlive_a_changed_brief_where_the_sentence_is_still_there(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)
    made = edited(harbour, made, **{said(made, CANARY).id: "I would love a walk."})
    made = studio.change_brief(ines, made.id, {**AGENDA, "focus": "pricing"}, 2)
    assert "I would love a walk." in made.draft.text
    assert unplaced(made) == []


def test_an_edit_without_a_place_is_told_with_its_text_and_comes_back_with_its_sentence(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    team = sentence(made, "small team")
    block = next(n for n, one in enumerate(made.draft.blocks) if team in {s.id for s in one.sentences})
    made = studio.edit(
        ines,
        made.id,
        {
            "sentences": {team: "I would love to lead well."},
            "added": [{"block": block, "after": team, "text": "I hope to learn."}],
        },
        1,
    )
    elsewhere = studio.change_brief(ines, made.id, {**MESSAGE, "about": "I teach"}, 2)
    assert "I would love to lead well." not in elsewhere.draft.text
    assert len(unplaced(elsewhere)) == 2
    assert "“I lead a small team.”" in unplaced(elsewhere)[0]
    assert "“I would love to lead well.”" in unplaced(elsewhere)[0]
    assert "“I hope to learn.”" in unplaced(elsewhere)[1]
    back = studio.change_brief(ines, made.id, MESSAGE, 3)
    assert back.draft.text == made.draft.text
    gone = studio.change_brief(ines, made.id, {**MESSAGE, "about": "I teach"}, 4)
    [change], [addition] = gone.edits.changes, gone.edits.additions
    dropped = edited(harbour, gone, **{change.sentence: "", addition.key: ""})
    assert unplaced(dropped) == []
    assert not dropped.edits


def test_an_answer_whose_question_is_gone_is_told_with_its_text(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    harbour.add_note(
        ines,
        "We planned for me to give a talk at the harbour fair on 20 May.",
        day=DAY.replace(month=5, day=12),
        relationship="tom-ines",
    )
    made = agenda(harbour, audience=["ines"])
    [asked] = [one.id for one in made.draft.questions if one.id.startswith("outcome")]
    made = studio.answer(ines, made.id, {asked: "It rained cats"}, 1)
    note = next(one for one in harbour.notes(ines, DAY) if "fair" in one.text)
    harbour.remove_note(ines, note.id)
    made = studio.change_brief(ines, made.id, made.brief, 2)
    assert any("It rained cats" in message for message in unplaced(made))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"sentences": {"s-nothing": "x"}}, "edits"),
        ({"added": [{"block": 99, "text": "x"}]}, "edits.added"),
        ({"added": [{"block": 0, "after": "s-nothing", "text": "x"}]}, "edits.added"),
        ({"added": [{"block": 0, "text": "x" * 5000}]}, "edits.added.0.text"),
        ({"added": [{"block": 0, "text": "x"}] * (MOST_ADDED + 1)}, "edits.added"),
        ({"sentences": {"s-1": "\ud800"}}, "edits.sentences.s-1"),
        ({"blocks": []}, "edits.blocks"),
    ],
)
def test_edits_that_fit_nothing_are_refused_with_their_place(
    harbour: Copilot, asked: dict[str, object], place: str
) -> None:
    ines = viewer(harbour, "ines")
    made = agenda(harbour)
    with pytest.raises(BriefError) as refused:
        harbour.studio.edit(ines, made.id, asked, 1)
    assert refused.value.location == place
    assert harbour.studio.named(ines, made.id) == made


def test_a_number_typed_into_a_goal_is_unsourced_and_not_called_invented(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = studio.start(ines, "goal", {"goal": "I want to say no more often"}, DAY)
    made = edited(harbour, made, **{sentence(made, "measurable"): "I will say no twice by 10 December."})
    assert said(made, "10 December").support is Support.UNSUPPORTED
    assert not [one for one in made.draft.findings if one.check == "goal-nothing-invented"]
