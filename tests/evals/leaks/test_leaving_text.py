"""Would the suite see a name, an address, a number or private words in what was sent?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from copilot import programme_file
from copilot.content import ProgrammeContent
from copilot.models import Note, NoteKind, Person, Visibility
from copilot.writing.redaction import Placeholders
from evals.leaks.leaving_checks import Names, PrivateWords, outsiders, texts_in
from evals.leaks.leaving_text import ALLOWS, Checks, _allow, _opened, peopled, round_of
from evals.models.model_server import model_server
from evals.workspace import sample_file

ANN = Person("ann", "Ann-Marie Ashby", known_as="Mia", email="ann@oak.example", phone="+44 7700 900114")
NAMES = Names([ANN])
SECRET = "She would rather sell cheese on the market than run this depot."


@pytest.fixture(scope="module")
def sample() -> ProgrammeContent:
    with sample_file() as file:
        return programme_file.load(file)


def note(text: str, visibility: Visibility) -> Note:
    return Note("n", "ann", date(2026, 1, 1), text, None, "t", NoteKind.SESSION, visibility)


@pytest.mark.parametrize(
    "text",
    [
        "Ann-Marie said so.",
        "ask MIA",
        "ashby's list",
        "Ashbys Liste",
        "Ann-Marie\nAshby",
        "ann_marie",
        "AnnMarieAshby.docx",
        "A\u00adshby",
        "Person3 Mia",
        "@mia",
    ],
)
def test_a_known_name_is_seen_however_it_is_written(text: str) -> None:
    assert {told.what for told in NAMES.in_text(text)} == {"name"}


@pytest.mark.parametrize("text", ["mean Miami", "the Annals", "Person3 and Person3B met", "a dash by the door"])
def test_a_name_within_a_word_is_none(text: str) -> None:
    assert not list(NAMES.in_text(text))


def test_addresses_and_numbers_are_seen_in_any_form() -> None:
    assert [told.what for told in NAMES.in_text("to x.y@else.example")] == ["e-mail address"]
    for number in ("+44 7700 900114", "07700 900114", "(0044) 7700-900.114", "447700900114"):
        assert [told.what for told in NAMES.in_text(f"call {number}")] == ["phone number"], number
    assert not list(NAMES.in_text("on 20 November 2026, 45 minutes, 7700 slots"))


def test_private_words_are_seen_with_placeholders_in_them_and_open_ones_are_not(sample: ProgrammeContent) -> None:
    content = replace(sample, goals=(), notes=(note(f"Ann-Marie Ashby: {SECRET}", Visibility.PRIVATE),))
    private = PrivateWords(content, NAMES, [])
    assert [told.whose for told in private.in_text(f"N1 {SECRET[:40]}")] == ["ann", "ann"]
    assert list(private.in_text("Person1 would rather sell cheese on a market")) == []  # five words in a row
    assert list(private.in_text("N1 Person1: she would RATHER sell, cheese on"))
    assert not list(PrivateWords(content, NAMES, [SECRET]).in_text(SECRET))
    shared = replace(content, notes=(*content.notes, note(SECRET, Visibility.SHARED)))
    assert not list(PrivateWords(shared, NAMES, []).in_text(SECRET))


def test_what_no_programme_knows_is_listed() -> None:
    assert dict(outsiders(["We met Karthik on Monday with Mia and Karthik"], NAMES)) == {"Karthik": 2}


def test_every_string_of_a_request_is_looked_at() -> None:
    body = {"messages": [{"content": [{"text": "one"}]}], "tools": [{"function": {"description": "two"}}], "three": 1}
    assert {"one", "two", "three"} <= set(texts_in(json.dumps(body).encode()).splitlines())


def test_nothing_leaves_and_without_placeholders_or_leash_it_would_be_seen(
    sample: ProgrammeContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = peopled(sample, 8)
    checks = Checks(whole, sample)
    few = replace(whole, relationships=whole.relationships[:1], goals=())
    with model_server() as server, _opened(whole, server, tmp_path / "new") as copilot:
        held = round_of(copilot, few, [ALLOWS], server, checks)
        assert held.requests
        assert held.told == []
        _allow(copilot, [ALLOWS])
        told = round_of(copilot, few, [ALLOWS], server, checks).told
        assert {(one.what, one.whose) for _, one in told} == {("private words", ALLOWS)}
        monkeypatch.setattr(Placeholders, "away", lambda _self, text: text)
        bare = round_of(copilot, few, [ALLOWS], server, checks).told
        assert {one.what for _, one in bare} == {"private words", "name", "e-mail address", "phone number"}
