"""Every address × every person × everybody's ids, made from the OpenAPI document: nobody is shown foreign words.

The rule is written out once more, from docs/architecture.md and the programme file, and not from `access.py`. Words
are foreign if they stand in a note, goal or comment that the person may not read and in nothing that they may.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import copilot as package
from copilot import programme_file
from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.models import Goal, Note, Role, SessionKind, Visibility
from copilot.settings import Settings
from evals.leaks.canaries import load_canaries
from tests.copilot.api import serving
from tests.copilot.api.filling import CannotFill, Ids, Request, requests
from tests.copilot.api.serving import House
from tests.ingest.fakes import HashingEmbedder

SAMPLE = Path(package.__file__).parent / "sample" / "programme.yaml"
PEOPLE = ("priya", "daniel-k", "amara", "ruth", "farah")
"""A mentee, a mentor, one who is both, staff, and an outsider of the relationships of most."""
_RUN = 6
"""So many words in a row that stand nowhere else are somebody's own."""
_NOT_STAFF = "There is nothing here, or it is not yours to see."


@pytest.fixture(scope="module")
def sample() -> ProgrammeContent:
    return programme_file.load(SAMPLE)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, sample: ProgrammeContent) -> Path:
    """The sample programme, in which everybody has a session, a kept draft and a working one."""
    folder = tmp_path_factory.mktemp("matrix")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        programme = sample.programme.id
        for person in sample.people:
            copilot.accounts.open(programme, person.id, kind=SessionKind.TOKEN, label="a tool")
            viewer = copilot.viewer(programme, person.id)
            for relationship in sorted(viewer.relationships):
                brief = {"relationship": relationship}
                day = copilot.as_of(programme)
                copilot.keep_draft(viewer, copilot.draft(viewer, "agenda", brief, day))
                copilot.studio.start(viewer, "agenda", brief, day)
    return folder / "data"


@pytest.fixture
def house(data: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it for a test that writes."""
    with serving.house(data, tmp_path / "data", sign_in="password") as opened:
        yield opened


@pytest.fixture(scope="module")
def read_only(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One copy of it for all tests that only read, or are refused."""
    with serving.house(data, tmp_path_factory.mktemp("read") / "data", sign_in="password") as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(read_only: House, sample: ProgrammeContent) -> Ids:
    """Every id there is, by the segment of a path that it stands behind; they are the same in every copy."""
    return ids_of(read_only, sample)


def ids_of(house: House, sample: ProgrammeContent) -> Ids:
    programme = sample.programme.id
    actions, drafts, kept, sessions, passages = set(), set(), set(), set(), set()
    for person in sample.people:
        viewer = house.copilot.viewer(programme, person.id)
        day = house.copilot.as_of(programme)
        actions |= {each.action.id for each in house.copilot.actions(viewer, day)}
        drafts |= {one.id for one in house.copilot.studio.listed(viewer)}
        kept |= {one.id for one in house.copilot.kept_drafts(viewer)}
        sessions |= {one.id for one in house.copilot.accounts.sessions(programme, person.id)}
        own = [note for note in sample.notes if note.author == person.id]
        passages |= {hit.passage.id for note in own for hit in house.copilot.search(viewer, note.text[:80], day, k=3)}
    return {
        "notes": [one.id for one in sample.notes],
        "goals": [one.id for one in sample.goals],
        "relationships": [one.id for one in sample.relationships],
        "people": [one.id for one in sample.people],
        "users": [one.id for one in sample.people],
        "guidance": [one.id for one in sample.guidance] + [f"{programme}:note:{sample.notes[0].id}"],
        "actions": sorted(actions),
        "drafts": sorted(drafts),
        "kept": sorted(kept),
        "sessions": sorted(sessions),
        "passages": sorted(passages),
    }


class Foreign:
    """What one person must never be shown."""

    def __init__(self, sample: ProgrammeContent, person: str) -> None:
        members = {one.id: set(one.members) for one in sample.relationships}

        def readable(text: Note | Goal) -> bool:
            owner = text.author if isinstance(text, Note) else text.owner
            shared = text.visibility is Visibility.SHARED and text.relationship is not None
            return person == owner or (shared and person in members[str(text.relationship)])

        texts: list[Note | Goal] = [*sample.notes, *sample.goals]
        open_to_all = " ".join(one.text for one in sample.guidance)
        mine = runs(" ".join([open_to_all, *(one.text for one in texts if readable(one))]))
        closed = [one.text for one in texts if not readable(one)] + [row.text for row in sample.feedback]
        canaries = [one for one in load_canaries(sample) if one.note.author != person]
        self.runs = frozenset().union(*(runs(text) for text in closed)) - mine
        self.phrases = [one.phrase.casefold() for one in canaries]
        others = [one for one in sample.people if one.id != person]
        known = sample.programme.contact  # whom to turn to in trouble is everybody's to know
        self.contacts = [value for one in others for value in (one.email, one.phone) if value and value not in known]

    def shown_in(self, answer: str, sent: str) -> list[str]:
        """What of it stands in an answer and was not in the request itself."""
        plain = " ".join(answer.replace("\\n", " ").split())
        found = [" ".join(run) for run in self.runs & runs(plain) - runs(sent)]
        found += [phrase for phrase in self.phrases if phrase in plain.casefold() and phrase not in sent.casefold()]
        return found + [value for value in self.contacts if value in plain and value not in sent]


def runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.strip(".,;:!?\"'()[]{}*_#").casefold() for word in text.split()]
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def operations(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(method, path) for path, methods in document["paths"].items() for method in methods]


def test_every_address_can_be_asked_for_from_the_document_alone(document: dict[str, Any], ids: Ids) -> None:
    assert all(ids.values())
    asked = {(method, path): len(list(requests(document, method, path, ids))) for method, path in operations(document)}
    assert min(asked.values()) >= 1
    assert len(asked) > 50


def test_an_address_that_cannot_be_filled_in_fails(document: dict[str, Any], ids: Ids) -> None:
    document = copy.deepcopy(document)
    document["components"]["schemas"]["NoteWanted"].pop("examples")
    with pytest.raises(CannotFill, match="no example"):
        list(requests(document, "post", "/api/v1/notes", ids))


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_reads_anything_foreign_at_any_address(
    read_only: House, document: dict[str, Any], ids: Ids, sample: ProgrammeContent, person: str
) -> None:
    """Reading alone: with everybody's ids in each place that takes one."""
    foreign = Foreign(sample, person)
    assert len(foreign.runs) > 100
    count = 0
    with read_only.client(person, sample.programme.id) as client:
        for method, path in operations(document):
            if method != "get":
                continue
            for asked in requests(document, method, path, ids):
                answer = client.get(asked.path, params=dict(asked.query))
                count += 1
                check(answer, asked, foreign)
    assert count > 100


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_reads_or_changes_anything_foreign_by_writing(
    house: House, document: dict[str, Any], ids: Ids, sample: ProgrammeContent, person: str
) -> None:
    """Writing, with others' ids: nothing foreign comes back, and nothing that others wrote is another afterwards."""
    foreign = Foreign(sample, person)
    viewer = house.copilot.viewer(sample.programme.id, person)
    day = date.max  # whatever its day, it is somebody's
    mine = {one.id for one in (*house.copilot.notes(viewer, day), *house.copilot.goals(viewer, day))}
    mine |= {each.action.id for each in house.copilot.actions(viewer, day)}
    mine |= {one.id for one in (*house.copilot.studio.listed(viewer), *house.copilot.kept_drafts(viewer))}
    mine |= {one.id for one in house.copilot.accounts.sessions(viewer.programme, person)}
    theirs = {
        kind: [one for one in known if one not in mine] if kind not in ("people", "relationships", "users") else known
        for kind, known in ids.items()
    }
    before = of_others(house, sample, person)
    with house.client(person, sample.programme.id) as client:
        for method, path in operations(document):
            if method == "get" or path.endswith(("/sessions", "/sessions/current")):
                continue
            for asked in requests(document, method, path, theirs):
                answer = client.request(method.upper(), asked.path, params=dict(asked.query), **asked.sent())
                check(answer, asked, foreign)
                in_path = asked.path != asked.template
                if in_path and not asked.template.startswith(("/api/v1/programme/", "/api/v1/guidance/")):
                    assert answer.status_code in (404, 422), f"{method} {asked.path}: {answer.status_code}"
    assert of_others(house, sample, person) == before


@pytest.mark.parametrize("person", ["priya", "daniel-k", "amara"])
def test_to_everybody_else_staffs_addresses_are_not_there(
    read_only: House, document: dict[str, Any], ids: Ids, sample: ProgrammeContent, person: str
) -> None:
    assert Role.STAFF not in next(one for one in sample.people if one.id == person).roles
    staffs = [
        (method, path)
        for method, path in operations(document)
        if document["paths"][path][method].get("description", "").startswith("Staff:")
    ]
    assert len(staffs) > 15
    with read_only.client(person, sample.programme.id) as client:
        absent = client.get("/api/v1/nothing-of-the-kind").json()
        assert absent["title"] == _NOT_STAFF
        for method, path in staffs:
            asked = next(requests(document, method, path, ids))
            answer = client.request(method.upper(), asked.path, params=dict(asked.query), **asked.sent())
            assert (answer.status_code, answer.json()) == (404, absent), f"{method} {path}"


def test_the_check_sees_foreign_words(sample: ProgrammeContent) -> None:
    foreign = Foreign(sample, "ruth")
    note = sample.notes[0]
    assert foreign.shown_in(f'{{"text": "{note.text}"}}', "")
    assert not foreign.shown_in(f'{{"text": "{note.text}"}}', note.text)


def check(answer: Any, asked: Request, foreign: Foreign) -> None:
    where = f"{asked.method} {asked.path} {asked.query}"
    assert answer.status_code < 500, where
    assert foreign.shown_in(answer.text, asked.words) == [], where
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", where


def of_others(house: House, sample: ProgrammeContent, person: str) -> list[object]:
    """What everybody else has written, as it stands now."""
    found: list[object] = []
    for other in sample.people:
        if other.id != person:
            viewer = house.copilot.viewer(sample.programme.id, other.id)
            day = date.max  # whatever its day, it is somebody's
            found += [one for one in house.copilot.notes(viewer, day) if one.author == other.id]
            found += [one for one in house.copilot.goals(viewer, day) if one.owner == other.id]
            found += [one.draft.text for one in house.copilot.kept_drafts(viewer)]
    return found
