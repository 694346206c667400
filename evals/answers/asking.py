"""Questions on the sample programme: answered from the right place, newest first, and declined where nothing says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path

import yaml

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.draft import Citation, Draft, DraftStatus, Usage
from evals.figures import Better, Figure, Measured, Run, Table, at_least, at_most
from evals.leaks.canaries import Canary, load_canaries
from evals.workspace import encoder, open_copilot, sample_file
from ingest.embedding import TextEmbedder

CASES = "cases/ask.yaml"
LATER_LOTS = {", third lot": "cases/ask_third.yaml", ", fourth lot": "cases/ask_fourth.yaml"}
"""Lots that were written after rules had been made on those before, by what the names of their figures end on."""
COMPOSER = "composer"
_EACH = 3
_FEW = 4
"""Which of the cases are the few: each fourth, so some of every kind the file goes through."""


@dataclass(frozen=True)
class Case:
    """A question, and what a right answer to it cites and says; `cases/ask.yaml` explains the fields."""

    id: str
    viewer: str
    question: str
    answered: bool
    answer_in: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    newest: tuple[str, ...] = ()
    closed_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question and what came of it; `near` is what is shown where nothing was taken for an answer."""

    case: Case
    draft: Draft
    near: tuple[Citation, ...] = ()


def measure(run: Run) -> Measured:
    """How many of the questions are answered right, and how many without an answer are declined."""
    cases, whole = cases_in(CASES)[: run.limit], _sample()
    later = {name: cases_in(file)[: run.limit] for name, file in LATER_LOTS.items()}
    with encoder(run) as embedder:
        with _workspace(run.scratch / "whole", whole, embedder) as (copilot, as_of):
            asked = [_asked(copilot, case, as_of) for case in cases]
            since = {name: [_asked(copilot, case, as_of) for case in lot] for name, lot in later.items()}
            with_model = _with_model(run.model, copilot, cases, as_of) if run.model != "none" else []
        everything = [*asked, *(one for lot in since.values() for one in lot)]
        notes = {note.id for note in whole.notes}
        shut = [one for one in everything if _closed(one, notes)]
        differing = 0
        # For each viewer anew: what is closed to one is open to another, who is shown it as nearest.
        for viewer in sorted({one.case.viewer for one in shut}):
            mine = [one for one in shut if one.case.viewer == viewer]
            without = _without(whole, {identifier for one in mine for identifier in one.case.closed_in})
            with _workspace(run.scratch / f"without-{viewer}", without, embedder) as (copilot, as_of):
                differing += sum(_bare(_asked(copilot, one.case, as_of)) != _bare(one) for one in mine)
    yes, no = _answered(asked), _declined(asked)
    changed = [one for one in yes if one.case.newest]
    canaries = load_canaries(whole)
    given_away = sum(_gives_away(one, canaries) for one in everything)
    return Measured(
        figures=(
            Figure("answered right", _share(yes), target=at_least(0.85), note=_count(yes)),
            Figure("of these, what changed: newest first", _share(changed), note=_count(changed), better=Better.HIGHER),
            Figure("declined where nothing says", _share(no), target=at_least(0.9), note=_count(no)),
            _shown_near("", yes),
            Figure(
                "declined otherwise than where the text is absent",
                differing,
                target=at_most(0),
                note=f"of {len(shut)} whose text is not open to the viewer, or later",
            ),
            Figure(
                "answers that give away another's note",
                given_away,
                target=at_most(0),
                note=f"of {len(everything)}",
            ),
            *(figure for name, lot in since.items() for figure in _later(name, lot)),
            *_told(with_model),
        ),
        settings={"cases": len(everything), "model": run.model},
        tables=(
            *_tables(asked),
            *(table for name, lot in since.items() for table in _tables(lot, f"wrong{name}")),
            *_tables(with_model, "wrong, with a model"),
        ),
    )


def _later(name: str, asked: Sequence[Asked]) -> tuple[Figure, ...]:
    yes, no = _answered(asked), _declined(asked)
    return (
        Figure(f"answered right{name}", _share(yes), note=_count(yes), better=Better.HIGHER),
        Figure(f"declined where nothing says{name}", _share(no), note=_count(no), better=Better.HIGHER),
        _shown_near(name, yes),
    )


def _shown_near(name: str, asked: Sequence[Asked]) -> Figure:
    """How many are answered right, or declined with the answer in what is shown as nearest."""
    declined = [one for one in asked if one.draft.status is DraftStatus.DECLINED]
    near = sum(_stands_near(one) for one in declined)
    right = sum(not _wrong(one) for one in asked)
    return Figure(
        f"answered right, or shown as nearest{name}",
        (right + near) / len(asked) if asked else float("nan"),
        note=f"{near} of {len(declined)} declined are shown",
        better=Better.HIGHER,
    )


def _stands_near(one: Asked) -> bool:
    said = [_plain(each.quote) for each in one.near]
    return all(any(_plain(words) in each for each in said) for words in one.case.must_say)


def _answered(asked: Sequence[Asked]) -> list[Asked]:
    return [one for one in asked if one.case.answered]


def _declined(asked: Sequence[Asked]) -> list[Asked]:
    return [one for one in asked if not one.case.answered]


def _closed(one: Asked, notes: Collection[str]) -> bool:
    """Whether it was declined, and what would answer it stands in notes not open to the viewer, or later than the day."""
    closed_in = one.case.closed_in
    return one.draft.status is DraftStatus.DECLINED and bool(closed_in) and set(notes).issuperset(closed_in)


def _with_model(spec: str, copilot: Copilot, cases: Sequence[Case], as_of: date) -> list[Asked]:
    """Every third question, as a model of any size takes its time."""
    asking = copilot.set_to(model=spec, results=copilot.settings.results)
    return [_asked(asking, case, as_of) for case in cases[::_EACH]]


def _told(asked: Sequence[Asked]) -> list[Figure]:
    """What became of the questions that a model was asked, too."""
    if not asked:
        return []
    yes, no = _answered(asked), _declined(asked)
    prose = [one for one in asked if one.draft.writer != COMPOSER]
    return [
        Figure("answered right, with a model", _share(yes), note=_count(yes)),
        Figure("declined where nothing says, with a model", _share(no), note=_count(no)),
        Figure(
            "of these, told in prose", len(prose) / len(asked), note=f"{len(prose)} of {len(asked)}; the rest quoted"
        ),
        Figure("right of those told in prose", _share(prose), note=_count(prose)),
    ]


def measure_few(run: Run) -> Measured:
    """The same of each fourth question, and nothing compared with where the text is absent: within seconds."""
    cases, whole = cases_in(CASES)[::_FEW][: run.limit], _sample()
    with encoder(run) as embedder, _workspace(run.scratch / "few", whole, embedder) as (copilot, as_of):
        asked = [_asked(copilot, case, as_of) for case in cases]
    yes, no = _answered(asked), _declined(asked)
    canaries = load_canaries(whole)
    return Measured(
        figures=(
            Figure("answered right", _share(yes), note=_count(yes), better=Better.HIGHER),
            Figure("declined where nothing says", _share(no), note=_count(no), better=Better.HIGHER),
            Figure(
                "answers that give away another's note",
                sum(_gives_away(one, canaries) for one in asked),
                target=at_most(0),
                note=f"of {len(asked)}",
            ),
        ),
        settings={"cases": len(cases)},
        tables=_tables(asked),
    )


def cases_in(file: str) -> list[Case]:
    """The cases of one of our own files, in order."""
    with resources.as_file(resources.files("evals") / file) as path:
        return load(path)


def _sample() -> ProgrammeContent:
    with sample_file() as sample:
        return programme_file.load(sample)


def load(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    return [
        Case(
            id=one["id"],
            viewer=one["viewer"],
            question=one["question"],
            answered=one["expect"] == "answered",
            answer_in=tuple(one.get("answer_in") or ()),
            must_say=tuple(one.get("must_say") or ()),
            newest=_listed(one.get("newest")),
            closed_in=tuple(one.get("closed_in") or ()),
        )
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
    ]


def _listed(value: object) -> tuple[str, ...]:
    """One id, several or none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(map(str, value if isinstance(value, list) else ()))


def judged(case: Case, draft: Draft) -> str:
    """What is wrong with the answer, "" if nothing is."""
    if not case.answered:
        return "" if draft.status is DraftStatus.DECLINED else "answered, though nothing says"
    if draft.status is not DraftStatus.DRAFTED:
        return "declined"
    citations = [citation for sentence in draft.sentences() for citation in sentence.citations]
    said = [_plain(text) for text in (*(s.text for s in draft.sentences()), *(c.quote for c in citations))]
    missing = [words for words in case.must_say if not any(_plain(words) in one for one in said)]
    if missing:
        return f"does not say {missing[0]!r}"
    if case.newest and not (citations and citations[0].id in case.newest):
        return "the newest statement is not first"
    cited = {citation.id for citation in citations} | {_card(citation.document) for citation in citations}
    if not case.must_say and not cited & {each.partition("library:")[2] or each for each in case.answer_in}:
        return f"cites none of {', '.join(case.answer_in)}"
    return ""


def _card(title: str) -> str:
    """The id of the guidance with that title, as the cases write it."""
    if title.startswith("Calderbrook mentoring handbook"):
        return "guide-handbook"
    return title.lower().removeprefix("the ").replace(" ", "-")


def _asked(copilot: Copilot, case: Case, as_of: date) -> Asked:
    viewer = copilot.viewer(copilot.programme().id, case.viewer)
    draft = copilot.draft(viewer, "ask", {"question": case.question}, as_of)
    return Asked(case, draft, copilot.nearest(viewer, case.question, draft))


@contextmanager
def _workspace(folder: Path, content: ProgrammeContent, embedder: TextEmbedder) -> Iterator[tuple[Copilot, date]]:
    """A copilot on these contents alone, and their day."""
    folder.mkdir(parents=True)
    file = folder / "programme.yaml"
    file.write_text(programme_file.dump(content), encoding="utf-8")
    with open_copilot(folder / "data", lambda: embedder) as copilot:
        copilot.import_programme(file)
        yield copilot, copilot.as_of(copilot.programme().id)


def _without(content: ProgrammeContent, notes: Collection[str]) -> ProgrammeContent:
    """The same without these notes and what was found in them."""
    return replace(
        content,
        notes=tuple(note for note in content.notes if note.id not in notes),
        actions=tuple(action for action in content.actions if action.note not in notes),
    )


def _bare(asked: Asked) -> tuple[str, tuple[Citation, ...]]:
    """What is handed out, but for how long it took."""
    return asked.draft.model_copy(update={"usage": Usage()}).model_dump_json(), asked.near


def _gives_away(one: Asked, canaries: Sequence[Canary]) -> bool:
    """Whether another's private words stand anywhere in the answer."""
    text = "\n".join([one.draft.model_dump_json(), *(each.quote for each in one.near)]).lower()
    return any(canary.phrase.lower() in text for canary in canaries if canary.note.author != one.case.viewer)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _wrong(one: Asked) -> str:
    return judged(one.case, one.draft)


def _share(asked: Sequence[Asked]) -> float:
    return sum(not _wrong(one) for one in asked) / len(asked) if asked else float("nan")


def _count(asked: Sequence[Asked]) -> str:
    return f"{sum(not _wrong(one) for one in asked)} of {len(asked)}"


def _tables(asked: Sequence[Asked], title: str = "wrong") -> tuple[Table, ...]:
    rows = tuple((one.case.id, one.case.viewer, one.case.question, _wrong(one)) for one in asked if _wrong(one))
    return (Table(title, ("case", "viewer", "question", "what is wrong"), rows),) if rows else ()
