"""The `feedback` draft: what staff read, what others get, and that nobody's words are in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.app import Copilot
from copilot.draft import CitationKind, Draft, DraftStatus, Support
from copilot.drafts.feedback import Feedback, FeedbackBrief, findings_of, themes_of
from copilot.drafts.kind import Material
from copilot.errors import BriefError, NotFound
from copilot.exports.layout import title
from copilot.models import Feedback as FeedbackRow
from copilot.models import Person, Programme
from copilot.records import Records
from copilot.retrieve import Evidence
from copilot.settings import Settings
from copilot.similarity import Similarity
from copilot.themes.codebook import codebook
from copilot.themes.report import make_report
from copilot.themes.wording import words
from tests.ingest.fakes import HashingEmbedder

BOOK = codebook()
similar = Similarity(HashingEmbedder().encode)
DAY = date(2030, 7, 1)
PEOPLE = """\
format: mentoring-programme/1
programme: {id: quay, name: Quay mentoring, as_of: 2030-07-01, contact: "Sam Sousa, 0171 555"}
people:
  - {id: ines, name: Inês Duarte, roles: [mentee]}
  - {id: tom, name: Tom Okafor, roles: [mentor]}
  - {id: sam, name: Sam Sousa, roles: [staff]}
relationships:
  - {id: tom-ines, mentor: tom, mentee: ines, started: 2030-01-10}
feedback:
"""


def entry(number: int, person: str, text: str, period: str = "2030-H1", role: str = "mentee") -> str:
    said = {"id": f"f{number}", "respondent": person, "comment": text, "period": period, "role": role}
    return f"  - {json.dumps(said)}\n"


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    folder = tmp_path_factory.mktemp("quay")
    listening, matching = BOOK.theme("listening").praise[0], BOOK.theme("matching").problems[0]
    rows = [entry(n, f"pseudonym-{n}", listening) for n in range(12)]
    rows += [entry(20 + n, f"pseudonym-{n}", matching) for n in range(5)]
    rows += [entry(40 + n, f"pseudonym-{n}", listening, period="2030-H2") for n in range(4)]
    (folder / "quay.yaml").write_text(PEOPLE + "".join(rows), encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as opened:
        opened.import_programme(folder / "quay.yaml")
        yield opened


def made(copilot: Copilot, person: str = "sam", **brief: object) -> Draft:
    return copilot.draft(copilot.viewer("quay", person), "feedback", brief, DAY)


def test_staff_get_themes_with_people_share_and_sentiment(copilot: Copilot) -> None:
    draft = made(copilot, period="2030-H1")
    assert draft.status is DraftStatus.DRAFTED
    assert not draft.suppressed
    listening, matching = draft.themes
    assert (listening.label, listening.people, listening.sentiment) == ("Listening and support", 10, "positive")
    assert (matching.people, matching.sentiment) == (5, "negative")
    assert 0 < matching.share <= 5 / 12
    assert "To ask next" in draft.text
    assert [one.check for one in draft.findings if one.severity == "error"] == []
    assert all(sentence.support is Support.SUPPORTED for sentence in draft.sentences())


@pytest.mark.parametrize("person", ["ines", "tom"])
def test_for_others_feedback_is_not_there(copilot: Copilot, person: str) -> None:
    for period in ("2030-H1", "2030-H2", "1999"):
        with pytest.raises(NotFound, match="not yours to see"):
            made(copilot, person, period=period)


def test_too_few_reads_the_same_for_four_and_none(copilot: Copilot) -> None:
    four, none = made(copilot, period="2030-H2"), made(copilot, period="2031-H1")
    assert four.suppressed
    assert four.text == none.text == "Too few people to show.\n"
    clock = {"usage"}
    assert four.model_dump(exclude=clock) == none.model_dump(exclude=clock)


def test_a_period_that_cannot_be_shown_gets_the_names_of_those_that_can(copilot: Copilot) -> None:
    four, misspelt = made(copilot, period="2030-H2"), made(copilot, period="2030-h1")
    assert [one.text for one in misspelt.questions] == ["Which period? These can be shown: 2030-H1."]
    assert four.questions == misspelt.questions
    assert not four.questions[0].blocking


def test_a_group_that_cannot_be_shown_is_told_from_a_period_that_cannot(copilot: Copilot) -> None:
    assert [one.id for one in made(copilot, period="2030-H1", group="mentors").questions] == ["group"]


def test_themes_that_are_not_shown_are_named_whatever_the_reason(copilot: Copilot) -> None:
    (beside,) = [block for block in made(copilot, period="2030-H1").blocks if block.heading == "Not shown"]
    hidden = beside.sentences[0].text
    assert hidden.startswith("Fewer than five people, or none, spoke of each of these: ")
    assert {theme.label in hidden for theme in BOOK.themes if theme.id not in ("listening", "matching")} == {True}
    assert BOOK.theme("listening").label not in hidden


def test_the_report_is_headed_by_programme_period_and_day(copilot: Copilot) -> None:
    draft = made(copilot, period="2030-H1", group="mentees")
    assert draft.blocks[0].heading == "Feedback on Quay mentoring, 2030-H1, mentees, as of 1 July 2030"
    assert title(draft) == draft.blocks[0].heading


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("Sam Sousa, 0171 555", "names you as whom to turn to"),
        ("Ana Reis, people office", "You can turn to Ana Reis, people office."),
        ("", "You can turn to the people who run your programme."),
    ],
)
def test_trouble_sends_nobody_to_themselves_and_says_what_they_can_do(contact: str, told: str) -> None:
    rows = [*CROWD, FeedbackRow("t1", "p1", "He keeps touching me and I said no.", period="2030-H1")]
    report = make_report(rows, BOOK, similar, period="2030-H1")
    (finding,) = findings_of(report, contact, Person("sam", "Sam Sousa"))
    assert told in finding.message
    assert "where the survey was taken" in finding.message
    assert "touching" not in finding.message
    assert findings_of(make_report(CROWD, BOOK, similar, period="2030-H1"), contact, Person("sam", "Sam Sousa")) == []


def test_no_respondent_and_no_comment_is_in_the_draft(copilot: Copilot) -> None:
    text = made(copilot, period="2030-H1", question="do people feel heard").model_dump_json()
    assert "pseudonym" not in text
    assert BOOK.theme("listening").praise[0] not in text
    assert BOOK.theme("matching").problems[0] not in text


def test_citations_of_feedback_carry_our_words_alone(copilot: Copilot) -> None:
    draft = made(copilot, period="2030-H1")
    citations = [one for sentence in draft.sentences() for one in sentence.citations]
    citations += [one for theme in draft.themes for one in theme.citations]
    assert {one.kind for one in citations} == {CitationKind.FEEDBACK}


def test_a_question_is_answered_by_its_theme_first_or_by_nothing(copilot: Copilot) -> None:
    asked = made(copilot, period="2030-H1", question=BOOK.theme("matching").problems[1])
    assert asked.blocks[1].heading == "Matching of mentors and mentees"
    nothing = made(copilot, period="2030-H1", question=BOOK.theme("remote").problems[0])
    assert "too few people to show" in nothing.text


def test_a_group_may_be_said_in_the_plural_and_a_wrong_one_is_an_error(copilot: Copilot) -> None:
    assert not made(copilot, period="2030-H1", group="Mentees").suppressed
    assert made(copilot, period="2030-H1", group="mentors").suppressed
    with pytest.raises(BriefError):
        made(copilot, group="bosses")


def lines(rows: list[FeedbackRow]) -> list[str]:
    """Every sentence, summary and quote of the draft of these rows."""
    report = make_report(rows, BOOK, similar, period="2030-H1")
    programme = Programme("quay", "Quay mentoring")
    material = Material(
        FeedbackBrief(), Person("sam", "Sam Sousa"), (), Records(programme, DAY, {}, {}), {}, None, report=report
    )
    sections = Feedback().sections(material, Evidence(), similar)
    themes = themes_of(report)
    texts = [line.text for section in sections for line in section.lines]
    texts += [one.quote for section in sections for line in section.lines for one in line.citations]
    return [*texts, *(one.summary for one in themes), *(one.quote for theme in themes for one in theme.citations)]


CROWD = [FeedbackRow(f"f{n}", f"p{n}", BOOK.theme("listening").praise[0], period="2030-H1") for n in range(12)]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(lines(CROWD)), max_size=3))
def test_no_sentence_shares_more_than_five_words_with_a_comment(chosen: list[str]) -> None:
    """Also where somebody wrote down, word by word, what a report would say."""
    copied = [FeedbackRow(f"g{n}", f"p{n}", text, period="2030-H1") for n, text in enumerate(chosen)]
    said = lines([*CROWD, *copied])
    assert said
    for comment in chosen:
        theirs = " ".join(words(comment))
        for sentence in said:
            ours = words(sentence)
            runs = [" ".join(ours[n : n + 6]) for n in range(len(ours) - 5)]
            assert not any(re.search(rf"(?<!\S){re.escape(run)}(?!\S)", theirs) for run in runs)


def test_the_sample_has_feedback_that_can_be_drafted(tmp_path: Path) -> None:
    from copilot.commands.demo import SAMPLE

    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE / "programme.yaml")
        programme = copilot.programme().id
        staff = copilot.viewer(programme, "ruth")
        asked = copilot.draft(staff, "feedback", {}, DAY)
        assert [one.id for one in asked.questions] == ["period"]
        draft = copilot.draft(staff, "feedback", {"period": "2026-H2"}, DAY)
    assert not draft.suppressed


def test_a_question_that_no_theme_is_about_is_not_answered_by_too_few_people(copilot: Copilot) -> None:
    said = [one.text for one in made(copilot, period="2030-H1", question="?").sentences()]
    assert "On your question: no theme is about that; ask it in the next survey." in said
    hidden = [
        one.text for one in made(copilot, period="2030-H1", question=BOOK.theme("remote").problems[0]).sentences()
    ]
    assert "On your question: too few people to show." in hidden
