"""Odd texts wherever a person may type: is anything mangled, does anything fail?

Every text of the Big List of Naughty Strings is a name, a title, a note, a goal, an action, a piece of guidance
and a comment of a programme file; a note typed in; a query; and every field of every brief. What is stored must come back
as it went in. One rule is documented: a note that is typed in loses its NULs, which no text needs and not
every database holds; half a surrogate pair is refused with a line. Blank texts are refused where something must be said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import Guidance, ProgrammeContent
from copilot.drafts import KINDS
from copilot.errors import CopilotError
from copilot.models import (
    Action,
    Feedback,
    Goal,
    Note,
    Person,
    Programme,
    Relationship,
    RelationshipKind,
    Role,
    Viewer,
    Visibility,
)
from copilot.settings import Settings
from evals.figures import Figure, Measured, Run, Table, at_most
from evals.hashing_embedder import HashingEmbedder
from ingest.errors import IngestError

PROGRAMME = "odd"
TODAY = date(2026, 11, 20)
_NAMED = {"relationship", "audience", "to"}
"""Fields of briefs that name somebody or something."""
_ALONE = 10
"""Every so-many-th text is also put into each field that takes only certain values."""
_DAYS = date(2026, 1, 5), date(2026, 10, 5)


@dataclass
class Trial:
    """What was tried, and the sentences that say what went wrong."""

    tried: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)
    mangled: list[str] = field(default_factory=list)


def measure(run: Run) -> Measured:
    """All of the list, in every place."""
    file = run.input("attacks", "naughty-strings.json")
    texts: list[str] = json.loads(file.read_text("utf-8"))
    texts = texts[: run.limit]
    trial = try_texts(texts, run.scratch / "odd")
    troubles = tuple((each,) for each in [*trial.failed, *trial.mangled])
    return Measured(
        (
            Figure("odd texts", len(texts), note=f"{trial.tried} uses of them"),
            Figure("uses that failed", len(trial.failed), target=at_most(0)),
            Figure("texts that came back changed", len(trial.mangled), target=at_most(0)),
            Figure("refused with a line", trial.refused, note="blank where something must be said, for the most part"),
        ),
        {"texts": len(texts), "kinds": sorted(KINDS)},
        (file,),
        (Table("trouble", ("what",), troubles),) if troubles else (),
    )


def try_texts(texts: Sequence[str], folder: Path) -> Trial:
    """Use every text in every place, in a data folder of its own under `folder`."""
    trial = Trial()
    folder.mkdir(parents=True, exist_ok=True)
    storable = [text for text in texts if text.strip() and "\0" not in text and not _is_broken(text)]
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        _try_a_programme(copilot, storable, folder, trial)
        viewer = copilot.viewer(PROGRAMME, "p0")
        for number, text in enumerate(texts):
            with _Use(trial, "a note typed in", text):
                _try_a_note(copilot, viewer, text, trial)
            with _Use(trial, "a query", text):
                copilot.search(viewer, text, TODAY)
            for kind in KINDS:
                for fields in _briefs(kind, text, alone=number % _ALONE == 0):
                    with _Use(trial, f"a brief for {kind} ({', '.join(fields)})", text):
                        copilot.draft(viewer, kind, fields, TODAY)
    return trial


class _Use:
    """One use of one text: refusing it with a line is fine, anything else that is raised is a failure."""

    def __init__(self, trial: Trial, what: str, text: str) -> None:
        self._trial, self._what, self._text = trial, what, text
        trial.tried += 1

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if error is None or not isinstance(error, Exception):
            return False
        if isinstance(error, CopilotError | IngestError) and str(error).strip():
            self._trial.refused += 1
        else:
            self._trial.failed.append(f"{self._what}: {self._text[:60]!r}: {type(error).__name__}: {error}")
        return True


def _try_a_programme(copilot: Copilot, texts: Sequence[str], folder: Path, trial: Trial) -> None:
    content = programme_of(texts)
    written = programme_file.dump(content)
    file = folder / "odd.yaml"
    file.write_text(written, encoding="utf-8", newline="\n")
    trial.tried += 8 * len(texts)
    copilot.import_programme(file)
    exported = copilot.exported(PROGRAMME)
    if exported == written:
        return
    stored = programme_file.parse(exported, folder)
    for name in ("people", "goals", "guidance", "notes", "actions", "feedback"):
        before = {one.id: one for one in getattr(content, name)}
        after = {one.id: one for one in getattr(stored, name)}
        trial.mangled += [
            f"{name}: {one!r} became {after.get(key)!r}" for key, one in before.items() if after.get(key) != one
        ]


def _try_a_note(copilot: Copilot, viewer: Viewer, text: str, trial: Trial) -> None:
    title = text or "x"
    added = copilot.add_note(viewer, text, day=TODAY, relationship="r0", title=title)
    stored = copilot.note(viewer, added.id)
    for what, wanted, kept in (("note", text, stored.text), ("title", title, stored.title)):
        if kept != wanted.replace("\0", ""):
            trial.mangled.append(f"a {what} typed in: {wanted!r} became {kept!r}")
    copilot.remove_note(viewer, added.id)


def _briefs(kind: str, text: str, *, alone: bool) -> Iterator[dict[str, object]]:
    """A brief with the text in every field that takes any; with `alone`, in each of the others, too."""
    free: dict[str, object] = {} if kind == "feedback" else {"relationship": "r0"}
    others = []
    for name, about in KINDS[kind].brief.model_fields.items():
        taken = str(about.annotation)
        if name == "kind":
            continue
        if name in _NAMED or any(word in taken for word in ("Literal", "date", "int", "dict", "Mapping")):
            others.append(name)
        else:
            free[name] = text
    yield free
    if alone:
        for name in others:
            yield {name: text}


def programme_of(texts: Sequence[str]) -> ProgrammeContent:
    """A programme with each of the texts as a name, a title, a note and so on. None of them is blank."""
    keys = range(len(texts))
    people = tuple(
        Person(f"p{key}", text, text, frozenset({Role.MENTEE, Role.MENTOR}), text, text, text)
        for key, text in enumerate(texts)
    )
    started, day = _DAYS
    relationships = (Relationship("r0", RelationshipKind.TRADITIONAL, "p1", "p0", started),) if len(texts) > 1 else ()
    about = "r0" if relationships else None
    seen = Visibility.SHARED if relationships else Visibility.PRIVATE
    return ProgrammeContent(
        Programme(PROGRAMME, texts[0] if texts else "odd", as_of=TODAY),
        people,
        relationships,
        tuple(Goal(f"g{key:04}", "p0", text, day, about, seen) for key, text in enumerate(texts)),
        tuple(Guidance(f"c{key}", text, text) for key, text in enumerate(texts)),
        tuple(Note(f"n{key:04}", "p0", day, text, about, text, visibility=seen) for key, text in enumerate(texts)),
        tuple(Action(f"a{key}", about, "p0", texts[key], note=f"n{key:04}") for key in keys),
        (),
        tuple(Feedback(f"f{key}", text, text, text, about, text, text) for key, text in enumerate(texts)),
    )


def _is_broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
