"""The app is told to end (TERM) while a draft is being made and a page is open."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from copilot import serving as announcing
from copilot.app import Copilot
from copilot.settings import Settings
from tests.copilot.api import serving
from tests.ingest.fakes import HashingEmbedder
from tests.ui.slow_app import SLOW

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="TERM and named pipes are Unix's")
ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60
"""Seconds until a test gives up; how soon the app ends is its grace of 2 s and what closing takes."""
WAYS = ("python -m ui", "mentor serve")


@dataclass
class Running:
    """The app, somebody signed in to it, and the draft they wait for."""

    process: subprocess.Popen[str]
    client: httpx.Client
    pipe: Path
    answers: list[httpx.Response | httpx.TransportError] = field(default_factory=list)

    def draft_slowly(self) -> threading.Thread:
        """Ask for a draft that takes until the pipe is opened; returns when it is being made."""
        brief = {"relationship": "ann-bob", "session_date": "2026-11-16", "focus": SLOW}
        thread = threading.Thread(target=self._draft, args=({"kind": "agenda", "brief": brief},))
        thread.start()
        self.wait_for("under way")
        return thread

    def _draft(self, wanted: dict[str, object]) -> None:
        try:
            self.answers.append(self.client.post("/api/v1/drafts", json=wanted, timeout=PATIENCE))
        except httpx.TransportError as error:
            self.answers.append(error)

    def wait_for(self, words: str) -> str:
        assert self.process.stdout is not None
        return next(line for line in self.process.stdout if words in line)

    def end(self) -> tuple[int, str]:
        """Its exit code, and what it said on standard error."""
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@pytest.fixture(scope="module")
def oak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return serving.prepared(tmp_path_factory.mktemp("oak"), serving.OAK)


@pytest.fixture
def data(oak: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(oak, tmp_path / "data"))


@contextmanager
def running(data: Path, way: str) -> Iterator[Running]:
    pipe = data.with_name("pipe")
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.slow_app", str(data), str(pipe), way],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if "http://" in line)
            address = line.split()[-1].removesuffix("/api/docs")
            with httpx.Client(base_url=address, timeout=PATIENCE) as client:
                signed = client.post("/api/v1/sessions", json={"programme": "oak", "name": "ann"})
                assert signed.status_code == 201, signed.text
                yield Running(process, client, pipe)
        finally:
            process.kill()


def keep_note(app: Running) -> str:
    kept = app.client.post("/api/v1/notes", json={"text": "Kept at the last moment.", "relationship": "ann-bob"})
    assert kept.status_code == 201, kept.text
    return str(kept.json()["id"])


def ended_well(app: Running, data: Path, note: str) -> None:
    code, said = app.end()
    assert code == 0, said
    assert "Traceback" not in said
    assert announcing.read(data) is None
    with Copilot.open(Settings(data=data), HashingEmbedder) as copilot:  # nobody else holds its lock
        assert note in {one.id for one in copilot.notes(copilot.viewer("oak", "ann"), date.max)}


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_that_is_nearly_done_is_finished_and_answered(data: Path, way: str) -> None:
    with running(data, way) as app:
        note = keep_note(app)
        waiting = app.draft_slowly()
        app.process.send_signal(signal.SIGTERM)
        app.pipe.write_bytes(b"go on")
        waiting.join(PATIENCE)
        [answer] = app.answers
        assert isinstance(answer, httpx.Response)
        assert answer.status_code == 201
        ended_well(app, data, note)
    with Copilot.open(Settings(data=data), HashingEmbedder) as copilot:
        assert copilot.studio.named(copilot.viewer("oak", "ann"), answer.json()["id"]).version == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_that_does_not_end_holds_nobody_up(data: Path, way: str) -> None:
    with running(data, way) as app:
        note = keep_note(app)
        waiting = app.draft_slowly()
        app.process.send_signal(signal.SIGTERM)
        ended_well(app, data, note)
        waiting.join(PATIENCE)
        [answer] = app.answers
        assert isinstance(answer, httpx.Response)
        assert (answer.status_code, answer.json()["code"]) == (503, "stopped")


def test_an_open_page_is_told_and_holds_nobody_up(data: Path) -> None:
    with running(data, "python -m ui") as app:
        note = keep_note(app)
        address = str(app.client.base_url).rstrip("/")
        with connect(
            f"ws{address.removeprefix('http')}/_stcore/stream",
            origin=Origin(address),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": "; ".join(f"{key}={value}" for key, value in app.client.cookies.items())},
            proxy=None,
        ) as page:
            page.send(b"\x5a\x00")  # draw it
            page.recv(PATIENCE)
            app.process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    page.recv(PATIENCE)
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code in (1001, 1012)
        ended_well(app, data, note)
