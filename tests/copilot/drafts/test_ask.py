"""Questions over the sample programme: what is quoted, what is declined, what never comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from copilot import programme_file
from copilot.app import Copilot
from copilot.commands.demo import SAMPLE
from copilot.draft import Draft, DraftStatus, Origin, Support, Usage
from copilot.drafts.ask import MOST_QUOTES, NOTHING
from copilot.errors import BriefError, NotFound
from copilot.models import NoteKind, Visibility
from copilot.settings import Settings
from tests.copilot.test_drafting import CANARIES
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    with Copilot.open(Settings(data=tmp_path_factory.mktemp("ask") / "data"), HashingEmbedder) as opened:
        opened.import_programme(SAMPLE / "programme.yaml")
        yield opened


def ask(copilot: Copilot, person: str, question: str, as_of: date | None = None, **said: object) -> Draft:
    programme = copilot.programme().id
    viewer = copilot.viewer(programme, person)
    return copilot.draft(viewer, "ask", {"question": question, **said}, copilot.as_of(programme, as_of))


def cited(draft: Draft) -> list[str]:
    return [citation.id for sentence in draft.sentences() for citation in sentence.citations]


def test_an_answer_is_quoted_with_its_source_and_day(copilot: Copilot) -> None:
    draft = ask(copilot, "daniel-k", "What did Zosia draw on the ferry?")
    assert draft.status is DraftStatus.DRAFTED
    (sentence,) = draft.sentences()
    assert "soggy minotaur" in sentence.text
    assert sentence.origin is Origin.NOTE
    assert sentence.support is Support.SUPPORTED
    assert sentence.citations[0].id == "n-daniel-k-0820"
    assert "after the holiday, 20 August 2026" in draft.text


def test_what_changed_is_told_newest_first(copilot: Copilot) -> None:
    draft = ask(copilot, "amara", "When can the case draft be, instead of the 6th?")
    assert draft.blocks[0].heading in ("Since 4 November", "Since 11 November")
    assert draft.blocks[1].heading.startswith("Before, ")


def test_no_answer_has_more_than_five_quotes(copilot: Copilot) -> None:
    for question in ("What about Hull?", "mock interview", "case draft", "What do I owe Daniel?"):
        assert len(ask(copilot, "amara", question).sentences()) <= MOST_QUOTES


@pytest.mark.parametrize(
    ("person", "question", "says"),
    [
        ("farah", "Who is my mentor?", "Lúcia Ferreira, Head of Customs Compliance, Lisbon, is your mentor."),
        ("priya", "when does it end?", "Your mentoring with Daniel Reyes ends on 30 April 2027."),
        ("priya", "When did we start?", "Your mentoring with Daniel Reyes started on 4 May 2026."),
        ("daniel-k", "What do I owe Amara?", "Give Amara the written comments on CV v2"),
        ("graham", "What is overdue for me?", "Write half a page for the leadership team (due 13 November"),
        ("amara", "When is the next session with Daniel?", "2 Dec, 16:00"),
        ("farah", "What is my goal?", "work out what I could do here"),
    ],
)
def test_records_answer_who_when_and_what_is_owed(copilot: Copilot, person: str, question: str, says: str) -> None:
    draft = ask(copilot, person, question)
    assert any(says in sentence.text for sentence in draft.sentences())
    assert all(sentence.support is Support.SUPPORTED for sentence in draft.sentences()), draft.findings


def test_what_one_pair_owes_is_not_told_of_another(copilot: Copilot) -> None:
    assert ask(copilot, "graham", "What does Amara owe Daniel?").status is DraftStatus.DECLINED
    assert ask(copilot, "priya", "Who is Farah's mentor?").status is DraftStatus.DECLINED


def test_what_only_oneself_knows_of_is_owed_to_nobody(copilot: Copilot) -> None:
    draft = ask(copilot, "amara", "What do I owe Daniel?")
    assert draft.sentences()
    assert "GP" not in draft.text


def test_an_appointment_is_not_called_overdue(copilot: Copilot) -> None:
    draft = ask(copilot, "amara", "What does Graham owe me?")
    (hull,) = [one.text for one in draft.sentences() if "Hull" in one.text]
    assert "no note says how it went" in hull
    assert "overdue" not in hull


def test_a_plan_does_not_answer_what_came_of_it(copilot: Copilot) -> None:
    for person, question in (
        ("graham", "What did Marek answer about the ops dashboards?"),
        ("amara", "How did my lightning talk at the product meetup go?"),
        ("amara", "How did the talk with Steph on 16 November go?"),
    ):
        assert ask(copilot, person, question).status is DraftStatus.DECLINED, question


def test_a_plan_whose_day_has_passed_is_said_to_have_no_outcome(copilot: Copilot) -> None:
    draft = ask(copilot, "graham", "When is the Q&A in Hull because of peak planning?")
    assert "n-ga-1029" in cited(draft)
    assert any("no note says what came of it" in finding.message for finding in draft.findings)


def test_without_an_answer_there_is_one_sentence_and_nothing_else(copilot: Copilot) -> None:
    draft = ask(copilot, "lucia", "How old is Farah?")
    assert draft.status is DraftStatus.DECLINED
    assert draft.text == f"{NOTHING}\n"
    assert [sentence.text for sentence in draft.sentences()] == [NOTHING]
    assert (draft.findings, draft.questions, draft.missing, draft.actions) == ([], [], [], [])


CLOSED = (
    ("amara", "What is Thistle Anvil?", "n-ga-0521"),
    ("daniel-k", "Has Amara been talking to the Manchester recruiter?", "n-ad-1014"),
    ("farah", "Does Lúcia have trouble hearing?", "n-lucia-1117"),
    ("daniel-r", "Which clinic called Priya about the second cycle?", "n-pd-0730"),
    ("ruth", "What did Priya and Daniel agree about the escalation policy?", "n-pd-0702"),
)


def test_declining_is_the_same_whether_the_text_is_absent_or_closed(copilot: Copilot, tmp_path: Path) -> None:
    whole = programme_file.load(SAMPLE / "programme.yaml")
    gone = {note for _, _, note in CLOSED}
    bare = replace(
        whole,
        notes=tuple(note for note in whole.notes if note.id not in gone),
        actions=tuple(action for action in whole.actions if action.note not in gone),
    )
    file = tmp_path / "bare.yaml"
    file.write_text(programme_file.dump(bare), encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as without:
        without.import_programme(file)
        for person, question, _ in CLOSED:
            told, absent = ask(copilot, person, question), ask(without, person, question)
            assert told.status is DraftStatus.DECLINED, question
            assert dumped(told) == dumped(absent)


def dumped(draft: Draft) -> str:
    return draft.model_copy(update={"usage": Usage()}).model_dump_json()


def test_nobody_is_told_anothers_private_words(copilot: Copilot) -> None:
    for place, canary in enumerate(CANARIES.values()):
        people = sorted(person.id for person in copilot.people(copilot.programme().id))
        for person in (people[place % len(people)], people[(place + 3) % len(people)]):
            said = json.dumps(ask(copilot, person, f"What about {canary['phrase']}?").model_dump(mode="json")).lower()
            if person != canary["author"]:
                assert canary["phrase"].lower() not in said, (person, canary)


def test_nothing_later_than_the_day_answers(copilot: Copilot) -> None:
    draft = ask(copilot, "amara", "When is the panel?")
    assert "11 December" not in draft.text
    later = ask(copilot, "amara", "Panel moved again, when is it now?", date(2026, 11, 30))
    assert "n-ad-1124" in cited(later)


def test_a_note_of_trouble_is_not_quoted_and_the_contact_is_shown(copilot: Copilot) -> None:
    draft = ask(copilot, "farah", "What are the comments of Craig on my scarf?")
    assert "n-fl-1110" not in cited(draft)
    assert "Craig" not in draft.text
    assert any("Ruth Abernethy" in finding.message for finding in draft.findings if finding.check == "trouble")


def test_the_rest_of_a_note_with_trouble_in_it_answers_its_author(copilot: Copilot) -> None:
    draft = ask(copilot, "farah", "Where do I have my breaks?")
    assert "lavender forklift" in draft.text
    assert "Craig" not in draft.model_dump_json()
    assert "harassment" not in draft.model_dump_json()


def test_trouble_in_a_note_its_viewer_may_not_read_changes_nothing_of_a_decline(copilot: Copilot) -> None:
    closed = ask(copilot, "lucia", "What are the comments of Craig on the scarf?")
    absent = ask(copilot, "lucia", "What are the comments of Craig on the hat?")
    assert closed.status is absent.status is DraftStatus.DECLINED
    assert not closed.findings
    assert not absent.findings


def test_a_question_of_trouble_is_given_the_contact(copilot: Copilot) -> None:
    draft = ask(copilot, "lucia", "What can I do if somebody harasses my mentee?")
    assert any(finding.check == "trouble" for finding in draft.findings)


def test_guidance_answers_how_things_are_done(copilot: Copilot) -> None:
    draft = ask(copilot, "ruth", "How often should reverse pairs meet?")
    assert draft.status is DraftStatus.DRAFTED
    assert {sentence.origin for sentence in draft.sentences()} == {Origin.GUIDANCE}
    assert all(sentence.support is Support.SUPPORTED for sentence in draft.sentences())


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("how many hotel nights are paid in a year?", "Two hotel nights are paid in a year"),
        ("How much are hotel nights paid at most?", "at most 95 euros"),
        ("Which trains do mentors book?", "second class trains"),
    ],
)
def test_a_fact_is_answered_from_the_programmes_own_handbook(tmp_path: Path, question: str, says: str) -> None:
    handbook = tmp_path / "travel.md"
    handbook.write_text(
        "# Travel\n\nMentors who travel to another site book second class trains.\n\n"
        "Two hotel nights are paid in a year, at most 95 euros each.\n",
        encoding="utf-8",
    )
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE / "programme.yaml")
        copilot.guidance_add(copilot.programme().id, handbook, viewer=None)
        assert says in ask(copilot, "farah", question).text
        assert ask(copilot, "farah", "How many kilometres are paid?").status is DraftStatus.DECLINED


def test_an_answer_may_be_limited_to_one_relationship(copilot: Copilot) -> None:
    asked = "What is the Q&A in Hull moved to?"
    assert ask(copilot, "amara", asked, relationship="r-amara-daniel").status is DraftStatus.DECLINED
    with pytest.raises(NotFound):
        ask(copilot, "amara", asked, relationship="r-farah-lucia")


def test_with_readers_it_rests_on_what_all_of_them_may_read(copilot: Copilot) -> None:
    asked = "How much do I owe on the two cards, 6,400?"
    assert ask(copilot, "amara", asked).status is DraftStatus.DRAFTED
    assert ask(copilot, "amara", asked, audience=["daniel-k"]).status is DraftStatus.DECLINED


def test_a_blank_question_is_asked_for(copilot: Copilot) -> None:
    draft = ask(copilot, "amara", "  ")
    assert draft.status is DraftStatus.QUESTIONS
    assert [question.id for question in draft.questions] == ["question"]


def test_an_unknown_field_is_named(copilot: Copilot) -> None:
    with pytest.raises(BriefError) as raised:
        ask(copilot, "amara", "Who?", colour="red")
    assert "colour" in raised.value.message


def test_a_note_of_ones_own_answers_at_once(tmp_path: Path) -> None:
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as opened:
        opened.import_programme(SAMPLE / "programme.yaml")
        viewer = opened.viewer(opened.programme().id, "ruth")
        opened.add_note(
            viewer,
            "The printer on floor three needs toner number 8812.",
            day=date(2026, 11, 1),
            visibility=Visibility.PRIVATE,
            kind=NoteKind.REFLECTION,
        )
        assert "8812" in ask(opened, "ruth", "Which toner number does the printer on floor three need?").text
        assert ask(opened, "amara", "Which toner number does the printer on floor three need?").text == f"{NOTHING}\n"
