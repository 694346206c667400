"""Odd words in the pages' fields, and on the pages: they stay words, come back as typed, and break nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from copilot import programme_file
from evals.inputs.odd_texts import programme_of
from evals.looks.browser import NARROW, Watch, app_on, broken, browsing, go, served, settle, sign_in, tab
from evals.looks.page_walks import press, type_in
from evals.workspace import open_copilot

NASTY = (
    "<script>window.__pwned=1</script><img src=x onerror=\"window.__pwned=2\"><svg onload='alert(1)'>",
    '"><iframe src="javascript:parent.__pwned=3"></iframe><a href="javascript:alert(1)">a</a> \'"`',
    "![i](http://elsewhere.example/i.png) [l](http://elsewhere.example) <http://elsewhere.example> **b** _i_ `c` # h",
    "$x^2$ $$\\frac{a}{b}$$ :red[red] :material/home: :heart: :blue-background[b] :small[s] ~~gone~~ | a | b |",
    "\u202etxet esrever\u202c \u200b\u200c\u200d\ufeff مرحبا Ṱ̺̺o͎̟ 👩\u200d👩\u200d👧 田中さん Ω≈ç√ \u00a0end",
    "W" * 180 + " " + "🙂" * 60,
    "{{7*7}} ${jndi:ldap://x} %s %n %(name)s {0} {room} '; DROP TABLE notes; -- \\n \\u0041 &amp; &#60;b&#62;",
    "bell \x07 escape \x1b[31m nul \x00 unit \x1f line\u2028separator tab\tend",
)
"""Each kind of mischief once: markup, Markdown and Streamlit's own, invisible and long words, other languages' code."""

_TITLE = 100
"""So many characters fit in a title, whatever a browser counts an emoji as."""


@dataclass
class Tried:
    """How many uses of words there were, and the sentences that say what went wrong."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)

    def look(self, page: Page, watch: Watch, what: str) -> None:
        """Count the use; note whatever the page did that it may not do."""
        self.tried += 1
        self.wrong += [f"{what}: {each}" for each in [*watch.take(), *broken(page)]]

    def same(self, what: str, wanted: str, found: str) -> None:
        """Note words that came back changed. A field loses what no text needs: NULs and ends of lines as typed."""
        if _bare(wanted) != _bare(found):
            self.wrong.append(f"{what}: {wanted[:60]!r} became {found[:60]!r}")


def _bare(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def type_texts(page: Page, watch: Watch, text: str, tried: Tried) -> None:
    """One text in the fields of every page of a mentee, then of staff; each page that shows it is looked at."""
    sign_in(page, "farah", "/notes")
    type_in(page, "Your note", f"{text}\n- I will send Lúcia {text[:60]} by 4 December 2026")
    type_in(page, "A few words that name it", text[:_TITLE])
    press(page, "Keep this note")
    page.get_by_text("Your note is kept").wait_for()
    settle(page)
    tried.look(page, watch, "a note just kept")
    page.get_by_role("tab", name="Timeline").click()
    settle(page)
    tried.look(page, watch, "the timeline")
    page.get_by_role("tab", name="Search").click()
    type_in(page, "What do you look for?", text)
    press(page, "Search")
    tried.look(page, watch, "a search in notes")
    page.get_by_role("tab", name="Write").click()
    page.get_by_role("link", name="Read or change the note").click()
    page.locator(".mc-sheet").wait_for()
    settle(page)
    tried.look(page, watch, "a note")
    press(page, "Edit")
    tried.same("a note's title", text[:_TITLE], page.get_by_label("The note's title").input_value())
    tried.same("a note", text, page.get_by_label("The note's text").input_value().split("\n")[0])
    go(page, "/goals")
    if not page.get_by_label("What do you want?").is_visible():
        page.get_by_text("Set a new goal").click()
    type_in(page, "What do you want?", text)
    press(page, "Set this goal")
    tried.look(page, watch, "a goal")
    go(page, "/write?kind=outreach&type=request")
    page.get_by_label("To whom?").first.fill("Helena Brandt")
    page.keyboard.press("Enter")
    for label in ("Why this person?", "What do you ask for?", "What should they know", "What can you offer"):
        type_in(page, label, text)
    press(page, "Draft it")
    page.wait_for_url("**draft=**")
    settle(page)
    tried.look(page, watch, "a draft")
    press(page, "Copy")
    tried.look(page, watch, "a draft to copy")
    page.keyboard.press("Escape")
    press(page, "Edit")
    type_in(page, "Add a sentence to", text)
    press(page, "Save and review")
    tried.look(page, watch, "a draft that was edited")
    go(page, "/write?kind=goal")
    type_in(page, "Your goal, in your own words", text)
    press(page, "Draft it")
    page.wait_for_url("**draft=**")
    settle(page)
    tried.look(page, watch, "a goal's draft")
    for address in ("/write", "/"):
        go(page, address)
        tried.look(page, watch, f"{address} afterwards")
    go(page, "/ask")
    page.get_by_placeholder("Ask your notes and the guidance").fill(text)
    page.keyboard.press("Enter")
    page.locator(".mc-answer").first.wait_for()
    settle(page)
    tried.look(page, watch, "a question")
    tried.same("a question", text, page.locator(".mc-question").first.inner_text())
    go(page, "/library")
    type_in(page, "Search the guidance", text)
    press(page, "Search")
    tried.look(page, watch, "a search in the library")
    go(page, "/settings")
    page.get_by_text("Delete all that is mine, for good").first.click()
    type_in(page, "Your id, to confirm", text)
    press(page, "Delete all that is mine, for good")
    tried.look(page, watch, "a wrong id")


def show_texts(texts: Sequence[str], folder: Path, tried: Tried) -> None:
    """Every text as a name, title, note, goal, action and piece of guidance of one programme: each page that lists them."""
    usable = [text for text in texts if text.strip() and "\0" not in text and not _is_half(text)]
    folder.mkdir(parents=True)
    file = folder / "odd.yaml"
    file.write_text(programme_file.dump(programme_of(usable)), encoding="utf-8", newline="\n")
    with open_copilot(folder / "data") as copilot:
        copilot.import_programme(file)
        copilot.corpus.wait_for_index()
    with (
        served(app_on(folder / "data")) as origin,
        browsing() as browser,
        tab(browser, origin, NARROW) as (page, watch),
    ):
        page.goto("/sign-in")
        tried.look(page, watch, f"{len(usable)} names to sign in as")
        sign_in(page, "p0")
        for address in ("/", "/notes", "/goals", "/write", "/library", "/ask", "/settings", "/notes?note=n0000"):
            go(page, address)
            if address == "/notes":
                page.get_by_role("tab", name="Timeline").click()
                settle(page)
            _all_of(page)
            tried.look(page, watch, f"{address} with all of them")
        for place in range(0, len(usable), 12):
            go(page, f"/notes?note=n{place:04}")
            tried.look(page, watch, f"the note {usable[place][:40]!r}")


def _all_of(page: Page, most: int = 60) -> None:
    """Ask for more until there is none."""
    for _ in range(most):
        more = page.get_by_role("button", name="Show ").filter(visible=True)
        if not more.count():
            return
        more.last.click()
        settle(page)


def _is_half(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
