"""Programme files: whole or not at all, every problem with its place, the same bytes every time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from copilot import programme_file
from copilot.content import ProgrammeContent
from copilot.errors import InvalidInput
from copilot.models import Visibility
from tests.copilot.contents import SMALL, programmes

SCHEMA = Path(programme_file.__file__).parent / "schema" / "programme-1.json"


def parse(text: str, folder: Path = Path()) -> ProgrammeContent:
    return programme_file.parse(text, folder)


def problems(text: str) -> str:
    with pytest.raises(InvalidInput) as caught:
        parse(text)
    return "\n".join(caught.value.problems)


def test_what_is_left_out_takes_the_formats_defaults() -> None:
    content = parse(SMALL)
    by_id = {note.id: note for note in content.notes}
    assert by_id["n2"].visibility is Visibility.PRIVATE
    assert content.relationships[0].ends is None
    assert content.programme.as_of == date(2025, 6, 1)
    assert content.actions[0].relationship == "tom-ines", "an action is about what its note is about"


def test_text_stays_as_typed_where_yaml_would_guess() -> None:
    content = parse(SMALL.replace("name: Wei Chen", "name: No, known_as: 12e3, phone: 0171"))
    wei = next(person for person in content.people if person.id == "wei")
    assert (wei.name, wei.known_as, wei.phone) == ("No", "12e3", "0171")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("roles: [staff]", "rolls: [staff]", "people[3].rolls, line 7: is a key we do not know"),
        ("id: sam", "id: tom", "people[3].id, line 7: the id 'tom' is taken by people[1]"),
        (
            "date: 2025-05-03",
            "date: 2025-05-33",
            "notes[2].date, line 40: '2025-05-33' is not a date (write YYYY-MM-DD)",
        ),
        (
            "date: 2025-05-03",
            "date: 1735689600",
            "notes[2].date, line 40: '1735689600' is not a date (write YYYY-MM-DD)",
        ),
        ("mentee: wei", "mentee: nobody", "relationships[1].mentee, line 10: there is no 'nobody' in people"),
        ("author: wei", "author: sam", "notes[2].author, line 39: 'sam' is not in the relationship 'tom-wei'"),
        (
            "relationship: tom-wei",
            "relationship: r9",
            "notes[2].relationship, line 38: there is no 'r9' in relationships",
        ),
        ("note: n1,", "note: n9,", "actions[0].note, line 44: there is no 'n9' in notes"),
        (
            "roles: [staff]",
            "roles: [boss]",
            "people[3].roles[0], line 7: 'boss' is not one of 'mentee', 'mentor' or 'staff'",
        ),
        ("    author: tom\n", "", "notes[1].author, line 32: is missing"),
        (
            "  - id: n3\n    relationship: tom-wei",
            "  - id: n3",
            "notes[2].visibility, line 40: shared with whom? it is about no relationship",
        ),
        ("    text: Wei wants to move to Lisbon.", "    text: ''", "notes[2].text, line 42: is blank"),
        (
            "    title: Handbook\n",
            "    title: Handbook\n    title: Two\n",
            "guidance[0].title, line 21: this key is here twice (first on line 20)",
        ),
        (
            "mentoring-programme/1",
            "mentoring-programme/7",
            "format, line 1: 'mentoring-programme/7' is not one of 'mentoring-programme/1'",
        ),
        (
            "started: 2025-02-01",
            "started: 2025-02-01, ends: 2024-01-01",
            "relationships[1].ends, line 10: ends on 2024-01-01, before it started on 2025-02-01",
        ),
    ],
)
def test_a_mistake_is_a_line_with_its_place(before: str, after: str, line: str) -> None:
    assert before in SMALL
    assert problems(SMALL.replace(before, after, 1)).splitlines()[0] == line


def test_all_mistakes_are_told_at_once() -> None:
    broken = SMALL.replace("date: 2025-05-03", "date: soon").replace("mentee: wei", "mentee: nobody")
    told = problems(broken)
    assert "notes[2].date, line 40" in told
    assert "relationships[1].mentee, line 10" in told


def test_what_is_not_yaml_is_told_with_its_line() -> None:
    assert problems("programme: {id: x\npeople: [").startswith("line ")
    assert (
        problems("just words") == "line 1: not a programme file: it should begin with `format: mentoring-programme/1`"
    )


def test_no_tag_and_no_alias_is_followed() -> None:
    assert "the tag" in problems("programme: !!python/object/apply:os.getcwd []")
    assert "an alias" in problems("a: &x [1]\nb: [*x, *x]")
    assert "nested more than 40 deep" in problems("a: " + "[" * 100_000)


def test_an_action_that_nobody_could_see_is_refused() -> None:
    assert "needs an owner, a relationship or a note" in problems(SMALL.replace("note: n1, owner: ines, ", ""))


def test_guidance_may_stand_in_a_file_beside(tmp_path: Path) -> None:
    (tmp_path / "g.md").write_text("# Agreed\n\nPhones off.", encoding="utf-8")
    text = SMALL.replace("text: |\n      # Handbook\n\n      Meet every second week.\n", "file: g.md\n")
    content = parse(text, tmp_path)
    assert content.guidance[0].text == "# Agreed\n\nPhones off."
    assert "Phones off." in programme_file.dump(content)


@pytest.mark.parametrize("file", ["../secret.md", "/etc/hostname", "missing.md"])
def test_guidance_is_read_from_the_files_folder_alone(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    folder = tmp_path / "inside"
    folder.mkdir()
    text = f"programme: {{id: x, name: X}}\nguidance:\n  - {{id: g, file: {file}}}\n"
    with pytest.raises(InvalidInput, match=r"guidance\[0\]\.file, line 3"):
        parse(text, folder)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes("programme: {id: x, name: Inês}".encode("latin-1"))
    with pytest.raises(InvalidInput, match="not UTF-8"):
        programme_file.load(path)
    with pytest.raises(InvalidInput, match="cannot be read"):
        programme_file.load(tmp_path / "none.yaml")


def test_a_rating_of_nought_is_kept() -> None:
    text = SMALL + "feedback:\n  - {id: f, respondent: q, rating: 0, comment: ''}\n"
    assert parse(programme_file.dump(parse(text))).feedback[0].rating == 0.0


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_export_import_export_gives_the_same_bytes(content: ProgrammeContent) -> None:
    written = programme_file.dump(content)
    read = parse(written)
    assert programme_file.dump(read) == written
    assert set(read.notes) == set(content.notes)
    assert set(read.people) == set(content.people)
    assert {stored.id: stored for stored in read.drafts} == {stored.id: stored for stored in content.drafts}


def test_the_committed_schema_is_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == programme_file.json_schema(), (
        "write copilot.programme_file.json_schema() to copilot/schema/programme-1.json"
    )


def test_the_schema_accepts_an_export_and_refuses_an_unknown_key() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    exported = yaml.load(programme_file.dump(parse(SMALL)), Loader=yaml.BaseLoader)
    jsonschema.validate(exported, schema)
    exported["people"][0]["rolls"] = []
    with pytest.raises(jsonschema.ValidationError, match="rolls"):
        jsonschema.validate(exported, schema)
