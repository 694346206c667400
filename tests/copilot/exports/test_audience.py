"""What leaves with an export, and what never does."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from docx import Document

from copilot.draft import Citation, CitationKind, Draft, DraftStatus, Finding, Severity
from copilot.errors import BriefError
from copilot.exports import SUFFIXES, export, suffix_of
from copilot.exports.audience import for_audience
from tests.copilot.exports.drafts import agenda, brief, everyone, message, note, says


def written(draft: Draft, suffix: str, *, allowed=everyone, sources: bool = False) -> str:  # type: ignore[no-untyped-def]
    """All the text of the file."""
    content = export(draft, suffix, allowed, sources=sources)
    if suffix == ".docx":
        document = Document(BytesIO(content))
        return "\n".join([document.core_properties.title, *(one.text for one in document.paragraphs)])
    return content.decode().replace("\r\n ", "")


def secret(draft: Draft, **more: bool) -> Draft:
    draft.blocks[1].sentences.append(says("s9", "CANARY stands here.", note("CANARY", "n9"), **more))
    return draft


def not_n9(citation: Citation) -> bool:
    return citation.id != "n9"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_findings_and_questions_stay_behind(suffix: str) -> None:
    text = written(agenda(), suffix)
    assert "QUESTION" not in text
    assert "REASON" not in text
    assert "FINDING" not in text
    assert "send the draft" in text


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("sources", [False, True])
def test_a_held_back_sentence_stays_behind_with_its_source(suffix: str, sources: bool) -> None:
    draft = secret(agenda(), private=True)
    draft.held_back = ["s9"]
    if sources and suffix not in (".md", ".docx", ".json"):
        with pytest.raises(BriefError):
            written(draft, suffix, allowed=not_n9, sources=True)
        return
    assert "CANARY" not in written(draft, suffix, allowed=not_n9, sources=sources)


@pytest.mark.parametrize("suffix", [".md", ".docx", ".txt", ".json"])
def test_a_sentence_the_author_included_leaves_and_its_private_quote_does_not(suffix: str) -> None:
    draft = secret(agenda(), private=True)
    draft.blocks[1].sentences[-1].text = "I was unsure."
    sources = suffix != ".txt"
    text = written(draft, suffix, allowed=not_n9, sources=sources)
    assert "I was unsure." in text
    assert "CANARY" not in text


def test_what_readers_may_not_see_any_more_stays_behind() -> None:
    assert "CANARY" not in written(secret(agenda()), ".txt", allowed=not_n9)
    assert "CANARY" in written(secret(agenda()), ".txt", allowed=everyone)


def test_a_heading_made_of_words_that_stay_behind_does_not_leave() -> None:
    draft = secret(agenda(heading="Canary matters"), private=True)
    draft.held_back = ["s9"]
    assert "anary" not in written(draft, ".md", allowed=not_n9)


def test_actions_from_what_not_all_may_see_stay_out_of_the_calendar() -> None:
    text = written(agenda("CANARY"), ".ics", allowed=lambda citation: citation.id != "n1")
    assert "CANARY" not in text
    assert text.count("BEGIN:VEVENT") == 1, "the session stays"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_contact_data_leaves_only_if_the_author_typed_it(suffix: str) -> None:
    typed, untyped = "+49 171 5551234", "daniel@example.org"
    draft = agenda()
    draft.blocks[1].sentences += [
        says("s2", f"My number is {typed}.", brief("about", f"My number is {typed}")),
        says("s3", f"Write to {untyped}.", note(f"Write to {untyped}"), private=True),
        says("s4", "He can be reached.", note(f"reach him at {untyped}")),
    ]
    draft.blocks[1].heading = f"Open: {untyped}"
    draft.actions[0].text = f"mail {untyped}"
    draft.findings.append(Finding(check="contact", severity=Severity.ERROR, sentence="s3", message=f"“{untyped}” …"))
    sources = suffix in (".md", ".docx", ".json")
    text = written(draft, suffix, sources=sources)
    assert "daniel" not in text.lower().replace("amara and daniel", "").replace('"daniel"', "")
    assert typed in text.replace("\\+", "+").replace("=2B", "+")


def test_only_sources_that_tell_something_are_listed_and_numbered() -> None:
    draft = agenda("One thing.")
    person = Citation(kind=CitationKind.PERSON, id="daniel", document="People", quote="Daniel, head of Operations")
    comment = Citation(kind=CitationKind.FEEDBACK, id="f1", quote="A COMMENT")
    draft.blocks[1].sentences[0].citations += [person, comment, note("another", "n2")]
    draft.blocks[1].sentences.append(says("s2", "Another thing.", note("another", "n2")))
    text = written(draft, ".md", sources=True)
    assert "One thing. [1, 2]\n- Another thing. [2]" in text
    assert text.endswith(
        "## Sources\n\n1. Session note, 2026-11-20: “One thing.”\n2. Session note, 2026-11-20: “another”\n"
    )
    assert "## Sources" not in written(draft, ".md")
    assert "[1" not in written(draft, ".md")


def test_json_is_a_draft_of_the_same_schema() -> None:
    left = Draft.model_validate(json.loads(written(agenda(), ".json")))
    assert left.text == for_audience(agenda(), everyone).text
    assert left.questions == left.findings == []
    assert all(not sentence.citations for sentence in left.sentences())


def test_an_answer_takes_its_sources_along() -> None:
    answer = agenda("“The panel is on 4 December.”").model_copy(update={"kind": "ask"})
    for suffix in (".txt", ".eml", ".md", ".docx"):
        assert "Session note" in written(answer, suffix).replace("=\n", ""), suffix
    assert "Session note" not in written(agenda(), ".txt")


def test_a_draft_of_which_nothing_is_left_says_so() -> None:
    draft = agenda()
    draft.held_back = ["s0", "s1"]
    with pytest.raises(BriefError, match="Nothing of this draft is left"):
        written(draft, ".txt")


def test_a_draft_is_not_changed_by_being_exported() -> None:
    draft = secret(agenda(), private=True)
    before = draft.model_copy(deep=True)
    for_audience(draft, not_n9, sources=True)
    assert draft == before


def test_the_draft_decides_by_its_suffix() -> None:
    assert suffix_of("A.B/notes.MD") == ".md"
    for name in ("draft.pdf", "draft", ".md", "draft.md.bak"):
        with pytest.raises(BriefError) as refused:
            suffix_of(name)
        assert ".md, .docx, .eml, .ics, .txt, .json" in refused.value.next_step
    with pytest.raises(BriefError, match=r"Sources cannot stand in a \.eml"):
        suffix_of("mail.eml", sources=True)


def test_what_has_no_text_or_no_day_says_so() -> None:
    questions = agenda().model_copy(update={"status": DraftStatus.QUESTIONS})
    with pytest.raises(BriefError, match="only questions"):
        export(questions, ".md", everyone)
    with pytest.raises(BriefError, match="no day"):
        export(message(), ".ics", everyone)
