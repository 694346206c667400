"""Files open in their programs: each is parsed back by its library, whatever the words in it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO

import icalendar
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from copilot.draft import Block, Draft, Origin, Sentence
from copilot.exports import SUFFIXES, export
from copilot.exports.characters import legible, one_line
from copilot.exports.markdown_file import escaped
from copilot.writing.plain_text import text_of
from tests.copilot.exports.drafts import NAUGHTY, OURS, agenda, brief, everyone, message, note, says

_GITHUB = MarkdownIt("commonmark").enable(["strikethrough", "table"])
_ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.sampled_from(OURS)
_STRUCTURE = {
    "paragraph",
    "bullet_list",
    "ordered_list",
    "list_item",
    "heading",
    "inline",
    "text",
    "softbreak",
    "hardbreak",
}


def squeezed(text: str) -> str:
    return "".join(legible(text).split())


def tokens(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from tokens(token.children or [])


def read_markdown(content: bytes) -> tuple[str, set[str]]:
    """The rendered text without blanks, and the kinds of mark-up in it."""
    found = list(tokens(_GITHUB.parse(content.decode())))
    text = "".join(token.content for token in found if token.type == "text")
    return squeezed(text), {re.sub("_(open|close)$", "", token.type) for token in found}


def read_word(content: bytes) -> str:
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def read_mail(content: bytes) -> EmailMessage:
    parsed = message_from_bytes(content, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert parsed.defects == []
    return parsed


def body(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")  # a mail's own line ending


def read_calendar(content: bytes) -> list[icalendar.Event]:
    parsed = icalendar.Calendar.from_ical(content)
    assert parsed.errors == []
    assert {component.name for component in parsed.walk()} == {"VCALENDAR", "VEVENT"}
    return [event for event in parsed.walk("VEVENT") if isinstance(event, icalendar.Event)]


def check_every_file(texts: list[str]) -> None:
    """The texts as sentences, headings, subjects, names and actions: they come back as they went in."""
    draft = agenda()
    # Typed by the author, so that contact data in them may leave.
    draft.blocks[0].sentences[0].citations += [brief("focus", text) for text in texts]
    draft.blocks[1:] = [
        Block(heading=text, minutes=15, sentences=[says(f"s{number}", text, note(text))])
        for number, text in enumerate(texts, start=1)
    ]
    draft.actions = [
        draft.actions[0].model_copy(update={"id": f"a{number}", "owner": f"p{number}", "text": text})
        for number, text in enumerate(texts)
    ]

    rendered, kinds = read_markdown(export(draft, ".md", everyone, sources=True))
    assert kinds <= _STRUCTURE, kinds
    shown = read_word(export(draft, ".docx", everyone, sources=True))
    plain = export(draft, ".txt", everyone).decode()
    left = Draft.model_validate_json(export(draft, ".json", everyone))
    names = {f"p{number}": text for number, text in enumerate(texts)}
    session, *due = read_calendar(export(draft, ".ics", everyone, names=names))
    assert str(session["description"]) == plain
    assert len(due) == len(texts)
    for text, block, event in zip(texts, left.blocks[1:], due, strict=True):
        assert squeezed(f"{text}[") in rendered, "its mark follows"
        assert f"\n{legible(text)} [" in shown
        assert f"\n{one_line(f'{text} (15 min)')}\n" in shown
        assert f"- {legible(text)}" in plain
        assert block.sentences[0].text == text
        summary = one_line(f"{text}: {text}")
        assert str(event["summary"]) == summary.removeprefix("\ufeff")  # icalendar reads it as a byte order mark
        mail = read_mail(export(message(text, text), ".eml", everyone))
        assert set(mail.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
        assert squeezed(mail["Subject"]) == squeezed(text).rstrip(".")
        assert legible(text) in body(mail)


def test_words_that_break_programs_come_back_from_every_file() -> None:
    check_every_file(list(OURS))


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the public list is not beside the project")
def test_the_public_list_comes_back_from_every_file() -> None:
    listed: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    check_every_file([text for text in listed if text.strip()])


@settings(max_examples=15)
@given(st.lists(_ANY.filter(lambda text: bool(squeezed(text))), min_size=1, max_size=5))
def test_any_words_come_back_from_every_file(texts: list[str]) -> None:
    check_every_file(texts)


@settings(max_examples=400)
@given(st.text("*_`~[]()<>#+-=.!|\\&;a1: \n\t\"'", min_size=1, max_size=30).filter(str.strip))
def test_markdown_renders_as_what_was_written(text: str) -> None:
    found = list(tokens(_GITHUB.parse(escaped(text))))
    assert {token.type for token in found} <= {"paragraph_open", "paragraph_close", "inline", "text"}
    assert "".join(token.content for token in found if token.type == "text") == one_line(text)


def test_characters_no_file_may_hold_are_replaced_and_nothing_else() -> None:
    text = "bell\x07, tab\t, é and 🙂."
    for suffix in (".docx", ".txt"):
        content = export(agenda(text), suffix, everyone)
        shown = read_word(content) if suffix == ".docx" else content.decode()
        assert "bell\N{REPLACEMENT CHARACTER}, tab\t, é and 🙂." in shown


def test_a_mail_names_nobody_and_is_not_sent() -> None:
    mail = read_mail(export(message("Hello\r\nBcc: eve@example.org"), ".eml", everyone))
    assert mail["Subject"] == "Hello Bcc: eve@example.org"
    assert mail["To"] is mail["From"] is mail["Bcc"] is mail["Date"] is None
    assert mail["X-Unsent"] == "1"
    assert body(mail) == "Hi Jonas,\n\nCould you spare 20 minutes?\n\nBest wishes,\nAmara\n"
    raw = export(message("Hello " * 60, "word " * 400), ".eml", everyone)
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_calendar_has_the_session_and_what_is_due_as_whole_days() -> None:
    draft = agenda()
    done = draft.actions[0].model_copy(update={"id": "a2", "status": "done"})
    open_end = draft.actions[0].model_copy(update={"id": "a3", "due": None})
    draft.actions += [done, open_end]
    content = export(draft, ".ics", everyone, names={"amara": "Amara"}, timezone="Europe/London")
    session, due = read_calendar(content)
    assert (session.start, session.end) == (date(2026, 12, 2), date(2026, 12, 3))
    assert str(session["summary"]) == "Amara and Daniel, 2 December, 60 minutes"
    assert (due.start, due.end) == (date(2026, 11, 27), date(2026, 11, 28))
    assert str(due["summary"]) == "Amara: Amara to send the draft."
    assert b"X-WR-TIMEZONE:Europe/London\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "folded (RFC 5545, section 3.1)"
    assert content == export(draft, ".ics", everyone, names={"amara": "Amara"}, timezone="Europe/London")


def test_an_event_keeps_its_id_so_that_it_is_moved_and_not_doubled() -> None:
    draft = agenda()
    moved = agenda()
    moved.actions[0].due = date(2026, 12, 11)
    ids = [[str(event["uid"]) for event in read_calendar(export(one, ".ics", everyone))] for one in (draft, moved)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


@pytest.mark.parametrize("zone", ["", "no/where", "../../etc", "Europe/London\r\nEVIL:1"])
def test_a_zone_that_is_none_spoils_no_calendar(zone: str) -> None:
    content = export(agenda(), ".ics", everyone, timezone=zone)
    assert len(read_calendar(content)) == 2
    assert b"X-WR-TIMEZONE" not in content


def test_a_document_names_no_author_and_its_own_day() -> None:
    about = Document(BytesIO(export(message("A question"), ".docx", everyone))).core_properties
    assert (about.author, about.comments, about.last_modified_by) == ("", "", "")
    assert about.title == "A question"
    assert about.created is not None
    assert about.created.date() == date(2026, 11, 20)


def test_a_document_uses_the_programs_own_styles() -> None:
    draft = agenda()
    draft.blocks[1].sentences[0].citations.append(note("more", "n2"))
    document = Document(BytesIO(export(draft, ".docx", everyone, sources=True)))
    styles = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
    assert styles == [
        ("Normal", "Amara and Daniel, 2 December, 60 minutes."),
        ("Heading 2", "Open actions (15 min)"),
        ("List Bullet", "Amara to send the draft. [1, 2]"),
        ("Heading 2", "Sources"),
        ("List Number", "Session note, 2026-11-20: “Amara to send the draft.”"),
        ("List Number", "Session note, 2026-11-20: “more”"),
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_is_of_one_shape_for_every_suffix(suffix: str) -> None:
    assert isinstance(export(agenda(), suffix, everyone), bytes)


def test_a_line_that_leads_in_the_points_below_it_is_no_point_anywhere() -> None:
    draft = agenda()
    lead = Sentence(id="s2", text="Proposed in notes, still unconfirmed:", origin=Origin.CONNECTIVE)
    draft.blocks[1].sentences += [lead, says("s3", "Daniel to book a room.", note("Daniel to book a room."))]
    draft = draft.model_copy(update={"text": text_of(draft)})
    assert f"\n{lead.text}\n- Daniel" in draft.text

    html = _GITHUB.render(export(draft, ".md", everyone).decode())
    assert f"<p>{lead.text}</p>" in html
    assert html.count("<li>") == 2

    document = Document(BytesIO(export(draft, ".docx", everyone)))
    styles = {one.text.rstrip("0123456789[], "): one.style.name for one in document.paragraphs if one.style}
    assert styles[lead.text] == "Normal"
    assert sum(name == "List Bullet" for name in styles.values()) == 2
