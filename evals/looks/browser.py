"""The app in a real browser: served, looked at, and watched for what no page may do.

The app runs as a process of its own, as `python -m ui` starts it. Nothing here changes what is looked at.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Response, sync_playwright

ROOT = Path(__file__).parents[2]
_TOLD_ELSEWHERE = (
    "Failed to load resource: the server responded",
    "The page that you have requested does not seem to exist.",
)
WAIT = 60_000
"""Milliseconds that anything on a page may take."""
GRAVE = ("serious", "critical")
_SETTLED = """() => new Promise((done) => {
  const settled = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app) return document.readyState === 'complete';
    return app.dataset.testScriptState === 'notRunning' && !!app.querySelector('h1')
      && !document.querySelector('[data-testid="stSpinner"], [data-testid="stSkeleton"], [data-stale="true"]');
  };
  let changed = performance.now();
  const watching = new MutationObserver(() => { changed = performance.now(); });
  watching.observe(document, {childList: true, subtree: true, characterData: true, attributes: true});
  const timer = setInterval(() => {
    if (performance.now() - changed < QUIET || !settled()) return;
    clearInterval(timer);
    watching.disconnect();
    done(true);
  }, 40);
})""".replace("QUIET", "300")
"""Nothing is under way, and nothing has changed for a moment: what a press asks for begins only after it."""
_WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  const main = document.querySelector('[data-testid="stMain"]') || document.scrollingElement;
  if (document.documentElement.scrollWidth <= wide && main.scrollWidth <= main.clientWidth) return [];
  const over = [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > wide + 1 && getComputedStyle(one).position !== 'fixed';
  });
  return over.slice(-3).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${Math.round(one.getBoundingClientRect().right)} px`);
}"""


def chromium() -> str | None:
    """The browser of this computer, if it has one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass(frozen=True)
class View:
    """How a page is looked at. `width` and `height` in pixels."""

    scheme: str
    width: int
    height: int = 900

    def __str__(self) -> str:
        return f"{self.scheme} {self.width}"


WIDE, NARROW = View("light", 1440), View("dark", 380)


@dataclass
class Watch:
    """What one person's browser did that it may not do, in the order it happened."""

    origin: str
    wrong: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch everything the page does from now on."""
        ours = (self.origin, self.origin.replace("http", "ws", 1), "data:", "blob:", "about:")
        page.on("request", lambda one: self._unless(one.url.startswith(ours), f"asked {one.url[:120]}"))
        page.on("pageerror", lambda error: self._say(f"a script failed: {error}"))
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("dialog", self._dialog)

    def take(self) -> list[str]:
        """What was seen since it was taken last."""
        found, self.wrong = self.wrong, []
        return found

    def _answered(self, answer: Response) -> None:
        # A page that says why it cannot be shown is an answer like another.
        fine = answer.status < 400 or answer.request.is_navigation_request()
        self._unless(fine and answer.status < 500, f"{answer.status} for {answer.url[:120]}")

    def _said(self, message: ConsoleMessage) -> None:
        # What could not be loaded is told by its answer, with its address; a page that is not there by what is shown.
        fine = message.type != "error" or message.text.startswith(_TOLD_ELSEWHERE)
        self._unless(fine, f"console: {message.text[:200]}")

    def _unless(self, fine: bool, what: str) -> None:
        if not fine:
            self._say(what)

    def _say(self, what: str) -> None:
        self.wrong.append(what)

    def _dialog(self, dialog: Dialog) -> None:
        self._say(f"a dialog opened: {dialog.message[:80]}")
        dialog.dismiss()


@contextmanager
def served(command: Sequence[str]) -> Iterator[str]:
    """The address of the app that this command starts; it ends with the block."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = (re.search(r"http://\S+", line) for line in process.stdout)
            address = next(filter(None, said), None)
            if address is None:
                raise RuntimeError(f"The app did not start: {' '.join(command)}")
            yield address.group()
        finally:
            process.terminate()
            process.wait(timeout=30)


def app_on(folder: Path, *flags: str) -> list[str]:
    """The command that serves the app on a data folder, on a free port."""
    return [sys.executable, "-m", "ui", "--data", str(folder), "--port", "0", *flags]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def tab(browser: Browser, origin: str, view: View = WIDE) -> Iterator[tuple[Page, Watch]]:
    """A tab in which nobody is signed in, and what watches it."""
    context: BrowserContext = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme="dark" if view.scheme == "dark" else "light",
        reduced_motion="reduce",
        base_url=origin,
        accept_downloads=True,
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    watch = Watch(origin)
    watch.over(page)
    try:
        yield page, watch
    finally:
        context.close()


def settle(page: Page) -> None:
    """Wait until the page has drawn all it has to show."""
    page.wait_for_load_state()
    page.evaluate(_SETTLED)


def go(page: Page, address: str) -> None:
    """Open a page of the app and let it settle."""
    page.goto(address)
    settle(page)


def sign_in(page: Page, person: str, then: str = "/") -> None:
    """As that person of a programme on this computer alone."""
    page.goto(f"/sign-in?next={then}")
    page.click(f'form:has(input[name="name"][value="{person}"]) button')
    settle(page)


@cache
def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@dataclass(frozen=True)
class Barrier:
    """A rule of axe-core's that a page breaks, and where it does first."""

    rule: str
    impact: str
    count: int
    where: str
    why: str

    @property
    def is_grave(self) -> bool:
        return self.impact in GRAVE

    def __str__(self) -> str:
        return f"{self.impact} {self.rule} ×{self.count}: {self.where} ({self.why})"


def barriers(page: Page) -> list[Barrier]:
    """What keeps people from using the page as it stands now, by axe-core's rules."""
    # Both go through the debugger, which the page's content security policy does not bind.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations.map((one) => ({"
        "rule: one.id, impact: one.impact, count: one.nodes.length, where: one.nodes[0].html.slice(0, 220), "
        "why: [...one.nodes[0].any, ...one.nodes[0].all, ...one.nodes[0].none].map((each) => each.message).join('; ')"
        ".slice(0, 200)})))"
    )
    return [Barrier(**one) for one in found]


def broken(page: Page) -> list[str]:
    """What is wrong with the page as it stands: an exception on it, words that ran as a script, a page too wide."""
    said = [f"an exception: {one.inner_text()[:120]}" for one in page.locator('[data-testid="stException"]').all()]
    if page.evaluate("() => typeof window.__pwned !== 'undefined'"):
        said.append("words ran as a script")
    return said + [f"too wide: {one}" for one in page.evaluate(_WIDER)]
