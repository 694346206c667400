"""From an empty data folder to a page in the browser, and to a first draft: what a new user waits for.

The app is started as `make run` starts it, on a new folder with the sample programme and the real encoder, and looked at
in a headless Chromium. A time ends when the page's heading stands and no script of it runs any more; a draft's when its
sentences are on the screen.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, at_most

if TYPE_CHECKING:
    from playwright.sync_api import Page

_ROOT = Path(__file__).parents[2]
_PATIENCE = 120.0
"""Seconds after which what has not come is an error."""
_PAGE, _DRAFT = 15.0, 2.0
_PAGES = {
    "farah": ("Write", "Notes", "Goals", "Ask", "Library", "Settings", "Home"),
    "ruth": ("Programme",),
}
_DRAFTS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("agenda", "lucia", "/write?kind=agenda", {}),
    (
        "outreach",
        "farah",
        "/write?kind=outreach&type=follow_up",
        {"What do you ask for now?": "20 minutes on the report"},
    ),
    ("goal", "farah", "/write?kind=goal", {"Your goal, in your own words": "be more confident in meetings"}),
    ("feedback", "ruth", "/write?kind=feedback", {}),
)
"""Kind, who writes it, where, and what is typed first; people and periods are the sample's."""


@dataclass(frozen=True)
class Served:
    """The app, and how many seconds passed until it printed its address and answered there."""

    address: str
    answered: float
    started: float


def measure(run: Run) -> Measured:
    """Start twice, look at each page, and have each kind of draft written once."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        raise SuiteSkipped("there is no Chromium, or no playwright, here; install both to measure what is seen.")
    from playwright.sync_api import sync_playwright

    folder = run.scratch / "start"
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with _served(folder) as served:
            page = browser.new_context(base_url=served.address, viewport={"width": 1280, "height": 1000}).new_page()
            page.set_default_timeout(_PATIENCE * 1000)
            _sign_in(page, "farah")
            seen = time.perf_counter() - served.started
            cold = _draft(page, *_DRAFTS[0])
            drafts = {one[0]: _draft(page, *one) for one in _DRAFTS}
            pages = {name: _click(page, name) for person in _PAGES for name in _visit(page, person)}
        with _served(folder) as again:
            pass
        browser.close()
    return Measured(
        (
            Figure("start to an answer", served.answered, "s", note=f"an empty folder; load {load:.1f} before"),
            Figure("start to the first page", seen, "s", at_most(_PAGE), note="drawn in Chromium, signing in included"),
            Figure("second start to an answer", again.answered, "s"),
            Figure("first draft while the encoder loads", cold, "s", note="asked for at once"),
            *(Figure(f"first draft warm: {kind}", took, "s", at_most(_DRAFT)) for kind, took in drafts.items()),
            Figure(
                "slowest page, click to drawn", max(pages.values()), "s", note=max(pages, key=lambda one: pages[one])
            ),
        ),
        {"page": _PAGE, "draft": _DRAFT, "load before": load, "processors": os.cpu_count()},
        tables=(Table("pages", ("page", "s"), tuple((name, f"{took:.2f}") for name, took in pages.items())),),
    )


@contextmanager
def _served(folder: Path) -> Iterator[Served]:
    """The app on that folder, ended with the block."""
    command = [sys.executable, "-m", "ui", "--sample", "--port", "0", "--data", str(folder)]
    started = time.perf_counter()
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = next((found for line in process.stdout if (found := re.search(r"http://\S+", line))), None)
            if found is None:
                raise RuntimeError("The app ended before it said its address; try `python -m ui` by hand.")
            yield Served(found.group(), time.perf_counter() - started, started)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _sign_in(page: Page, person: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.click(f'form:has(input[value="{person}"]) button')
    _drawn(page)


def _draft(page: Page, _kind: str, person: str, place: str, typed: dict[str, str]) -> float:
    """Seconds from pressing the button to sentences on the screen."""
    _sign_in(page, person)
    page.goto(place)
    button = page.get_by_role("button", name="Draft it")
    button.wait_for()
    _drawn(page)
    if "outreach" in place:
        box = page.get_by_label("To whom?").first
        box.fill("Helena Brandt")
        page.keyboard.press("Enter")
    for label, text in typed.items():
        page.get_by_label(label).first.fill(text)

    def write() -> None:
        button.click()
        page.locator(".mc-paper .mc-s").first.wait_for()

    return _timed(write)


def _visit(page: Page, person: str) -> tuple[str, ...]:
    _sign_in(page, person)
    return _PAGES[person]


def _click(page: Page, name: str) -> float:
    """Seconds from pressing the page's name to all of it being there."""
    before = page.locator("h1").first.inner_text()
    link = page.locator("[data-testid=stSidebarNav]").get_by_role("link", name=name)

    def press() -> None:
        link.click()
        page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
        _drawn(page)

    return _timed(press)


def _drawn(page: Page) -> None:
    page.locator("h1").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
