"""The way of one draft, over the sample programme: what it holds, what it never holds, what it asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from copilot.app import Copilot
from copilot.commands.demo import SAMPLE
from copilot.draft import CitationKind, Draft, DraftStatus, Finding, Origin, Support
from copilot.errors import BriefError, NotFound
from copilot.models import Visibility
from copilot.settings import Settings
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

CANARIES: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parents[2] / "evals" / "leaks" / "canaries.yaml").read_text()
)
RELATIONSHIPS = {
    "r-amara-daniel": ("daniel-k", "amara"),
    "r-priya-daniel": ("daniel-r", "priya"),
    "r-graham-amara": ("amara", "graham"),
    "r-farah-lucia": ("lucia", "farah"),
}
PAIRS = [(person, pair) for pair, members in RELATIONSHIPS.items() for person in members]
LATER_ONLY = ("11 December", "handover plan", "60 people", "corrected table", "tariff case")
REQUEST = {
    "type": "request",
    "to": "Helena Brandt",
    "why": "your talk about customs questions",
    "about": "I lead a customer service team of nine",
    "ask": "20 minutes on the phone on how you trained your first line",
    "give_back": "our list of the questions customers ask most",
}


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    folder = tmp_path_factory.mktemp("sample")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as opened:
        opened.import_programme(SAMPLE / "programme.yaml")
        yield opened


def made(copilot: Copilot, person: str, kind: str, as_of: date | None = None, **said: object) -> Draft:
    options = {name: said.pop(name) for name in ("answers", "include_private", "seed") if name in said}
    programme = copilot.programme().id
    viewer = copilot.viewer(programme, person)
    return copilot.draft(viewer, kind, said, copilot.as_of(programme, as_of), **options)  # type: ignore[arg-type]


def everything(draft: Draft) -> str:
    return json.dumps(draft.model_dump(mode="json"), ensure_ascii=False).lower()


@pytest.fixture(scope="module")
def agendas(copilot: Copilot) -> dict[tuple[str, str], Draft]:
    return {(person, pair): made(copilot, person, "agenda", relationship=pair) for person, pair in PAIRS}


@pytest.fixture(scope="module")
def messages(copilot: Copilot) -> dict[tuple[str, str], Draft]:
    partner = {person: other for one, two in RELATIONSHIPS.values() for person, other in ((one, two), (two, one))}
    return {
        (person, kind): made(
            copilot,
            person,
            "outreach",
            type=kind,
            to=partner[person],
            ask="Could we meet for half an hour?",
            relationship=next(pair for pair, both in RELATIONSHIPS.items() if {person, partner[person]} == set(both)),
        )
        for person in partner
        for kind in ("request", "follow_up", "thank_you")
    }


@pytest.mark.parametrize(("person", "pair"), PAIRS)
def test_no_agenda_holds_anything_private_not_even_its_viewers_own(
    agendas: dict[tuple[str, str], Draft], person: str, pair: str
) -> None:
    said = everything(agendas[person, pair])
    assert [one["phrase"] for one in CANARIES.values() if one["phrase"].lower() in said] == []


def test_no_message_holds_what_is_private_to_somebody_else_or_another_relationship(
    copilot: Copilot, messages: dict[tuple[str, str], Draft]
) -> None:
    for (person, _), draft in messages.items():
        said = everything(draft)
        for note, canary in CANARIES.items():
            if canary["author"] != person:
                assert canary["phrase"].lower() not in said, (person, note)
            assert canary["phrase"].lower() not in draft.text.lower()


@pytest.mark.parametrize(("person", "pair"), PAIRS)
def test_notes_dated_after_the_day_do_not_exist_for_the_draft(
    agendas: dict[tuple[str, str], Draft], person: str, pair: str
) -> None:
    said = everything(agendas[person, pair])
    assert [words for words in LATER_ONLY if words.lower() in said] == []


def test_the_same_draft_a_week_later_knows_the_new_note(copilot: Copilot) -> None:
    later = made(copilot, "daniel-k", "agenda", date(2026, 11, 27), relationship="r-amara-daniel")
    assert "11 December" in everything(later).replace("11 december", "11 December")


@pytest.mark.parametrize(("person", "pair"), PAIRS)
def test_every_sentence_cites_something_or_says_nothing(
    agendas: dict[tuple[str, str], Draft], person: str, pair: str
) -> None:
    for one in agendas[person, pair].sentences():
        assert one.citations or one.origin is Origin.CONNECTIVE, one.text
        assert one.support is not Support.UNSUPPORTED, one.text


def test_a_citation_quotes_exactly_what_stands_there(
    copilot: Copilot, agendas: dict[tuple[str, str], Draft], messages: dict[tuple[str, str], Draft]
) -> None:
    checked = 0
    programme = copilot.programme().id
    for (person, _), draft in [*agendas.items(), *messages.items()]:
        viewer = copilot.viewer(programme, person)
        notes = {note.id: note.text for note in copilot.records(viewer, draft.as_of).notes}
        for sentence in draft.sentences():
            for citation in sentence.citations:
                if citation.kind is CitationKind.NOTE:
                    assert citation.start is not None
                    assert notes[citation.id][citation.start : citation.end] == citation.quote
                    checked += 1
    assert checked > 50


@pytest.mark.parametrize(("person", "pair"), PAIRS)
def test_an_agendas_minutes_add_up_and_no_section_is_empty(
    agendas: dict[tuple[str, str], Draft], person: str, pair: str
) -> None:
    draft = agendas[person, pair]
    assert sum(block.minutes or 0 for block in draft.blocks) == 60
    assert all(block.sentences for block in draft.blocks)
    texts = [one.text for one in draft.sentences()]
    assert len(texts) == len(set(texts))


def test_open_actions_come_first_accepted_before_proposed_and_by_date(agendas: dict[tuple[str, str], Draft]) -> None:
    draft = agendas["daniel-k", "r-amara-daniel"]
    assert draft.blocks[1].heading == "Open actions"
    states = [action.status for action in draft.actions]
    assert states == sorted(states)
    for state in ("open", "proposed"):
        dues = [action.due or date.max for action in draft.actions if action.status == state]
        assert dues == sorted(dues)
    words = " ".join(action.text for action in draft.actions)
    assert "case draft" in words
    assert "mock interview" in words
    assert "blog" not in words


def test_a_moved_date_is_the_later_one_and_the_later_note_is_cited(agendas: dict[tuple[str, str], Draft]) -> None:
    [line] = [
        one for one in agendas["daniel-k", "r-amara-daniel"].sentences() if "case draft on slot pricing" in one.text
    ]
    assert "13 November" in line.text
    assert "n-ad-1104" in {citation.id for citation in line.citations}


def test_a_plan_without_outcome_is_asked_about_and_not_told_as_done(agendas: dict[tuple[str, str], Draft]) -> None:
    draft = agendas["daniel-k", "r-amara-daniel"]
    [question] = [one for one in draft.questions if "lightning talk" in one.text]
    assert question.evidence is not None
    assert question.evidence.id == "n-ad-0930"
    [line] = [one for one in draft.sentences() if "lightning talk" in one.text]
    assert "no note says how it went" in line.text


def test_the_answer_to_an_outcome_question_goes_into_the_agenda(copilot: Copilot) -> None:
    asked = made(copilot, "daniel-k", "agenda", relationship="r-amara-daniel")
    [question] = [one for one in asked.questions if "lightning talk" in one.text]
    told = made(
        copilot,
        "daniel-k",
        "agenda",
        relationship="r-amara-daniel",
        answers={question.id: "The lightning talk went well"},
    )
    assert any(one.text == "The lightning talk went well." for one in told.sentences())


def test_first_middle_and_closing_sessions_differ(agendas: dict[tuple[str, str], Draft]) -> None:
    first = " ".join(block.heading for block in agendas["lucia", "r-farah-lucia"].blocks)
    middle = " ".join(block.heading for block in agendas["daniel-k", "r-amara-daniel"].blocks)
    closing = " ".join(block.heading for block in agendas["amara", "r-graham-amara"].blocks)
    assert "work together" in first
    assert "and since" not in first
    assert "The session of 11 November, and since" in middle
    assert "What has changed since 12 January" in closing
    assert "work together" not in middle + closing


def test_guidance_for_another_stage_is_not_lifted(agendas: dict[tuple[str, str], Draft]) -> None:
    for pair, wrong in (("r-amara-daniel", {"First meeting", "Closing well"}), ("r-farah-lucia", {"Closing well"})):
        for person in RELATIONSHIPS[pair]:
            cited = {citation.document for one in agendas[person, pair].sentences() for citation in one.citations}
            assert not cited & wrong


def test_a_short_session_has_fewer_topics(copilot: Copilot) -> None:
    short = made(copilot, "daniel-k", "agenda", relationship="r-amara-daniel", minutes=20)
    long = made(copilot, "daniel-k", "agenda", relationship="r-amara-daniel", minutes=90)
    assert sum(block.minutes or 0 for block in short.blocks) == 20
    assert len(short.blocks) < len(long.blocks)


def test_without_a_relationship_to_go_by_there_are_questions_only(copilot: Copilot) -> None:
    draft = made(copilot, "ruth", "agenda")
    assert draft.status is DraftStatus.QUESTIONS
    assert draft.text == ""
    assert [question.id for question in draft.questions if question.blocking] == ["relationship"]


def test_somebody_in_two_relationships_is_asked_which(copilot: Copilot) -> None:
    draft = made(copilot, "amara", "agenda")
    assert draft.status is DraftStatus.QUESTIONS
    [question] = [one for one in draft.questions if one.blocking]
    assert "Daniel Kowalczyk" in question.text
    assert "Graham Whitlock" in question.text


def test_an_unknown_lower_case_word_is_asked_about_rather_than_greeted(copilot: Copilot) -> None:
    draft = made(copilot, "farah", "outreach", type="request", to="luica")
    assert [one.id for one in draft.questions if one.blocking] == ["to"]


def test_another_pairs_agenda_is_not_found(copilot: Copilot) -> None:
    with pytest.raises(NotFound):
        made(copilot, "graham", "agenda", relationship="r-priya-daniel")


def test_two_people_of_one_first_name_are_asked_about(copilot: Copilot) -> None:
    draft = made(copilot, "farah", "outreach", **{**REQUEST, "to": "Daniel"})
    [question] = draft.questions
    assert question.blocking
    assert "Daniel Kowalczyk" in question.text
    assert "Daniel Reyes" in question.text


def test_a_first_name_shared_with_a_partner_means_the_partner(copilot: Copilot) -> None:
    draft = made(copilot, "priya", "outreach", type="follow_up", to="Daniel", ask="Could we meet on Thursday?")
    assert draft.audience == ["daniel-r"]


def test_a_request_is_the_senders_own_words_and_nobody_elses(copilot: Copilot) -> None:
    draft = made(copilot, "farah", "outreach", **REQUEST)
    assert draft.audience == ["outside"]
    assert "I am writing to you because of your talk" in draft.text or "What made me think of you" in draft.text
    assert "our list of the questions customers ask most" in draft.text
    assert draft.text.startswith("Subject: 20 minutes on how you trained your first line\n")
    for one in draft.sentences():
        if one.id not in draft.held_back:
            assert {citation.kind for citation in one.citations} <= {CitationKind.BRIEF, CitationKind.PERSON}


def test_what_is_missing_is_asked_for_and_its_place_is_marked(copilot: Copilot) -> None:
    draft = made(copilot, "farah", "outreach", type="request", to="Helena Brandt")
    assert {question.id for question in draft.questions} >= {"why", "ask", "about", "give_back"}
    assert draft.text.count("[Your words here:") == 4
    filled = made(
        copilot,
        "farah",
        "outreach",
        type="request",
        to="Helena Brandt",
        answers={name: str(REQUEST[name]) for name in ("why", "ask", "about", "give_back")},
    )
    assert "[Your words here:" not in filled.text
    assert filled.questions == []


def test_a_blank_field_is_a_gap_and_an_unknown_one_an_error(copilot: Copilot) -> None:
    assert any(one.id == "why" for one in made(copilot, "farah", "outreach", **{**REQUEST, "why": "  "}).questions)
    with pytest.raises(BriefError, match="whence"):
        made(copilot, "farah", "outreach", **{**REQUEST, "whence": "Bradford"})


def test_no_contact_data_of_anybody_appears(
    agendas: dict[tuple[str, str], Draft], messages: dict[tuple[str, str], Draft]
) -> None:
    for draft in [*agendas.values(), *messages.values()]:
        body = draft.text + everything(draft.model_copy(update={"findings": []}))
        assert "@" not in body
        assert "7700 900" not in body


def test_a_sentence_from_a_private_note_is_held_back_until_its_author_includes_it(copilot: Copilot) -> None:
    programme = copilot.programme().id
    viewer = copilot.viewer(programme, "farah")
    note = copilot.add_note(
        viewer,
        "I want to understand how customs forms are priced before I train anybody on them.",
        day=date(2026, 11, 12),
        relationship="none",
    )
    brief = {**REQUEST, "ask": "20 minutes on how customs forms are priced"}
    draft = made(copilot, "farah", "outreach", **brief)
    [held] = [one for one in draft.sentences() if note.id in {citation.id for citation in one.citations}]
    assert held.private
    assert draft.held_back == [held.id]
    assert held.text not in draft.text
    included = made(copilot, "farah", "outreach", **brief, include_private=[held.id])
    assert held.text in included.text
    assert included.held_back == []


def test_including_what_is_not_private_is_an_error(copilot: Copilot) -> None:
    with pytest.raises(BriefError, match="s-nothing"):
        made(copilot, "farah", "outreach", **REQUEST, include_private=["s-nothing"])


def test_trouble_in_a_note_leads_to_the_contact_and_nowhere_else(copilot: Copilot) -> None:
    draft = made(copilot, "farah", "outreach", type="follow_up", to="lucia", ask="Could we start ten minutes later?")
    [finding] = [one for one in draft.findings if one.check == "trouble"]
    assert "Ruth Abernethy" in finding.message
    assert "n-fl-1110" not in everything(draft)


def test_the_partner_of_someone_in_trouble_learns_nothing_of_it(agendas: dict[tuple[str, str], Draft]) -> None:
    assert not [one for one in agendas["lucia", "r-farah-lucia"].findings if one.check == "trouble"]


def test_the_same_brief_gives_the_same_draft_and_a_seed_another_wording(copilot: Copilot) -> None:
    one, two = (made(copilot, "farah", "outreach", **REQUEST) for _ in range(2))
    assert one.text == two.text
    assert len({made(copilot, "farah", "outreach", **REQUEST, seed=seed).text for seed in range(6)}) > 1


def test_a_draft_is_json_of_schema_1_and_back(agendas: dict[tuple[str, str], Draft]) -> None:
    draft = agendas["daniel-k", "r-amara-daniel"]
    written = draft.model_dump_json(by_alias=True)
    assert json.loads(written)["schema"] == 1
    assert Draft.model_validate_json(written) == draft


def test_an_unknown_kind_names_the_known_ones(copilot: Copilot) -> None:
    with pytest.raises(BriefError) as caught:
        made(copilot, "farah", "poem")
    assert "agenda" in caught.value.next_step


def test_what_later_words_moved_is_not_quoted_of_a_topic(copilot: Copilot) -> None:
    draft = made(copilot, "amara", "agenda", relationship="r-amara-daniel", focus="the mock interview")
    [topic] = [block for block in draft.blocks if block.heading == "Main topic"]
    assert "The mock interview." in [one.text for one in topic.sentences]
    assert "13 to 20 Nov" not in " ".join(one.text for one in topic.sentences)


def test_nobodys_words_about_trouble_reach_a_draft_wherever_they_stand(copilot: Copilot) -> None:
    programme = copilot.programme().id
    lucia = copilot.viewer(programme, "lucia")
    said = "Farah said she was sexually harassed by a colleague, so the half page moved to 12 December."
    note = copilot.add_note(
        lucia, said, day=date(2026, 11, 18), relationship="r-farah-lucia", visibility=Visibility.SHARED
    )
    focus = "what to do about the sexual harassment she reported"
    draft = made(copilot, "lucia", "agenda", relationship="r-farah-lucia", focus=focus)
    text = everything(draft.model_copy(update={"findings": []}))
    assert "harass" not in text
    assert "12 december" not in text
    assert note.id not in text
    assert any(one.check == "trouble" for one in draft.findings)


def test_a_further_reader_never_takes_the_recipients_place(copilot: Copilot) -> None:
    draft = made(copilot, "farah", "outreach", type="follow_up", to="lucia", audience=["farah"], ask="Could we talk?")
    assert set(draft.audience) == {"lucia", "farah"}


def test_contact_data_that_its_author_did_not_type_is_held_back(copilot: Copilot) -> None:
    programme = copilot.programme().id
    priya = copilot.viewer(programme, "priya")
    copilot.add_note(
        priya,
        "I will call the printer on 0171 555 1234 by 1 December.",
        day=date(2026, 11, 20),
        relationship="r-priya-daniel",
        visibility=Visibility.SHARED,
    )
    draft = made(copilot, "priya", "agenda", relationship="r-priya-daniel")
    assert "555 1234" not in draft.text


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_every_blank_field_of_an_agenda_is_a_gap(copilot: Copilot, blank: str | None) -> None:
    draft = made(
        copilot,
        "daniel-k",
        "agenda",
        relationship="r-amara-daniel",
        minutes=blank,
        session_date=blank,
        focus=blank,
        stage=blank,
        audience=blank,
        tone=blank,
        length=blank,
    )
    assert {"minutes", "session_date", "focus"} <= {one.id for one in draft.questions}


@pytest.mark.parametrize("to", [{"name": ""}, {"name": "  "}, {"name": None}, ""])
def test_a_blank_recipient_is_asked_for(copilot: Copilot, to: object) -> None:
    draft = made(copilot, "farah", "outreach", type="request", to=to)
    assert [one.id for one in draft.questions if one.blocking] == ["to"]


def test_private_notes_that_could_not_be_used_are_mentioned(copilot: Copilot) -> None:
    draft = made(copilot, "amara", "agenda", relationship="r-amara-daniel")
    [finding] = [one for one in draft.findings if one.check == "private-notes-left-out"]
    assert "Daniel" in finding.message
    alone = made(copilot, "amara", "agenda", relationship="r-amara-daniel", audience="amara")
    assert not [one for one in alone.findings if one.check == "private-notes-left-out"]


def test_an_answer_to_a_question_nobody_asked_is_an_error(copilot: Copilot) -> None:
    with pytest.raises(BriefError, match="outcome:bogus"):
        made(copilot, "daniel-k", "agenda", relationship="r-amara-daniel", answers={"outcome:bogus:1": "It went well"})


def test_a_quoted_first_person_has_a_name(agendas: dict[tuple[str, str], Draft]) -> None:
    [line] = [one for one in agendas["amara", "r-graham-amara"].sentences() if "seeing Marek" in one.text]
    assert "Graham" in line.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I shadowed a roadmap review today.", "done"),
        ("I will not shadow a roadmap review any more, I dropped that.", "dropped"),
    ],
)
def test_an_author_alone_is_told_that_a_private_note_closed_what_the_shared_agenda_shows(
    tmp_path: Path, said: str, told: str
) -> None:
    file = tmp_path / "harbour.yaml"
    file.write_text(SMALL, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(file)
        ines = copilot.viewer("harbour", "ines")
        assert not _changed_in_private(made(copilot, "ines", "agenda"))
        copilot.add_note(ines, said, day=date(2025, 5, 20))
        shared = made(copilot, "ines", "agenda")
        [finding] = _changed_in_private(shared)
        assert f"“Shadow a roadmap review” is {told}" in finding.message
        assert "Tom may not" in finding.message
        assert [one.text for one in shared.actions] == ["Shadow a roadmap review"]
        assert not _changed_in_private(made(copilot, "tom", "agenda", relationship="tom-ines"))
        alone = made(copilot, "ines", "agenda", audience="ines")
        assert not alone.actions
        assert not _changed_in_private(alone)
        kept = copilot.exported_draft(ines, shared, ".json").decode()
        assert finding.message not in kept
        assert "20 May" not in shared.text


def _changed_in_private(draft: Draft) -> list[Finding]:
    return [one for one in draft.findings if one.check == "private-change"]


def test_the_day_of_the_next_session_is_read_once_and_not_when_it_has_passed(copilot: Copilot) -> None:
    ahead = made(copilot, "amara", "agenda", relationship="r-amara-daniel")
    [asked] = [one for one in ahead.questions if one.id == "session_date"]
    assert asked.evidence is not None
    assert asked.evidence.quote == "next: 2 Dec, 16:00"
    passed = made(copilot, "graham", "agenda", relationship="r-graham-amara", as_of=date(2026, 3, 25))
    [asked] = [one for one in passed.questions if one.id == "session_date"]
    assert asked.evidence is None, "19 March has passed"


@pytest.mark.parametrize(
    ("said", "day"), [("2 December", "2026-12-02"), ("next Wednesday", "2026-11-25"), ("2026-12-02", "2026-12-02")]
)
def test_the_day_of_the_session_may_be_answered_as_people_say_it(copilot: Copilot, said: str, day: str) -> None:
    draft = made(copilot, "amara", "agenda", relationship="r-amara-daniel", answers={"session_date": said})
    assert "session_date" not in {one.id for one in draft.questions}
    asked = made(copilot, "amara", "agenda", relationship="r-amara-daniel", session_date=day)
    assert draft.text == asked.text


def test_an_answer_that_names_no_day_is_refused_with_what_to_write(copilot: Copilot) -> None:
    with pytest.raises(BriefError, match="YYYY-MM-DD"):
        made(copilot, "amara", "agenda", relationship="r-amara-daniel", answers={"session_date": "soon"})


def test_an_agenda_that_says_when_the_next_meeting_is_does_not_ask_to_fix_it(copilot: Copilot) -> None:
    draft = made(copilot, "amara", "agenda", relationship="r-amara-daniel", session_date="2026-11-25")
    assert "Already fixed: “next: 2 Dec" in draft.text
    assert "agenda-next-meeting" not in {one.check for one in draft.findings}


def test_nobody_is_quoted_whose_her_is_a_third_person_named_just_before(copilot: Copilot) -> None:
    draft = made(copilot, "daniel-r", "agenda", relationship="r-priya-daniel", session_date="2026-12-02")
    assert "tell her she's great" not in draft.text, "it is said of Teresa, and would be read of Priya"


def test_an_agenda_says_how_many_open_actions_it_has_no_room_for(tmp_path: Path) -> None:
    file = tmp_path / "harbour.yaml"
    things = ("sheet", "list", "budget", "plan", "chart", "photo", "map", "story", "poster", "video")
    more = "".join(
        f"  - {{id: b{at}, relationship: tom-ines, owner: ines, due: 2025-06-{at + 10}, text: Print the {thing}}}\n"
        for at, thing in enumerate(things)
    )
    file.write_text(SMALL + more, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(file)
        draft = made(copilot, "ines", "agenda")
        assert len(draft.actions) == 11
        [said] = [one.message for one in draft.findings if one.check == "agenda-actions-left-out"]
        assert said.startswith("3 more open actions")


def test_a_day_that_next_time_means_is_cited_where_the_note_names_it(copilot: Copilot) -> None:
    day = date(2026, 6, 1)
    drafts = (
        made(copilot, "amara", "agenda", relationship="r-graham-amara", as_of=day),
        made(copilot, "amara", "outreach", type="follow_up", to="graham", relationship="r-graham-amara", as_of=day),
    )
    for draft in drafts:
        [said] = [one for one in draft.sentences() if "21 May" in one.text]
        assert said.support is Support.SUPPORTED
        assert "next: 21 May 14:00" in [one.quote for one in said.citations]
        assert "old incident reports" in said.text


def test_a_session_is_cited_by_whole_words_of_its_notes_first_line(copilot: Copilot) -> None:
    draft = made(copilot, "daniel-k", "outreach", type="follow_up", to="amara", as_of=date(2026, 9, 15))
    [subject] = [one for one in draft.sentences() if one.text.startswith("After our session")]
    assert [one.quote for one in subject.citations] == [
        "40 mins with Amara, first since June. Went to the coffee place not the office,"
    ]
