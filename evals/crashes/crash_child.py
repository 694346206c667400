"""The process that is killed: opens a data folder, says what it finds in it, and works until it dies.

Every step is told on a pipe as it begins and as it is done; what was told done is acknowledged, for ever.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from sqlite3 import dbapi2
from typing import Any

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.folder import restore
from copilot.repository import schema
from copilot.settings import Settings
from evals.crashes.crash_story import (
    MENTEE,
    MENTOR,
    OTHER,
    OTHER_PAIR,
    PAIR,
    PROGRAMME,
    TODAY,
    Effect,
    Kind,
    Operation,
    State,
    word_of,
)
from evals.hashing_embedder import HashingEmbedder
from ingest import intake
from ingest.keyword_search import keyword_fault
from ingest.models import Filter, Scope
from ingest.passages import get_document, list_documents, stored_vectors

_WINDOW = 20
"""Passages that ingestion stores at once here: so few, that a handful of files take several transactions."""

_EVERYTHING = Filter(
    PROGRAMME,
    frozenset(
        {
            Scope.programme(PROGRAMME),
            *map(Scope.person, (MENTOR, MENTEE, OTHER)),
            *map(Scope.relationship, (PAIR, OTHER_PAIR)),
        }
    ),
    date.max,
)
_NEAREST = 10
_WORD = re.compile(r"\bzq[a-z]+")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_ON_DISK = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate", "shutil.copyfile"}


@dataclass(frozen=True)
class Life:
    """Where a child works: its data folder, the guides it ingests, the backups it makes.

    `gone`: texts that must not be found any more. `patient`: whether it waits for the index before it works.
    """

    data: Path
    files: Path
    backups: Path
    gone: tuple[str, ...] = ()
    patient: bool = True


@dataclass(frozen=True)
class Order:
    """What to do next. `ends_at`: the step on the disk or in the database at which the child ends itself."""

    operation: Operation
    ends_at: int | None = None


@dataclass(frozen=True)
class Seen:
    """What was found on opening. `faults` are sentences; `recall` None where the index was not waited for."""

    state: State
    served: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    recall: float | None = None
    passages: int = 0


@dataclass(frozen=True)
class Began:
    """An operation is under way from now on."""

    effect: Effect


@dataclass(frozen=True)
class Done:
    """`steps` on the disk and in the database that it took."""

    steps: int


@dataclass(frozen=True)
class Closed:
    """There were no more orders, and the folder is closed."""


@dataclass(frozen=True)
class Failed:
    """Something went wrong that should not; `how` is its traceback."""

    how: str


@dataclass
class _Fuse:
    """Ends this process, as `kill -9` does, at a step that can be named again: between two renames, say."""

    steps: int = 0
    ends_at: int | None = None

    def lay(self) -> None:
        """Count from now on what this process does to files and says to SQLite."""
        sys.addaudithook(self._hear)
        connect = dbapi2.connect

        def connected(*arguments: Any, **options: Any) -> dbapi2.Connection:
            connection: dbapi2.Connection = connect(*arguments, **options)
            connection.set_trace_callback(self._step)
            return connection

        dbapi2.connect = connected  # type: ignore[assignment]

    def begin(self, ends_at: int | None) -> None:
        self.steps, self.ends_at = 0, ends_at

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _ON_DISK or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            self._step()

    def _step(self, _statement: str = "") -> None:
        self.steps += 1
        if self.steps == self.ends_at:
            os.kill(os.getpid(), signal.SIGKILL)


def live(life: Life, pipe: Connection) -> None:
    """Open, look, carry out orders until None comes, close; tell each on the pipe.

    The parent may end this at any moment.
    """
    try:
        _live(life, pipe)
    except Exception:  # noqa: BLE001 - whatever it is, the parent is to report it
        pipe.send(Failed(traceback.format_exc(limit=-3, chain=False)))


def _live(life: Life, pipe: Connection) -> None:
    intake.WINDOW = _WINDOW
    fuse = _Fuse()
    fuse.lay()
    settings = Settings(data=life.data, exact_up_to=0)
    copilot = Copilot.open(settings, HashingEmbedder)
    pipe.send(look(copilot, life.gone, patient=life.patient))
    while (order := pipe.recv()) is not None:
        _lay_out(order.operation, life.files)
        effect = _effect(copilot, order.operation)
        fuse.begin(order.ends_at)
        pipe.send(Began(effect))
        copilot = _carry_out(copilot, order.operation, life, effect)
        steps = fuse.steps
        fuse.begin(None)
        pipe.send(Done(steps))
    copilot.close()
    pipe.send(Closed())


def look(copilot: Copilot, gone: tuple[str, ...], *, patient: bool) -> Seen:
    """What is in the folder; whether any text of `gone` is found, anything doubled or broken.

    With `patient` also once more when the index is ready, with the share of passages that their own
    vectors find in it.
    """
    if not copilot.programmes():
        return Seen(State(), faults=tuple(_broken(copilot)))
    state = _state(copilot)
    doubled = _doubled(copilot)
    faults = [*_broken(copilot), *_unfound(copilot, state)]
    served = _served(copilot, gone)
    if not patient:
        return Seen(state, tuple(served), tuple(doubled), tuple(faults))
    copilot.corpus.check()
    copilot.corpus.wait_for_index()
    report = copilot.corpus.check()
    if not report.in_use or report.indexed != report.passages:
        faults.append(f"the index holds {report.indexed} of {report.passages} passages: {report.fault or 'in use'}")
    recall = _recall(copilot)
    served += _served(copilot, gone)
    if not copilot.corpus.check().in_use:
        faults.append("the index fell out of use while it was asked")
    return Seen(state, tuple(served), tuple(doubled), tuple(faults), recall, report.passages)


def _state(copilot: Copilot) -> State:
    content = _content(copilot)
    files = []
    for name, text in _ingested(copilot):
        files.append((name, text))
    return State(
        True,
        frozenset(("" if note.id.startswith("n-") else note.id, note.text) for note in content.notes),
        frozenset((action.id, action.status.value, action.note or "") for action in content.actions),
        frozenset(files),
    )


def _content(copilot: Copilot) -> ProgrammeContent:
    return programme_file.parse(copilot.exported(PROGRAMME), Path())


def _ingested(copilot: Copilot) -> list[tuple[str, str]]:
    """The files that were taken in, by name."""
    found = []
    with copilot.corpus.database.read() as session:
        for stored in list_documents(session, programme=PROGRAMME):
            document = get_document(session, stored.id) if stored.file_hash is not None else None
            if document is not None:
                found.append((Path(stored.source).name, document.text))
    return found


def _broken(copilot: Copilot) -> list[str]:
    with copilot.corpus.database.read() as session:
        damage = [schema.fault(session.connection(), thorough=True), keyword_fault(session)]
    return [each for each in damage if each is not None]


def _doubled(copilot: Copilot) -> list[str]:
    """Passages that are there twice, that no document should have, or that are missing from one."""
    corpus = copilot.corpus
    with corpus.database.read() as session:
        entries, _, _ = stored_vectors(session, corpus.embedder().model_id)
        stored = list_documents(session, programme=PROGRAMME)
        documents = [document for one in stored if (document := get_document(session, one.id)) is not None]
    expected = Counter(passage.id for document in documents for passage in corpus.preparer.cut(document).passages)
    there = Counter(entry.passage_id for entry in entries)
    strange = [
        f"passage {each} is there {there[each]} times, not {expected[each]}"
        for each in (there | expected)
        if there[each] != expected[each]
    ]
    sources = Counter(one.source for one in stored)
    names = Counter(name for name, _ in _ingested(copilot))
    strange += [f"{each} is there {count} times" for each, count in (sources + names).items() if count > 1]
    return strange


def _unfound(copilot: Copilot, state: State) -> list[str]:
    """Texts that are there and that their own word does not find."""
    corpus = copilot.corpus
    missing = []
    for text in state.texts():
        word = word_of(text)
        hits = corpus.hits([one.passage_id for one in corpus.keyword(word, _EVERYTHING, 5)], _EVERYTHING)
        if not any(word in hit.passage.text for hit in hits.values()):
            missing.append(f"the text of {word} is there and keyword search does not find it")
    return missing


def _served(copilot: Copilot, gone: tuple[str, ...]) -> list[str]:
    """Words of texts that are gone and that a search by keyword or by vector still shows."""
    corpus = copilot.corpus
    words = {word_of(text): text for text in gone}
    shown = set()
    for word, text in words.items():
        ranked = [*corpus.keyword(word, _EVERYTHING, 5), *corpus.nearest(text, _EVERYTHING, 5)]
        for hit in corpus.hits([one.passage_id for one in ranked], _EVERYTHING).values():
            shown.update(set(_WORD.findall(hit.passage.text)) & words.keys())
    return sorted(shown)


def _recall(copilot: Copilot) -> float:
    corpus = copilot.corpus
    with corpus.database.read() as session:
        entries, vectors, _ = stored_vectors(session, corpus.embedder().model_id)
    found = 0
    for entry, vector in zip(entries, vectors, strict=True):
        found += entry.passage_id in {one.passage_id for one in corpus.nearest(vector, _EVERYTHING, _NEAREST)}
    return found / len(entries) if entries else 1.0


def _lay_out(operation: Operation, folder: Path) -> None:
    """Before an ingestion: the folder as the person has it now."""
    if operation.kind is not Kind.INGEST:
        return
    folder.mkdir(exist_ok=True)
    files: Mapping[str, str] = dict(operation.files)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _effect(copilot: Copilot, operation: Operation) -> Effect:
    if operation.kind is Kind.REMOVE:
        return Effect(note=next(note.id for note in _content(copilot).notes if note.text == operation.text))
    if operation.kind is Kind.FORGET:
        going = copilot.belongings(copilot.viewer(PROGRAMME, operation.author))
        return Effect(forgotten=frozenset([*going.notes, *going.actions]))
    if operation.kind is Kind.DECIDE:
        owed = copilot.actions(copilot.viewer(PROGRAMME, operation.author), TODAY)
        by_id = {each.action.id: each for each in owed}
        if by_id:
            stated = by_id[sorted(by_id)[operation.number % len(by_id)]].stated
            return Effect(action=(stated.id, operation.status.value, stated.note or ""))
    return Effect()


def _carry_out(copilot: Copilot, operation: Operation, life: Life, effect: Effect) -> Copilot:
    """The operation as the command line would do it. Returns the open copilot."""
    backup = life.backups / f"{operation.number}.db"
    match operation.kind:
        case Kind.INGEST:
            report = copilot.ingest(PROGRAMME, [life.files], viewer=None)
            if report.failed:
                raise RuntimeError(report.failed[0].reason)
        case Kind.NOTE:
            viewer = copilot.viewer(PROGRAMME, operation.author)
            copilot.add_note(viewer, operation.text, day=TODAY, relationship=PAIR)
        case Kind.DECIDE if effect.action is not None:
            viewer = copilot.viewer(PROGRAMME, operation.author)
            copilot.decide(viewer, TODAY, effect.action[0], operation.status)
        case Kind.REMOVE:
            author = next(note.author for note in _content(copilot).notes if note.id == effect.note)
            copilot.remove_note(copilot.viewer(PROGRAMME, author), effect.note)
        case Kind.FORGET:
            copilot.forget(copilot.viewer(PROGRAMME, operation.author))
        case Kind.REBUILD:
            copilot.rebuild()
        case Kind.IMPORT:
            file = life.data.parent / "programme.yaml"
            file.write_text(operation.text, encoding="utf-8")
            copilot.import_programme(file, replace=operation.replace)
        case Kind.BACKUP:
            backup.unlink(missing_ok=True)  # of a child that died over it
            copilot.backup(backup)
        case Kind.RESTORE | Kind.REOPEN:
            copilot.close()
            if operation.kind is Kind.RESTORE:
                restore(copilot.settings, backup, HashingEmbedder)
            copilot = Copilot.open(copilot.settings, HashingEmbedder)
            copilot.corpus.check()
    return copilot
