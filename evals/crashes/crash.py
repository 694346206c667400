"""`kill -9` at random points: is anything lost that was acknowledged, served that was deleted, or doubled?

A cycle is one life of a child process on a data folder: it opens it, looks at everything in it, does some
things in peace, and is killed during the next. What the next child finds is held against what the one
before had acknowledged; what was under way may have happened or not, but never in part. Half of the
kills come from outside, at a random time; the other half at a random step on the disk or in the database,
because the windows between two renames are too short to be hit by time.

Vectors are hashed words, not the encoder's: nothing here depends on meaning. The index on disk is used
however few passages there are. A kill does not take the system's own cache with it, so what a power cut
does is not measured.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

from evals.crashes.crash_child import Began, Closed, Done, Failed, Life, Order, Seen, live
from evals.crashes.crash_story import STRUCK, Effect, Kind, Operation, State, Storyteller, after, may_be
from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, at_least, at_most

CYCLES = 200
SEED = 20261120
FOLDER_CYCLES = 25
"""After so many cycles a new folder is begun: its first moments are worth killing, too."""

_PATIENCE = 120.0
"""Seconds without a word after which a child counts as hung."""
_GONE = 40
"""So many of the texts that are gone are looked for on every start, the latest among them."""
_FIRST_GUESS = 0.1
"""Seconds that an operation is thought to take before it was seen to end."""
_PATIENT = 0.75
"""The share of lives that wait for the index before they work; the others work while it is rebuilt."""
_PRELOADED = ["evals.crashes.crash_child", "chromadb", "alembic.command", "copilot.exchange"]


@dataclass
class Ledger:
    """What the cycles found. Every list holds sentences, and all of them should stay empty."""

    cycles: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    unopened: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    served: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    passages: int = 0

    def troubles(self) -> list[str]:
        return [*self.unopened, *self.lost, *self.served, *self.doubled, *self.faults]


@dataclass
class _Belief:
    """What the parent knows of a folder. `done` differs from `before` while something was under way."""

    before: State = field(default_factory=State)
    done: State = field(default_factory=State)
    kind: Kind = Kind.START
    backups: dict[int, State] = field(default_factory=dict)
    ever: dict[str, None] = field(default_factory=dict)

    def begin(self, operation: Operation, effect: Effect) -> None:
        self.done, self.kind = after(self.before, operation, effect, self.backups), operation.kind
        self.ever.update(dict.fromkeys(sorted(self.done.texts())))

    def settle(self, state: State) -> None:
        """This is how it stands, with nothing under way."""
        self.before, self.done, self.kind = state, state, Kind.START

    def gone(self) -> tuple[str, ...]:
        there = self.before.texts() | self.done.texts()
        return tuple([text for text in self.ever if text not in there][-_GONE:])


def measure(run: Run) -> Measured:
    """Two hundred kills, and what the next start found after each."""
    if "forkserver" not in get_all_start_methods():
        raise SuiteSkipped("kill -9 is Unix's, and is not there; run it on Linux or macOS.")
    ledger = crash(run.scratch / "crash", run.limit or CYCLES, SEED)
    rows = tuple((kind.value, str(ledger.killed[kind]), str(ledger.happened[kind])) for kind in STRUCK)
    tables = [Table("kills by what they struck", ("during", "kills", "of these: it had happened"), rows)]
    if ledger.troubles():
        tables.append(Table("trouble", ("what",), tuple((each,) for each in ledger.troubles())))
    return Measured(
        (
            Figure("kills", sum(ledger.killed.values()), note=f"in {ledger.cycles} cycles"),
            Figure("starts that failed", len(ledger.unopened), target=at_most(0)),
            Figure("acknowledged and lost, or half done", len(ledger.lost), target=at_most(0)),
            Figure("deleted and served", len(ledger.served), target=at_most(0)),
            Figure("doubled or missing passages", len(ledger.doubled), target=at_most(0)),
            Figure("damage", len(ledger.faults), target=at_most(0), note="integrity_check, keyword search, the index"),
            Figure(
                "self-query recall after a kill, worst",
                min(ledger.recalls, default=float("nan")),
                target=at_least(0.99),
                note=f"of {len(ledger.recalls)} starts, up to {ledger.passages} passages",
            ),
            Figure("start until all is looked at", statistics.median(ledger.starts), "s", note="median"),
        ),
        {"cycles": ledger.cycles, "seed": SEED, "cycles a folder": FOLDER_CYCLES},
        tables=tuple(tables),
    )


def crash(scratch: Path, cycles: int, seed: int, folder_cycles: int = FOLDER_CYCLES) -> Ledger:
    """Kill so many children at work in folders under `scratch`, and say what was found."""
    ledger = Ledger()
    chance = random.Random(seed)
    hands = _Hands(ledger, chance)
    kinds = _shuffled(chance)
    for number, first in enumerate(range(0, cycles, folder_cycles)):
        folder = scratch / str(number)
        (folder / "backups").mkdir(parents=True)
        teller, belief = Storyteller(seed + number), _Belief()
        for _ in range(min(folder_cycles, cycles - first)):
            hands.cycle(folder, belief, teller, next(kinds))
        hands.rest(folder, belief)
    return ledger


def _shuffled(chance: random.Random) -> Iterator[Kind]:
    """The kinds to strike, each as often as the others."""
    while True:
        yield from chance.sample(STRUCK, len(STRUCK))


class _Hands:
    """Starts children, gives them orders, and kills them."""

    def __init__(self, ledger: Ledger, chance: random.Random) -> None:
        self._ledger = ledger
        self._chance = chance
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(_PRELOADED)
        self._seconds: dict[Kind, float] = {}
        self._steps: dict[Kind, int] = {}

    def cycle(self, folder: Path, belief: _Belief, teller: Storyteller, target: Kind) -> None:
        """One life: what it finds is judged, some things are done in peace, and it is killed at `target`."""
        self._ledger.cycles += 1
        with _Child(self._context, self._life(folder, belief)) as child:
            if not self._look(child, belief, struck=target is Kind.START) or target is Kind.START:
                return
            for kind, struck in [*((kind, False) for kind in teller.before()), (target, True)]:
                operation = teller.operation(kind, belief.before, belief.backups)
                if not self._order(child, belief, operation, struck=struck):
                    return

    def rest(self, folder: Path, belief: _Belief) -> None:
        """A last life, in peace to its end."""
        with _Child(self._context, self._life(folder, belief, patient=True)) as child:
            if self._look(child, belief, struck=False):
                child.pipe.send(None)
                self._expect(child, Closed, None, "closing")

    def _life(self, folder: Path, belief: _Belief, *, patient: bool = False) -> Life:
        patient = patient or self._chance.random() < _PATIENT
        return Life(folder / "data", folder / "guides", folder / "backups", belief.gone(), patient)

    def _look(self, child: _Child, belief: _Belief, *, struck: bool) -> bool:
        """Whether the folder opened; what was found in it is judged. Struck, the child is dead afterwards."""
        usual = self._seconds.get(Kind.START, _FIRST_GUESS)
        deadline = child.born + usual * self._chance.uniform(0, 1.2) if struck else None
        seen = self._expect(child, Seen, deadline, "opening")
        if isinstance(seen, Seen):
            self._ledger.starts.append(time.monotonic() - child.born)
            self._seconds[Kind.START] = self._ledger.starts[-1]
            self._judge(seen, belief)
        if struck:
            self._ledger.killed[Kind.START] += child.kill()
        return seen is not None

    def _order(self, child: _Child, belief: _Belief, operation: Operation, *, struck: bool) -> bool:
        """Whether it was done and the child lives on. Struck, it does not."""
        kind = operation.kind
        usual, steps = self._seconds.get(kind, _FIRST_GUESS), self._steps.get(kind, 0)
        ends_at = self._chance.randint(1, steps) if struck and steps and self._chance.random() < 0.5 else None
        child.pipe.send(Order(operation, ends_at))
        began = self._expect(child, Began, None, f"before {kind}")
        if not isinstance(began, Began):
            return False
        belief.begin(operation, began.effect)
        started = time.monotonic()
        by_time = struck and ends_at is None
        deadline = started + usual * self._chance.uniform(0, 1.2) if by_time else None
        done = self._expect(child, Done, deadline, str(kind), may_die=ends_at is not None)
        if isinstance(done, Done):
            self._seconds[kind], self._steps[kind] = time.monotonic() - started, done.steps
            belief.settle(belief.done)
            if kind is Kind.BACKUP:
                belief.backups[operation.number] = belief.before
        if struck:
            child.kill()
            self._ledger.killed[kind] += 1
            self._ledger.happened[kind] += isinstance(done, Done)
        return isinstance(done, Done) and not struck

    def _judge(self, seen: Seen, belief: _Belief) -> None:
        found, ledger = seen.state, self._ledger
        if may_be(found, belief.before, belief.done, belief.kind):
            ledger.happened[belief.kind] += found == belief.done != belief.before
        else:
            ledger.lost.append(f"after a kill during {belief.kind}: {_difference(found, belief.before, belief.done)}")
        belief.settle(found)
        where = f"after a kill during {belief.kind}"
        ledger.served += [f"{where}: {each}" for each in seen.served]
        ledger.doubled += [f"{where}: {each}" for each in seen.doubled]
        ledger.faults += [f"{where}: {each}" for each in seen.faults]
        ledger.passages = max(ledger.passages, seen.passages)
        if seen.recall is not None:
            ledger.recalls.append(seen.recall)

    def _expect(
        self, child: _Child, wanted: type, deadline: float | None, doing: str, *, may_die: bool = False
    ) -> object | None:
        """The child's next word; None if the deadline came first or the child died. That is noted if it may not."""
        try:
            told = child.hear(deadline)
        except EOFError:
            told = None
            if not may_die:
                self._note(doing, f"the process ended with {child.end()}")
        except TimeoutError:
            told = None
            self._note(doing, f"no word for {_PATIENCE:.0f} s")
        if told is None or isinstance(told, wanted):
            return told
        self._note(doing, told.how if isinstance(told, Failed) else f"{told} came unexpected")
        return None

    def _note(self, doing: str, what: str) -> None:
        (self._ledger.unopened if doing == "opening" else self._ledger.faults).append(f"{doing}: {what}")


class _Child:
    """A process of ours, ended at the end of its block whatever happens."""

    def __init__(self, context: ForkServerContext, life: Life) -> None:
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=live, args=(life, theirs), daemon=True)
        self.born = time.monotonic()
        self._died = False
        self._process.start()
        theirs.close()

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        self.pipe.close()

    def hear(self, deadline: float | None) -> object | None:
        """Its next word, or None at the deadline. Raises EOFError when it died, TimeoutError when it is stuck."""
        limit = _PATIENCE if deadline is None else max(deadline - time.monotonic(), 0)
        if self.pipe.poll(limit):
            try:
                told: object = self.pipe.recv()
            except (EOFError, ConnectionResetError) as error:
                self._died = True
                raise EOFError from error
            return told
        if deadline is None:
            raise TimeoutError
        return None

    def kill(self) -> bool:
        """`kill -9`, and wait for its end. Returns whether it was alive."""
        # Of one that died by itself the number may be somebody else's already.
        alive = not self._died and self._process.is_alive()
        if alive and self._process.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()
        return alive

    def end(self) -> int | None:
        """The exit code of a child that died: negative for a signal."""
        self._process.join(_PATIENCE)
        return self._process.exitcode


def _difference(found: State, before: State, done: State) -> str:
    """What was found that may not be, and what was not, in a few words."""
    told = []
    if found.exists != before.exists:
        told.append("the programme is gone" if before.exists else "a programme is there")
    for name in ("notes", "actions", "files"):
        there, old, new = getattr(found, name), getattr(before, name), getattr(done, name)
        missing, strange = (old & new) - there, there - (old | new)
        told.append(f"{name}: {len(missing)} missing, {len(strange)} strange of {len(there)}")
    return "; ".join(told)
