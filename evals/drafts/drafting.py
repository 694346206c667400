"""Drafts for everybody in the sample: how long they take, what they rest on, what they give away.

Timed with the sample beside the public guidance, some 26,000 passages. Everything is drafted by the façade, as the
command line does; the cold figures run the command itself in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.draft import DraftStatus, Support
from evals.drafts.reading_sample import Made, write_sample
from evals.figures import Distribution, Figure, Measured, Run, SuiteSkipped, Table, at_most
from evals.leaks.canaries import Leak, leaks, load_canaries, strange_sources
from evals.metrics import percentile
from evals.workspace import large_folder, open_copilot, sample_file
from ingest.embedding import Embedder

_TYPES = ("request", "follow_up", "thank_you")
_COLD_RUNS = 3
_HELP_RUNS = 5


@dataclass(frozen=True)
class Wanted:
    """A draft to make: for whom, about which relationship, with which brief."""

    person: str
    kind: str
    relationship: str | None
    brief: dict[str, object]


def measure(run: Run) -> Measured:
    """Times, leaks and support. `limit` cuts the number of drafts."""
    with sample_file() as file:
        sample = programme_file.load(file)
    try:
        folder = large_folder(run)
    except SuiteSkipped as reason:
        raise SuiteSkipped(f"Drafts are timed beside the public guidance: {reason}") from reason
    embedder = Embedder()
    wanted = briefs(sample)[: run.limit]
    with open_copilot(folder, lambda: embedder) as copilot:
        passages = copilot.corpus.count()
        copilot.warm_up(copilot.programme().id)
        _draft(copilot, [_WARM_UP], seed=0)
        # Vectors of queries are kept, so only the first round is of drafts nobody has asked for before.
        made, times = _draft(copilot, wanted, seed=0)
        _, again = _draft(copilot, wanted, seed=1)
    if run.sample is not None:
        write_sample(made, run.sample)
    cold = [_seconds("draft", "agenda", "--data", str(folder), *_first_agenda(sample)) for _ in range(_COLD_RUNS)]
    helped = [_seconds("--help") for _ in range(_HELP_RUNS)]
    canaries = load_canaries(sample)
    found = [leak for one in made for leak in leaks(one.draft, one.person, one.relationship, canaries)]
    strange = [leak for one in made for leak in strange_sources(one.draft, one.person, one.relationship, sample)]
    return Measured(
        (
            Figure("a warm draft, median", percentile(times, 0.5) * 1000, "ms"),
            Figure(
                "a warm draft, 95th percentile",
                percentile(times, 0.95) * 1000,
                "ms",
                at_most(500),
                f"{len(wanted)} drafts, each for the first time, {passages} passages; "
                f"the longest {max(times) * 1000:.0f}",
            ),
            Figure("the same drafts again, 95th percentile", percentile(again, 0.95) * 1000, "ms"),
            Figure("`mentor draft agenda` from a cold shell", median(cold), "s", at_most(12), _spread(cold)),
            Figure("`mentor --help`", median(helped), "s", at_most(0.7), _spread(helped)),
            Figure("canaries given away", len(found), target=at_most(0), note=f"{len(canaries)} in {len(made)} drafts"),
            Figure("citations of what is not the draft's to cite", len(strange), target=at_most(0)),
            *_support(made),
        ),
        {"drafts": len(wanted), "programme": sample.programme.id},
        (run.data / "guidance",),
        _tables(made, [*found, *strange]),
        (
            Distribution(
                "time of a warm draft",
                {"for the first time": [1000 * one for one in times], "again": [1000 * one for one in again]},
                "ms",
            ),
        ),
    )


def briefs(sample: ProgrammeContent) -> list[Wanted]:
    """For every member of every relationship an agenda and each type of message; for the others messages alone."""
    as_of = sample.programme.as_of
    assert as_of is not None
    wanted: list[Wanted] = []
    names = {person.id: person.name for person in sample.people}
    for person in sample.people:
        own = [pair for pair in sample.relationships if person.id in pair.members]
        for pair in own:
            day = (as_of + timedelta(days=7)).isoformat()
            bare: dict[str, object] = {"relationship": pair.id}
            wanted.append(Wanted(person.id, "agenda", pair.id, bare))
            wanted.append(Wanted(person.id, "agenda", pair.id, {**bare, "session_date": day, "minutes": 45}))
            for kind in _TYPES:
                message = {**bare, "type": kind, "to": pair.partner_of(person.id), "ask": _ASK}
                wanted.append(Wanted(person.id, "outreach", pair.id, message))
        stranger = next(name for key, name in names.items() if key != person.id)
        outside = {"name": "Helena Brandt", "known": f"a friend of {stranger.split()[0]}"}
        wanted.append(Wanted(person.id, "outreach", None, {"type": "request", "to": outside, **_REQUEST}))
    return wanted


_WARM_UP = Wanted("ruth", "outreach", None, {"type": "request", "to": {"name": "Somebody Else"}, "ask": "A word?"})
_ASK = "Could we meet for half an hour next week?"
_REQUEST = {
    "why": "your talk about how you learned to lead",
    "about": "I lead a small team and want to get better at it",
    "ask": "Would you have 20 minutes on the phone in the next two weeks?",
    "give_back": "I can share what we learned from changing our rota",
}


def made_of(copilot: Copilot, wanted: Sequence[Wanted]) -> list[Made]:
    """Each draft once, as its person would get it."""
    return _draft(copilot, wanted, seed=0)[0]


def _draft(copilot: Copilot, wanted: Sequence[Wanted], seed: int) -> tuple[list[Made], list[float]]:
    programme = copilot.programme().id
    as_of = copilot.as_of(programme)
    made, times = [], []
    for one in wanted:
        viewer = copilot.viewer(programme, one.person)
        started = time.perf_counter()
        draft = copilot.draft(viewer, one.kind, one.brief, as_of, seed=seed)
        times.append(time.perf_counter() - started)
        made.append(Made(one.person, one.relationship, one.brief, draft))
    return made, times


def _support(made: Sequence[Made]) -> tuple[Figure, ...]:
    """By our own review, which is no proof: a human reads the sample."""
    verdicts = [sentence.support for one in made for sentence in one.draft.sentences()]
    checked = [verdict for verdict in verdicts if verdict is not Support.NOT_NEEDED]
    supported = sum(verdict is Support.SUPPORTED for verdict in checked)
    share = supported / len(checked) if checked else float("nan")
    drafted = sum(one.draft.status is DraftStatus.DRAFTED for one in made)
    return (
        Figure(
            "sentences our review calls supported",
            share,
            note=f"{supported} of {len(checked)}; {len(verdicts) - len(checked)} more need no source",
        ),
        Figure("drafts written, not only asked about", drafted, note=f"of {len(made)}"),
    )


def _first_agenda(sample: ProgrammeContent) -> list[str]:
    pair = sample.relationships[0]
    return ["--as", pair.mentor, "--relationship", pair.id, "--json"]


def _seconds(*words: str) -> float:
    """How long `mentor` takes with these words. Raises RuntimeError where it fails."""
    started = time.perf_counter()
    # Python as the environment's `mentor` script starts it, so that no PATH is needed.
    program = "import sys; from copilot.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise RuntimeError(f"mentor {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return seconds


def _spread(values: Sequence[float]) -> str:
    return f"median of {len(values)}, {min(values):.2f} to {max(values):.2f}"


def _tables(made: Sequence[Made], found: Sequence[Leak]) -> tuple[Table, ...]:
    unsupported = tuple(
        (one.person, one.draft.kind, sentence.text)
        for one in made
        for sentence in one.draft.sentences()
        if sentence.support is Support.UNSUPPORTED
    )
    tables = []
    if found:
        rows = tuple((leak.person, leak.draft, leak.note, leak.where) for leak in found)
        tables.append(Table("given away", ("viewer", "draft", "note", "where"), rows))
    if unsupported:
        tables.append(Table("sentences our review does not support", ("viewer", "draft", "sentence"), unsupported))
    return tuple(tables)
