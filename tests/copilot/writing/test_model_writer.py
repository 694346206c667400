"""What becomes of a draft when a language model writes it: what it says, what it may not, and what fails."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage

from copilot.app import Copilot
from copilot.draft import Draft, DraftStatus, Support
from copilot.models import Visibility
from copilot.own_notes import NoteEdit
from copilot.writing.fakes import FakeStatus
from copilot.writing.llm import Stop
from copilot.writing.writer import Progress
from tests.copilot.studio_cases import AGENDA, DAY, MESSAGE, PRIVATE, viewer
from tests.copilot.writing.asked import Asked, always, answering, named, said, with_model

WHY = ("I am writing to you because of your talk about roadmap reviews.", ["B1"])
ABOUT = ("I lead a small team.", ["B2"])
ASK = ("Could I have 20 minutes on how roadmap reviews are priced before I train anybody?", ["B3"])
OFFER = ("In return I can offer our list of questions.", ["B4"])
GOOD = said(WHY, ABOUT, ASK, OFFER)


def made(copilot: Copilot, person: str = "ines", kind: str = "outreach", **options: object) -> Draft:
    brief = options.pop("brief", MESSAGE if kind == "outreach" else AGENDA)
    return copilot.draft(viewer(copilot, person), kind, brief, DAY, **options)  # type: ignore[arg-type]


def texts(draft: Draft) -> list[str]:
    return [one.text for one in draft.sentences()]


def test_a_model_s_sentences_stand_where_their_points_stood(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    composed = made(harbour)
    with_model(monkeypatch, harbour, answering(GOOD))
    draft = made(harbour)
    assert draft.writer == "fake:test"
    assert draft.fallback_reason is None
    assert WHY[0] in texts(draft)
    assert draft.text.startswith(composed.text.splitlines()[0])
    assert draft.text.endswith(composed.text.splitlines()[-1] + "\n")
    assert all(one.support is not Support.UNSUPPORTED for one in draft.sentences())
    assert draft.usage.tokens_in > 0
    assert draft.usage.tokens_out > 0


def test_what_no_source_says_goes_back_once_with_the_reason(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    invented = ("Could I have 45 minutes in Lisbon on how roadmap reviews are priced?", ["B3"])
    asked = answering(said(WHY, ABOUT, invented, OFFER), said(ASK))
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour)
    assert ASK[0] in texts(draft)
    assert "Lisbon" not in draft.text
    assert len(asked.chat.asked) == 2
    repair = str(asked.chat.asked[1][-1].text)
    assert "45" in repair
    assert "B3 Could" in repair  # its point again: of the reason alone a small model makes a sentence


def test_what_cannot_be_mended_gives_way_to_the_composers_line(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed = made(harbour)
    invented = ("Could I have 45 minutes in Lisbon on how roadmap reviews are priced?", ["B3"])
    asked = answering(said(WHY, ABOUT, invented, OFFER), said(invented))
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour)
    assert draft.writer == "fake:test"
    assert "Lisbon" not in draft.text
    [line] = [one for one in texts(composed) if "20 minutes" in one and one.endswith("?")]
    assert line in texts(draft)
    assert any(one.check == "model" for one in draft.findings)


def test_what_a_model_leaves_out_is_put_back(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, harbour, answering(said(WHY, ABOUT, ASK)))
    assert any("our list of questions" in one for one in texts(made(harbour)))


def test_of_a_model_that_only_copies_that_is_said(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    composed = made(harbour)
    body = texts(composed)[2:6]
    with_model(monkeypatch, harbour, answering(said(*((text, [f"B{at}"]) for at, text in enumerate(body, 1)))))
    draft = made(harbour)
    assert draft.text == composed.text
    assert any("changed no word" in one.message for one in draft.findings)


def test_a_fact_that_got_lost_on_the_way_brings_the_line_back(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_time = ("Could I ask you how roadmap reviews are priced before I train anybody?", ["B3"])
    with_model(monkeypatch, harbour, answering(said(WHY, ABOUT, without_time, OFFER)))
    draft = made(harbour)
    assert "20 minutes" in draft.text
    assert without_time[0] not in texts(draft)


def test_a_label_that_does_not_exist_supports_nothing(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    invented = ("Helena won the Lisbon prize in 2019.", ["N77"])
    asked = answering(said(WHY, ABOUT, ASK, OFFER, invented), said(invented))
    with_model(monkeypatch, harbour, asked)
    marked = [one for one in made(harbour).sentences() if "Lisbon" in one.text]
    assert [one.support for one in marked] == [Support.UNSUPPORTED]


def test_where_a_person_wants_it_what_no_source_says_is_dropped(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = ("Helena won the Lisbon prize in 2019.", [])
    asked = answering(said(WHY, ABOUT, ASK, OFFER, invented), said(invented))
    asked.unsupported = "drop"
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour)
    assert "Lisbon" not in draft.text
    assert draft.writer == "fake:test"


def test_courtesies_that_say_nothing_are_left_out(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(said(("I hope to hear from you soon.", []), WHY, ABOUT, ASK, OFFER))
    with_model(monkeypatch, harbour, asked)
    assert "hear from you" not in made(harbour).text
    assert len(asked.chat.asked) == 1


def test_a_sentence_that_names_the_wrong_source_gets_the_right_one(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_model(monkeypatch, harbour, answering(said((WHY[0], ["B4"]), (ABOUT[0], []), ASK, OFFER)))
    draft = made(harbour)
    [why] = [one for one in draft.sentences() if one.text == WHY[0]]
    assert [one.id for one in why.citations] == ["why"]
    assert why.support is Support.SUPPORTED


@pytest.mark.parametrize("kind", ["broken", "empty", "refusing", "busy", "dead"])
def test_whatever_goes_wrong_there_is_the_composers_draft_and_a_reason(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    composed = made(harbour)
    with_model(monkeypatch, harbour, named(kind))
    for _ in range(6):  # the broken one has six answers
        draft = made(harbour)
        assert draft.writer == "composer"
        assert draft.fallback_reason
        assert draft.text == composed.text
        assert draft.status is DraftStatus.DRAFTED


@pytest.mark.parametrize(
    "reply", [FakeStatus(429), FakeStatus(500), ConnectionError("refused"), AIMessage(""), "Sorry, no.", "{}"]
)
def test_each_failure_has_one_clear_line(harbour: Copilot, monkeypatch: pytest.MonkeyPatch, reply: object) -> None:
    with_model(monkeypatch, harbour, answering(reply, reply))  # type: ignore[arg-type]
    reason = made(harbour).fallback_reason
    assert reason is not None
    assert "\n" not in reason
    assert reason.endswith(".")


def test_a_model_that_hangs_is_given_up(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = named("slow")
    asked.seconds = 1
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour)
    assert draft.writer == "composer"
    assert draft.fallback_reason is not None


def test_who_cancels_has_the_composers_draft(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, harbour, named("slow"))
    stop = Stop()
    stop.set()
    draft = made(harbour, stop=stop)
    assert draft.writer == "composer"
    assert draft.fallback_reason is not None
    assert draft.text


def test_a_server_that_dies_while_mending_loses_nothing(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    invented = ("Helena won the Lisbon prize in 2019.", [])
    asked = answering(said(WHY, ABOUT, ASK, OFFER, invented), ConnectionError("gone"))
    asked.unsupported = "drop"
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour)
    assert draft.writer == "fake:test"
    assert WHY[0] in texts(draft)
    assert "Lisbon" not in draft.text


def test_nonsense_of_a_weak_model_leaves_the_composers_draft(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    composed = made(harbour)
    nonsense = said(*((f"The purple wagon of {n} sang about Norway.", ["B1"]) for n in range(500)))
    with_model(monkeypatch, harbour, always(lambda _messages: nonsense))
    draft = made(harbour)
    assert (draft.writer, draft.text) == ("composer", composed.text)


def test_a_model_that_repeats_itself_is_heard_once(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, harbour, answering(said(*[WHY] * 200, ABOUT, ASK, OFFER)))
    draft = made(harbour)
    assert texts(draft).count(WHY[0]) == 1
    assert draft.writer == "fake:test"


def test_sentences_are_told_as_they_land_with_their_support(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, harbour, answering(GOOD))
    heard: list[Progress] = []
    made(harbour, watch=heard.append)
    landed = [one.sentence for one in heard if one.sentence is not None]
    assert [one.text for one in landed] == [WHY[0], ABOUT[0], ASK[0], OFFER[0]]
    assert {one.support for one in landed} == {Support.SUPPORTED}
    assert [one.step for one in heard if one.sentence is None] == ["preparing", "asking", "done"]


def test_the_drafting_turn_is_free_while_a_model_is_asked(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    free: list[int] = []

    def answer(_messages: object) -> str:
        free.append(harbour._drafting._free)
        return GOOD

    with_model(monkeypatch, harbour, always(answer))
    made(harbour)
    assert free == [2]


def test_an_agenda_keeps_its_actions_and_times(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    composed = made(harbour, kind="agenda")
    with_model(monkeypatch, harbour, named("echo"))
    draft = made(harbour, kind="agenda")
    assert [(one.heading, one.minutes) for one in draft.blocks] == [
        (one.heading, one.minutes) for one in composed.blocks
    ]
    assert [one.text for one in draft.blocks[1].sentences] == [one.text for one in composed.blocks[1].sentences]
    assert draft.actions == composed.actions


def test_a_goal_s_prompt_names_nobody(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(said(("I will lead a roadmap review.", ["B1"])))
    with_model(monkeypatch, harbour, asked)
    made(harbour, kind="goal", brief={"goal": "lead a roadmap review by 30 June 2027"})
    told = str(asked.chat.asked[0][-1].text)
    assert "my own goal" in told
    assert "Ines" not in told


@pytest.mark.parametrize(
    ("said_of_it", "stands"),
    [
        ("I will know four reviews out of five.", "How I will know: four reviews out of five."),
        ("I will know by four reviews out of five.", "I will know by four reviews out of five."),
    ],
)
def test_a_measure_stays_one(harbour: Copilot, monkeypatch: pytest.MonkeyPatch, said_of_it: str, stands: str) -> None:
    goal = "I will lead a roadmap review by 30 June 2027."
    with_model(monkeypatch, harbour, answering(said((goal, ["B1"]), (said_of_it, ["B2"]))))
    brief = {"goal": "lead a roadmap review by 30 June 2027", "answers": {"measurable": "four reviews out of five"}}
    draft = made(harbour, kind="goal", brief=brief)
    assert stands in texts(draft)
    assert draft.writer == "fake:test"


def test_nobody_elses_words_are_in_a_prompt(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that not every reader may see is the Composer's, held back as ever."""
    asked = answering(GOOD)
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour)
    assert PRIVATE not in asked.sent
    assert [one.id for one in draft.sentences() if one.private] == draft.held_back
    assert len(draft.held_back) == 1


def test_private_notes_go_to_a_model_elsewhere_only_where_their_owner_lets_them(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour.add_note(viewer(harbour, "ines"), f"The {PRIVATE} panel is on 20 June.", day=DAY, relationship="tom-ines")
    mine = {**AGENDA, "audience": "ines"}
    for local, allowed in ((False, False), (False, True), (True, False)):
        asked = named("echo")
        asked.local, asked.private_may_leave = local, allowed
        with monkeypatch.context() as patch:
            with_model(patch, harbour, asked)
            draft = made(harbour, kind="agenda", brief=mine)
        assert (PRIVATE in asked.sent) == (local or allowed)
        assert PRIVATE in draft.text


def test_a_model_is_not_asked_for_what_is_not_there_yet(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering()
    with_model(monkeypatch, harbour, asked)
    draft = made(harbour, brief={"type": "request"})
    assert draft.status is DraftStatus.QUESTIONS
    assert draft.fallback_reason is None
    assert asked.opened == 0


def test_the_prompt_names_no_contact_data(harbour: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Asked = answering(GOOD)
    with_model(monkeypatch, harbour, asked)
    made(harbour)
    assert "@" not in asked.sent


def test_a_shared_note_made_private_is_in_no_prompt_for_its_reader(
    harbour: Copilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour.edit_note(viewer(harbour, "ines"), "n4", NoteEdit(visibility=Visibility.PRIVATE))
    asked = named("echo")
    with_model(monkeypatch, harbour, asked)
    made(harbour, person="tom", kind="agenda")
    assert "walrus" not in asked.sent
