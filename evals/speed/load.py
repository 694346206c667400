"""Thirty people at once at the real app, on loopback: does it answer soon, and is every note kept?

The app runs as people start it (`python -m ui`, with passwords), in a process of its own.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from copilot import programme_file
from copilot.app import Copilot
from evals.figures import Figure, Measured, Run, Table, at_most
from evals.looks.open_pages import keep_open
from evals.speed.load_ledger import Ledger
from evals.speed.many_people import widened
from evals.speed.memory import PeakMemory
from evals.speed.visitor import API, PAUSE, Visitor
from evals.workspace import encoder, open_copilot, sample_file

PAGES = 3
"""So many people have the app's page open beside."""
_ARRIVING = 20.0
"""Seconds over which people sign in, one after the other; at once they are afterwards."""
_PASSWORD = "four grey herons fly"
_SEED = 20261120
_START, _END = 120.0, 30.0
"""Seconds that starting and ending may take."""


def measure(run: Run) -> Measured:
    """Errors, lost notes and waiting times; and how large the process gets."""
    folder, ledger = run.scratch / "load", Ledger()
    programme, people = _prepare(run, folder)
    with _app(folder) as app, PeakMemory(app.process.pid) as memory:
        seconds, notes_found = asyncio.run(_live(app.address, programme, people, ledger, run.seconds))
        code = app.stop()
    log = _log(folder).read_text("utf-8")
    for person, found in notes_found.items():
        ledger.compare(person, found, "in the app")
    with open_copilot(folder) as copilot:
        for person in people:
            kept = copilot.notes(copilot.viewer(programme, person), date.max)
            ledger.compare(person, [(one.id, one.text) for one in kept if one.author == person], "in the folder")
    return Measured(
        (
            *ledger.figures(seconds),
            Figure("the app's exit code after TERM", abs(code), target=at_most(0)),
            Figure("tracebacks in the app's log", log.count("Traceback"), target=at_most(0)),
            Figure("peak memory of the app", memory.total / 1e6, "MB"),
            Figure("load of the machine", os.getloadavg()[0], note="of the last minute, ours and others'"),
        ),
        {
            "people": len(people),
            "seconds": run.seconds,
            "pause": f"{PAUSE:g} s on average between one thing and the next, exponentially spread",
            "pages open": min(PAGES, len(people)),
        },
        tables=(*ledger.tables(), *([Table("the app's log", ("end of it",), ((log[-3000:],),))] if log else [])),
    )


def _prepare(run: Run, folder: Path) -> tuple[str, list[str]]:
    """A folder with the widened programme, in which everybody can sign in."""
    with sample_file() as file:
        programme = widened(programme_file.load(file), run.people)
    file = run.scratch / "load.yaml"
    file.write_text(programme_file.dump(programme), "utf-8")
    with encoder(run) as embedder, open_copilot(folder, lambda: embedder) as copilot:
        copilot.import_programme(file)
        _let_in(copilot, programme.programme.id)
    return programme.programme.id, [one.id for one in programme.people]


def _let_in(copilot: Copilot, programme: str) -> None:
    for person in copilot.people(programme):
        copilot.accounts.set_password(programme, person.id, _PASSWORD, new=True)


async def _live(
    address: str, programme: str, people: list[str], ledger: Ledger, seconds: float
) -> tuple[float, dict[str, list[tuple[str, str]]]]:
    """Let everybody live for so long, then read all back. Returns how long it took, and the notes by author."""
    visitors = [Visitor(address, programme, person, ledger, _SEED) for person in people]
    try:
        await visitors[0].warm_up(_PASSWORD)
        started = time.perf_counter()
        await asyncio.gather(*(_arrive(one, number / len(visitors)) for number, one in enumerate(visitors)))
        pages = [asyncio.create_task(keep_open(address, one.client.cookies)) for one in visitors[:PAGES]]
        await asyncio.gather(*(one.live(started + seconds) for one in visitors))
        took = time.perf_counter() - started
        for page in pages:
            if page.done():
                page.result()  # one that ended by itself says why
            page.cancel()
        await asyncio.gather(*pages, return_exceptions=True)
        return took, {one.person: await one.read_back() for one in visitors}
    finally:
        for one in visitors:
            await one.client.aclose()


async def _arrive(visitor: Visitor, share: float) -> None:
    await asyncio.sleep(share * _ARRIVING)
    await visitor.sign_in(_PASSWORD)


@dataclass(frozen=True)
class _App:
    process: subprocess.Popen[str]
    address: str

    def stop(self) -> int:
        """End it as a service manager does. Returns its exit code; negative for a signal."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_END)


@contextmanager
def _app(folder: Path) -> Iterator[_App]:
    """The app on that folder; what it says on standard error goes into `_log(folder)`."""
    with _log(folder).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ui", "--data", str(folder), "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "COPILOT_SIGN_IN": "password"},
        )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        if "http://" not in said:
            raise RuntimeError(f"The app did not start: {said!r}, exit code {process.wait(_START)}.")
        address = said.strip().split()[-1]
        httpx.get(f"{address}{API}/health", timeout=_START).raise_for_status()
        yield _App(process, address)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _log(folder: Path) -> Path:
    return folder.with_suffix(".log")
