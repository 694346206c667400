"""`python -m evals.looks.screenshots --out FOLDER`: every page, as people see it, at two widths, light and dark.

Starts the app by itself on a free port, with the sample programme in a folder of its own, and walks through it in
Chromium. `--readme` takes the six pictures of the README instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from playwright.sync_api import Browser, Error, Page, sync_playwright

from evals.looks.readme_pictures import PICTURES, put_together
from evals.looks.scene import Scene, join_crowd, prepared
from evals.looks.shot_list import SHOTS, Shot

ROOT = Path(__file__).parents[2]
WIDTHS = (1440, 380)
SCHEMES = ("light", "dark")
_HEIGHTS = {1440: 900, 380: 760}
_WAIT = 180_000
_READY = "[data-testid=stApp][data-test-script-state=notRunning]"
_RUNNING = "[data-testid=stApp]:not([data-test-script-state=notRunning]), [data-stale=true], [data-testid=stSpinner]"
_MEASURE = """() => Math.max(...[...document.querySelectorAll(
    '[data-testid=stMain], [data-testid=stAppScrollToBottomContainer], [data-testid=stSidebarContent], html')].map((one) => one.scrollHeight))"""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the pictures go.")
@click.option("--only", default="", metavar="WORDS", help="Those whose names match this regular expression.")
@click.option("--width", "widths", multiple=True, type=int, help="One of 1440 and 380; both if left out.")
@click.option("--scheme", "schemes", multiple=True, type=click.Choice(SCHEMES), help="Both if left out.")
@click.option("--readme", is_flag=True, help="Take the README's pictures alone, and write them to docs/images.")
@click.option("--chromium", type=click.Path(dir_okay=False), help="The browser; found on the PATH if left out.")
def main(
    out: Path, only: str, widths: tuple[int, ...], schemes: tuple[str, ...], readme: bool, chromium: str | None
) -> None:
    """Take pictures of every page. Exits with 1 where one could not be taken."""
    browser = chromium or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise click.ClickException("No Chromium is on the PATH. Install it, or name it with --chromium.")
    out.mkdir(parents=True, exist_ok=True)
    ways = [(width, scheme) for width in widths or WIDTHS for scheme in schemes or SCHEMES]
    wanted = [(one, *way) for way in ways for one in SHOTS if re.search(only, one.name)]
    if readme:
        named = {(shot, picture.width, "light") for picture in PICTURES for shot in picture.shots}
        wanted = [each for each in wanted if (each[0].name, *each[1:]) in named]
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="screenshots-", ignore_cleanup_errors=True) as folder:
        scene = prepared(Path(folder))
        for crowded in (False, True):
            taking = [each for each in wanted if each[0].crowded is crowded]
            if not taking:
                continue
            if crowded:
                join_crowd(scene)
            with served(scene.folder / "data") as address, sync_playwright() as playwright:
                opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
                for width, scheme in ways:
                    shots = [one for one, *way in taking if tuple(way) == (width, scheme)]
                    failed += _walk(opened, address, shots, scene, out, width, scheme)
                opened.close()
    if readme:
        for picture in put_together(out, ROOT / "docs" / "images"):
            click.echo(f"{picture.name}: {picture.stat().st_size // 1000} kB")
    if failed:
        raise click.ClickException("Not taken: " + ", ".join(failed))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The app's address, until the block ends."""
    command = [sys.executable, "-m", "ui", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "HF_HUB_OFFLINE": "1"}
    ) as process:
        try:
            assert process.stdout is not None
            found = next((match for line in process.stdout if (match := re.search(r"http://\S+", line))), None)
            if found is None:
                raise click.ClickException("The app ended before it said its address; see above.")
            yield found.group()
        finally:
            process.terminate()
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()


def _walk(
    browser: Browser, address: str, shots: Sequence[Shot], scene: Scene, out: Path, width: int, scheme: str
) -> list[str]:
    """Take them all at that width; returns the names of those that could not be taken."""
    failed = []
    person, page = None, None
    for one in shots:
        if page is None or one.person != person:
            if page is not None:
                page.context.close()
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": _HEIGHTS[width]},
                color_scheme="dark" if scheme == "dark" else "light",
                has_touch=width < 640,
                reduced_motion="reduce",
                locale="en-GB",
            )
            context.set_default_timeout(_WAIT)
            page = context.new_page()
            person = one.person
            if person:
                page.goto("/sign-in")
                page.click(f'form:has(input[value="{person}"]) button')
        name = f"{one.name}-{width}-{scheme}"
        try:
            _take(page, one, scene, out / f"{name}.png", width)
        except Error as error:
            click.echo(f"{name}: {error.message.splitlines()[0]}", err=True)
            page.screenshot(path=out / f"{name}-failed.png")
            failed.append(name)
    if page is not None:
        page.context.close()
    return failed


def _take(page: Page, one: Shot, scene: Scene, file: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": _HEIGHTS[width]})
    page.goto(one.address.format(**scene.names))
    plain = page.locator("body.entrance").count() > 0
    if not plain:
        page.locator("h1").first.wait_for()
    for step in ((lambda _page, _scene: None), *one.steps):
        step(page, scene)
        if not plain:
            _settle(page)
    height = min(max(page.evaluate(_MEASURE), _HEIGHTS[width]), one.tall)
    if height != _HEIGHTS[width]:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(400)
    page.screenshot(path=file, full_page=plain)


def _settle(page: Page) -> None:
    """Until nothing runs, nothing spins and every letter is there."""
    page.wait_for_timeout(250)
    page.locator(_READY).first.wait_for()
    page.locator(_RUNNING).first.wait_for(state="detached")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(250)


if __name__ == "__main__":
    main()
