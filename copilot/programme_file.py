"""Programme files (`mentoring-programme/1`): reading one with every problem named, and writing one.

What is read is whole or not at all. What is written is canonical: fixed order and formatting, so that
export → import → export gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from copilot.content import Guidance, ProgrammeContent, StoredDraft, WorkingDraft
from copilot.errors import InvalidInput
from copilot.models import Action
from copilot.places import Located, NotYaml, Place, Problem, read_yaml
from copilot.programme_entries import FORMAT, GuidanceEntry, ProgrammeDocument
from copilot.programme_references import References

_NEXT = "Correct the file and import it again; nothing was imported."


def load(path: Path) -> ProgrammeContent:
    """The programme in a file; guidance with `file` is read from beside it.

    Raises:
        InvalidInput: naming every problem with its place and line.
    """
    return parse(_text(path), folder=path.parent, name=path.name)


def parse(text: str, folder: Path, name: str = "the programme file") -> ProgrammeContent:
    """The programme in a YAML text; `folder` is where its guidance files are.

    Raises:
        InvalidInput: naming every problem with its place and line.
    """
    try:
        located = read_yaml(text, typed=_is_payload)
    except NotYaml as error:
        raise _invalid(name, error.problems) from error
    if not isinstance(located.value, dict):
        message = f"not a programme file: it should begin with `format: {FORMAT}`"
        raise _invalid(name, [Problem((), 1, message)])
    values = located.value
    problems: list[Problem] = []
    document: ProgrammeDocument | None = None
    try:
        document = ProgrammeDocument.model_validate(values)
    except ValidationError as error:
        problems += [_problem(detail, located) for detail in error.errors()]
    problems += _misfits(values, located)
    guidance = _guidance(document.guidance, folder, located, problems) if document else []
    if problems or document is None:
        raise _invalid(name, problems)
    return _content(document, guidance)


def dump(content: ProgrammeContent) -> str:
    """The programme as YAML, in canonical order and formatting."""
    typed = {one.latest.id: one for one in content.working}
    document: dict[str, object] = {
        "format": FORMAT,
        "programme": _entry(content.programme, "id name kind timezone as_of contact"),
    }
    lists: dict[str, list[dict[str, object]]] = {
        "people": [
            _entry(person, "id name known_as roles title email phone")
            for person in sorted(content.people, key=lambda person: person.id)
        ],
        "relationships": [
            _entry(relationship, "id kind mentor mentee started ends")
            for relationship in sorted(content.relationships, key=lambda relationship: relationship.id)
        ],
        "goals": [
            _entry(goal, "id relationship owner visibility date status text")
            for goal in sorted(content.goals, key=lambda goal: (goal.date, goal.id))
        ],
        "guidance": [
            _entry(guidance, "id title text") for guidance in sorted(content.guidance, key=lambda guidance: guidance.id)
        ],
        "notes": [
            _entry(note, "id relationship author date title kind visibility text")
            for note in sorted(content.notes, key=lambda note: (note.date, note.id))
        ],
        "actions": [
            _entry(action, "id relationship owner due status note text")
            for action in sorted(content.actions, key=lambda action: action.id)
        ],
        "drafts": [_draft(stored, typed.get(stored.id)) for stored in sorted(content.drafts, key=_in_order)],
        "feedback": [
            _entry(row, "id respondent role relationship period question rating consent comment=text")
            for row in sorted(content.feedback, key=lambda row: row.id)
        ],
    }
    document.update({name: entries for name, entries in lists.items() if entries})
    return yaml.dump(
        document,
        Dumper=_Canonical,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=2**31,
    )


def json_schema() -> str:
    """The JSON Schema of the format, as committed in `copilot/schema/programme-1.json`."""
    schema = ProgrammeDocument.model_json_schema(mode="validation")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Mentoring programme, format 1",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read: {error.strerror}.", location=str(path), next_step="Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{path} is not UTF-8 text (byte {error.start}).",
            location=str(path),
            next_step="Save the file as UTF-8 and import it again.",
        ) from error


def _is_payload(place: Place) -> bool:
    return len(place) > 3 and place[0] == "drafts" and place[2] in ("draft", "version", "working")


def _invalid(name: str, problems: Iterable[Problem]) -> InvalidInput:
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    lines = tuple(dict.fromkeys(str(problem) for problem in ordered))
    count = "one problem" if len(lines) == 1 else f"{len(lines)} problems"
    where = lines[0].partition(": ")[0]
    more = f" … and {len(lines) - 1} more" if len(lines) > 1 else ""
    message = f"{name} has {count}: {lines[0]}{more}"
    return InvalidInput(message, location=where, next_step=_NEXT, problems=lines)


def _misfits(values: Mapping[str, object], located: Located) -> list[Problem]:
    references = References(values)
    found = [*references.duplicates(), *references.misfits()]
    return [Problem(place, located.line(place), message) for place, message in found]


_SAID: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _detail: "is missing",
    "extra_forbidden": lambda _detail: "is a key we do not know",
    "string_type": lambda _detail: "must be text",
    "list_type": lambda _detail: "must be a list",
    "model_type": lambda _detail: "must be a mapping of keys to values",
    "enum": lambda detail: f"{detail['input']!r} is not one of {detail['ctx']['expected']}",
    "literal_error": lambda detail: f"{detail['input']!r} is not one of {detail['ctx']['expected']}",
    "too_long": lambda detail: f"is longer than {detail['ctx']['max_length']} characters",
    "too_short": lambda _detail: "is blank",
    "string_pattern_mismatch": lambda detail: f"{detail['input']!r} cannot be an id (no blanks, no colon)",
    "date_from_datetime_parsing": lambda detail: f"{detail['input']!r} is not a date (write YYYY-MM-DD)",
}


def _problem(detail: ErrorDetails, located: Located) -> Problem:
    place = tuple(part for part in detail["loc"])
    said = _SAID.get(detail["type"])
    message = said(detail) if said else detail["msg"].removeprefix("Value error, ")
    return Problem(place, located.line(place), message)


def _guidance(
    entries: Iterable[GuidanceEntry], folder: Path, located: Located, problems: list[Problem]
) -> list[Guidance]:
    read: list[Guidance] = []
    for index, entry in enumerate(entries):
        text = entry.text
        if entry.file is not None:
            place: Place = ("guidance", index, "file")
            text = _beside(
                folder,
                entry.file,
                lambda message, at=place: problems.append(  # type: ignore[misc]
                    Problem(at, located.line(at), message)
                ),
            )
        if text is not None:
            read.append(Guidance(entry.id, entry.title, text))
    return read


def _beside(folder: Path, file: str, complain: Callable[[str], None]) -> str | None:
    """The text of a guidance file, which must lie in the programme file's folder.

    A programme file comes from someone else: it must not make us read any file of this computer.
    """
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        complain(f"{file!r} lies outside the programme file's folder")
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        complain(f"{file!r} cannot be read: {reason}")
        return None
    if not text.strip() or "\0" in text:
        complain(f"{file!r} holds no text")
        return None
    return text


def _content(document: ProgrammeDocument, guidance: list[Guidance]) -> ProgrammeContent:
    notes = tuple(entry.value() for entry in document.notes)
    about = {note.id: note.relationship for note in notes}
    return ProgrammeContent(
        programme=document.programme.value(),
        people=tuple(entry.value() for entry in document.people),
        relationships=tuple(entry.value() for entry in document.relationships),
        goals=tuple(entry.value() for entry in document.goals),
        guidance=tuple(guidance),
        notes=notes,
        actions=tuple(_about_its_note(entry.value(), about) for entry in document.actions),
        drafts=tuple(entry.value() for entry in document.drafts),
        feedback=tuple(entry.value() for entry in document.feedback),
        working=tuple(typed for entry in document.drafts if (typed := entry.typed()) is not None),
    )


def _about_its_note(action: Action, about: Mapping[str, str | None]) -> Action:
    # An action inherits its note's subject (docs/architecture.md); a file may leave it out.
    if action.note is None:
        return action
    return Action(action.id, about[action.note], action.owner, action.text, action.due, action.status, action.note)


_ALWAYS = {"id", "visibility"}


def _entry(value: object, fields: str) -> dict[str, object]:
    """The named fields of a value in that order (`key=attribute` where they differ), blanks left out."""
    entry: dict[str, object] = {}
    for field in fields.split():
        key, _, attribute = field.partition("=")
        held = getattr(value, attribute or key)
        if key in _ALWAYS or not (held is None or held is False or held in ("", frozenset())):
            entry[key] = _plain(held)
    return entry


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    return str(value.value) if isinstance(value, Enum) else value


def _draft(stored: StoredDraft, typed: WorkingDraft | None) -> dict[str, object]:
    entry = _entry(stored, "id author relationship stale")
    if stored.version is not None:
        said = _entry(stored.version, "of number change")
        entry["version"] = {**said, "made": _moment(stored.version.made)}
    if typed is not None:
        entry["working"] = _typed(typed)
    entry["draft"] = stored.draft.model_dump(mode="json", by_alias=True)
    return entry


def _typed(working: WorkingDraft) -> dict[str, object]:
    """What was typed into a working draft, without what is empty."""
    values = {
        "status": working.status.value,
        "created": _moment(working.created),
        "seed": working.seed,
        "brief": dict(working.brief),
        "answers": dict(working.answers),
        "included": list(working.included),
        "edits": working.edits.model_dump(mode="json") if working.edits else None,
    }
    return {name: value for name, value in values.items() if value}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _in_order(stored: StoredDraft) -> tuple[str, int, str]:
    """By id, a working draft's versions by number."""
    return (stored.known_as, stored.version.number if stored.version else 0, stored.id)


_HARMLESS = str.maketrans("\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "   ")
"""Not printable to Python, yet the same after YAML."""


class _Canonical(yaml.SafeDumper):
    """Text of several lines as it reads, unless a literal block would change it."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    if not all(line.translate(_HARMLESS).isprintable() for line in lines):
        # Characters that YAML takes for line breaks, or leaves out, are written as escapes.
        style: str | None = '"'
    elif len(lines) == 1:
        style = None
    else:
        style = '"' if text[0] in " \n\t" or any(line != line.rstrip() for line in lines) else "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Canonical.add_representer(str, _represent_text)
