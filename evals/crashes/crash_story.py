"""What is done to a data folder while it is being killed, and what may be in it afterwards. Pure.

Every text that comes in holds a word of its own, so that it can be looked for. A story is what the parent
process knows: what was acknowledged, and what was under way when the child died.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from copilot import programme_file
from copilot.content import ProgrammeContent
from copilot.models import (
    Action,
    ActionStatus,
    Note,
    Person,
    Programme,
    Relationship,
    RelationshipKind,
    Role,
    Visibility,
)

PROGRAMME = "crash"
TODAY = date(2026, 11, 20)
MENTOR, MENTEE, OTHER = "mo", "mina", "olu"
PAIR, OTHER_PAIR = "mo-mina", "mo-olu"
DECISIONS = (ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.DROPPED)

_LETTERS = "bcdfghjklmnpqrstvwxz"
_TOPICS = ("the budget", "a roadmap", "delegation", "the panel", "her portfolio", "the audit", "a new team")
_FILES = 8
_MOST_NOTES = 40


class Kind(StrEnum):
    """What a kill can strike."""

    INGEST = "ingest"
    NOTE = "note add"
    DECIDE = "action decide"
    REMOVE = "note remove"
    FORGET = "forget"
    REBUILD = "rebuild"
    IMPORT = "import"
    RESTORE = "restore"
    BACKUP = "backup"
    REOPEN = "close and open"
    START = "start"


STRUCK = tuple(kind for kind in Kind if kind is not Kind.BACKUP)
"""What kills are aimed at. A backup is only made, to be restored."""


@dataclass(frozen=True)
class State:
    """All that people put in: notes as (imported id or "", text), actions as (id, status, note id), files as
    (name, text). None of it is there before the programme is."""

    exists: bool = False
    notes: frozenset[tuple[str, str]] = frozenset()
    actions: frozenset[tuple[str, str, str]] = frozenset()
    files: frozenset[tuple[str, str]] = frozenset()

    def texts(self) -> frozenset[str]:
        return frozenset(text for _, text in self.notes | self.files)


@dataclass(frozen=True)
class Operation:
    """One thing to do; which fields count depends on the kind.

    `text`: of the note to add or remove, or of the programme file. `files`: the whole folder to ingest.
    `number`: which of the actions to decide on, or which backup. `replace`: import with it.
    """

    kind: Kind
    text: str = ""
    author: str = MENTEE
    files: tuple[tuple[str, str], ...] = ()
    number: int = 0
    status: ActionStatus = ActionStatus.OPEN
    replace: bool = False


@dataclass(frozen=True)
class Effect:
    """What the child finds out on beginning: the id of the note it removes, the action it decides on, the ids of the
    notes and actions that go with a person."""

    note: str = ""
    action: tuple[str, str, str] | None = None
    forgotten: frozenset[str] = frozenset()


def word_of(text: str) -> str:
    """The word that this text alone holds."""
    return next(word for word in text.replace(".", " ").split() if word.startswith("zq"))


def after(state: State, operation: Operation, effect: Effect, backups: dict[int, State]) -> State:
    """What is there once the operation is done."""
    match operation.kind:
        case Kind.NOTE:
            return replace(state, notes=state.notes | {("", operation.text)})
        case Kind.REMOVE:
            return replace(
                state,
                notes=frozenset(note for note in state.notes if note[1] != operation.text),
                actions=frozenset(action for action in state.actions if action[2] != effect.note),
            )
        case Kind.FORGET:
            return replace(
                state,
                notes=frozenset(note for note in state.notes if note[0] not in effect.forgotten),
                actions=frozenset(action for action in state.actions if action[0] not in effect.forgotten),
            )
        case Kind.DECIDE if effect.action is not None:
            others = frozenset(action for action in state.actions if action[0] != effect.action[0])
            return replace(state, actions=others | {effect.action})
        case Kind.INGEST:
            return replace(state, files=frozenset(operation.files))
        case Kind.IMPORT:
            return _imported(state, operation)
        case Kind.RESTORE:
            return backups[operation.number]
        case _:
            return state


def may_be(seen: State, before: State, done: State, kind: Kind) -> bool:
    """Whether a kill during an operation may leave this: all of it or nothing; of an ingestion, any file."""
    if kind is not Kind.INGEST:
        return seen in (before, done)
    rest = replace(seen, files=frozenset()) == replace(before, files=frozenset())
    names = {name for name, _ in seen.files | before.files | done.files}
    found, old, new = dict(seen.files), dict(before.files), dict(done.files)
    once = len(found) == len(seen.files)
    return rest and once and all(found.get(name) in (old.get(name), new.get(name)) for name in names)


def _imported(state: State, operation: Operation) -> State:
    content = programme_file.parse(operation.text, Path())
    notes = frozenset((note.id, note.text) for note in content.notes)
    actions = frozenset((action.id, action.status.value, action.note or "") for action in content.actions)
    if operation.replace:
        return State(True, notes, actions, state.files)
    here, owed = {note.id for note in content.notes}, {action.id for action in content.actions}
    return State(
        True,
        notes | {note for note in state.notes if note[0] not in here},
        actions | {action for action in state.actions if action[0] not in owed},
        state.files,
    )


class Storyteller:
    """Thinks of operations that fit what is there. The same seed tells the same story."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = 0
        self._imports = 0

    def operation(self, kind: Kind, state: State, backups: dict[int, State]) -> Operation:
        """One of that kind, or another where that one cannot be: nothing can be removed where nothing is."""
        if not state.exists:
            return self._import()
        match kind:
            case Kind.INGEST:
                return self._ingest(state)
            case Kind.REMOVE if len(state.notes) > 1:
                return Operation(kind, text=self._random.choice(sorted(state.notes))[1])
            case Kind.FORGET if any(_by_other(note) for note, _ in state.notes):
                return Operation(kind, author=OTHER)
            case Kind.FORGET:
                return self._import()  # which brings them back
            case Kind.DECIDE:
                return Operation(kind, number=self._random.randrange(1000), status=self._random.choice(DECISIONS))
            case Kind.IMPORT:
                return self._import(replaces=len(state.notes) > _MOST_NOTES or self._random.random() < 0.3)
            case Kind.RESTORE if backups:
                return Operation(kind, number=self._random.choice(sorted(backups)))
            case Kind.REBUILD | Kind.REOPEN:
                return Operation(kind)
            case Kind.BACKUP | Kind.RESTORE:
                return Operation(Kind.BACKUP, number=len(backups))
            case _:
                return self._note()

    def before(self) -> Iterator[Kind]:
        """Kinds for up to three operations that are to be done in peace first."""
        usual = [Kind.NOTE, Kind.NOTE, Kind.DECIDE, Kind.REMOVE, Kind.INGEST, Kind.BACKUP, Kind.IMPORT, Kind.REOPEN]
        yield from self._random.sample(usual, self._random.randrange(4))

    def _note(self) -> Operation:
        author = self._random.choice([MENTOR, MENTEE])
        return Operation(Kind.NOTE, text=self._text(self._random.choice([1, 1, 2, 12])), author=author)

    def _ingest(self, state: State) -> Operation:
        files = dict(state.files)
        for name in self._random.sample(range(_FILES), self._random.randrange(1, 5)):
            if self._random.random() < 0.25:
                files.pop(f"guide-{name}.md", None)
            else:
                files[f"guide-{name}.md"] = self._text(self._random.choice([2, 10, 30]))
        files = files or {"guide-0.md": self._text(3)}
        return Operation(Kind.INGEST, files=tuple(sorted(files.items())))

    def _import(self, *, replaces: bool = False) -> Operation:
        self._imports += 1
        notes = tuple(self._imported_note(number) for number in self._random.sample(range(12), 6))
        actions = tuple(
            Action(f"a{number}", note.relationship, note.author, f"Send slides {number}", note=note.id)
            for number, note in enumerate(notes[:3])
        )
        content = replace(_PEOPLE, notes=notes, actions=actions)
        return Operation(Kind.IMPORT, text=programme_file.dump(content), replace=replaces)

    def _imported_note(self, number: int) -> Note:
        day = TODAY - timedelta(days=self._random.randrange(1, 300))
        author, pair = (MENTOR, OTHER_PAIR) if number % 4 == 0 else (MENTEE, PAIR)
        if _by_other(f"i{number}"):
            author, pair = OTHER, OTHER_PAIR
        seen = Visibility.SHARED if number % 2 else Visibility.PRIVATE
        return Note(f"i{number}", author, day, self._text(self._random.choice([1, 6])), pair, "", visibility=seen)

    def _text(self, paragraphs: int) -> str:
        """Paragraphs of a note; the first sentence is a commitment, so that there is something to decide on."""
        word = self._word()
        first = f"I will send the {word} slides by 12 December."
        more = [
            f"We spoke about {self._random.choice(_TOPICS)} and {self._random.choice(_TOPICS)}, "
            f"point {number} of {self._random.randrange(10**6)}, for a good while and without an end in sight."
            for number in range(1, paragraphs)
        ]
        return "\n\n".join([first, *more])

    def _word(self) -> str:
        self._words += 1
        number, letters = self._words, ""
        while number:
            number, digit = divmod(number, len(_LETTERS))
            letters += _LETTERS[digit]
        return f"zq{letters}a{''.join(self._random.choices(_LETTERS, k=5))}"


def _by_other(note: str) -> bool:
    """Whether the imported note of that id is the third person's: the one who is forgotten, and comes back by import."""
    return note.startswith("i") and int(note[1:]) % 3 == 2


_PEOPLE = ProgrammeContent(
    Programme(PROGRAMME, "Crash course", as_of=TODAY),
    people=(
        Person(MENTOR, "Mo Farah-Lind", roles=frozenset({Role.MENTOR})),
        Person(MENTEE, "Mina Okoro", roles=frozenset({Role.MENTEE})),
        Person(OTHER, "Olu Brandt", roles=frozenset({Role.MENTEE})),
    ),
    relationships=(
        Relationship(PAIR, RelationshipKind.TRADITIONAL, MENTOR, MENTEE, date(2026, 1, 10)),
        Relationship(OTHER_PAIR, RelationshipKind.TRADITIONAL, MENTOR, OTHER, date(2026, 2, 10)),
    ),
)
