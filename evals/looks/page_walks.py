"""Ways through the app of the sample programme, one a role. Each stops wherever there is something to look at, and says what.

A walk leaves things behind (a note, drafts), so each runs once on a data folder, in each view by another person if it matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page

from evals.looks.browser import go, settle, sign_in

Walk = Callable[[Page, Path], Iterator[str]]
"""Given a tab and a folder for files; yields the name of what stands on the page now."""
NOTE = "We met for an hour.\n- I will send the heron report by 4 December 2026\n- the slides wait for the panel\n"


def entrance(page: Page, _folder: Path) -> Iterator[str]:
    """Before anyone is in: signing in, the first start with what cannot be used, and a workspace with nothing in it."""
    page.goto("/sign-in")
    yield "sign-in"
    page.goto("/first-start")
    yield "first start"
    page.get_by_label("What is your name?").fill(" ")
    page.get_by_label("Whom do you meet?").fill("Wren")
    page.get_by_role("button", name="Begin").click()
    yield "first start, refused"
    page.get_by_label("What is your name?").fill("Noa Lindqvist")
    page.get_by_role("button", name="Begin").click()
    settle(page)
    yield "home, empty"
    for name in ("write", "notes", "goals", "ask", "library", "settings"):
        go(page, f"/{name}")
        yield f"{name}, empty"
    go(page, "/notes")
    page.get_by_role("tab", name="Timeline").click()
    settle(page)
    yield "timeline, empty"
    page.goto("/sign-out")
    yield "sign-out"


def mentee(page: Page, _folder: Path) -> Iterator[str]:
    """A mentee: notes, goals, a message drafted, a question, what is kept of them, and ways that lead nowhere."""
    sign_in(page, "farah")
    yield "home"
    yield from _notes(page)
    yield from _goals(page)
    yield from _drafts(page)
    yield from _asking(page)
    yield from _library(page)
    go(page, "/settings")
    for closed in page.locator("[data-testid=stMain] summary").all():
        closed.click()
    settle(page)
    yield "settings, all open"
    for address in ("/write?draft=w-none", "/notes?note=none", "/library?document=none", "/nowhere"):
        page.goto(address)
        page.wait_for_load_state()
        if address != "/nowhere":
            settle(page)
        else:
            page.wait_for_timeout(1500)
        yield f"not found: {address.partition('=')[0]}"


def mentor(page: Page, _folder: Path) -> Iterator[str]:
    """A mentor who is a mentee, too: home, an agenda with a sentence open, timelines, a private goal."""
    sign_in(page, "amara")
    yield "home"
    go(page, "/write?kind=agenda")
    yield "agenda, form"
    pick(page, "With whom?", 0)
    press(page, "Draft it")
    page.locator(".mc-paper").wait_for()
    yield "agenda"
    page.locator(".mc-s[tabindex]").first.focus()
    yield "agenda, a sentence open"
    go(page, "/notes")
    page.get_by_role("tab", name="Timeline").click()
    settle(page)
    yield "timeline"
    go(page, "/goals")
    yield "goals"
    go(page, "/ask")
    yield "ask, with a choice"


def staff(page: Page, folder: Path) -> Iterator[str]:
    """Staff: the programme's four parts, guidance added, read, replaced, and themes of feedback."""
    sign_in(page, "ruth")
    yield "home"
    go(page, "/programme")
    yield "programme, people"
    page.get_by_label("Show only names with").fill("zzz")
    page.keyboard.press("Enter")
    settle(page)
    yield "programme, nobody of that name"
    for part in ("Feedback", "Import", "Sign-in"):
        page.locator("[data-testid=stButtonGroup]").get_by_text(part, exact=True).click()
        settle(page)
        yield f"programme, {part.lower()}"
        if part == "Feedback":
            _choose_file(page, folder / "answers.csv", "who,what\na,more time\nb,fewer forms\n", "stForm")
            yield "programme, a survey's columns"
        if part == "Import":
            _choose_file(page, folder / "wrong.yaml", "format: mentoring-programme/1\npeople: 3\n", "stAlert")
            yield "programme, a wrong file"
    go(page, "/library")
    page.get_by_text("Add documents").click()
    settle(page)
    _choose_file(page, folder / "travel.md", "# Travel rules\n\nTwo nights are paid.\n", "stFileChip")
    press(page, "Add to the library")
    page.get_by_text("Added: ").wait_for()
    settle(page)
    yield "library, a document added"
    page.locator("[class*=st-key-read-] button", has_text="Travel rules").click()
    settle(page)
    page.get_by_text("Replace or remove it").click()
    settle(page)
    yield "library, a document to replace"
    go(page, "/write?kind=feedback")
    yield "themes, form"
    press(page, "Draft it")
    page.wait_for_url(re.compile("draft="))
    settle(page)
    yield "themes"
    go(page, "/settings")
    yield "settings"


WALKS: Mapping[str, Walk] = {"nobody": entrance, "mentee": mentee, "mentor": mentor, "staff": staff}


def press(page: Page, name: str) -> None:
    """The visible button of that name; then the page settles."""
    page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()
    settle(page)


def pick(page: Page, label: str, place: int) -> None:
    """The choice at that place of a list to choose from."""
    page.get_by_label(label, exact=False).first.click()
    page.get_by_role("option").nth(place).click()
    settle(page)


def type_in(page: Page, label: str, text: str) -> None:
    """Words in the field of that label, which is left afterwards."""
    field = page.get_by_label(label, exact=False).filter(visible=True).first
    field.fill(text)
    field.blur()


def _choose_file(page: Page, file: Path, text: str, then: str) -> None:
    file.write_text(text, encoding="utf-8")
    page.locator("input[type=file]").first.set_input_files(str(file))
    page.locator(f"[data-testid={then}]").first.wait_for()
    settle(page)


def _notes(page: Page) -> Iterator[str]:
    go(page, "/notes")
    type_in(page, "Your note", NOTE)
    press(page, "Keep this note")
    page.get_by_text("Your note is kept").wait_for()
    yield "notes, one just kept"
    page.locator("[class*=st-key-row-found] button", has_text="Edit").first.click()
    settle(page)
    yield "notes, an action being edited"
    press(page, "Accept as changed")
    page.get_by_role("tab", name="Timeline").click()
    settle(page)
    yield "timeline"
    page.get_by_role("tab", name="Search").click()
    type_in(page, "What do you look for?", "heron")
    press(page, "Search")
    yield "notes, found"
    page.get_by_role("tab", name="Import files").click()
    settle(page)
    yield "notes, files"
    page.get_by_role("tab", name="Search").click()
    page.get_by_role("link", name="Read the note").first.click()
    page.locator(".mc-sheet").wait_for()
    settle(page)
    yield "a note"
    press(page, "Delete")
    yield "a note, delete it?"
    press(page, "Leave it as it is")
    press(page, "Edit")
    yield "a note being edited"
    address = page.url
    other = page.context.new_page()
    go(other, address)  # it names the open form, so the form is open here, too
    type_in(other, "The note's title", "Another title")
    press(other, "Save")
    other.get_by_role("heading", name="Another title").wait_for()
    other.close()
    type_in(page, "The note's title", "My own title")
    press(page, "Save")
    page.get_by_text("It was changed meanwhile").wait_for()
    yield "a note, a conflict"


def _goals(page: Page) -> Iterator[str]:
    go(page, "/goals")
    page.get_by_text("Set a new goal").click()
    settle(page)
    yield "goals, a new one"
    press(page, "Edit")
    yield "goals, one being edited"
    press(page, "Cancel")
    sharing = page.get_by_role("button", name=re.compile("Share with|Make it private"))
    if sharing.count():
        sharing.first.click()
        settle(page)
        yield "goals, share it?"


def _drafts(page: Page) -> Iterator[str]:
    go(page, "/write?kind=outreach&type=request")
    page.get_by_text("Tone and length").click()
    settle(page)
    yield "request, form"
    box = page.get_by_label("To whom?").first
    box.fill("Helena Brandt")
    page.keyboard.press("Enter")
    type_in(page, "Why this person?", "your talk on customs questions")
    press(page, "Draft it")
    page.locator(".mc-paper").wait_for()
    settle(page)
    yield "request"
    page.locator(".mc-s[tabindex]", has_text="customs questions").focus()
    yield "request, a sentence open"
    for name in ("Copy", "Download", "Delete this draft"):
        press(page, name)
        yield f"request, {name.lower()}"
        page.keyboard.press("Escape")
        settle(page)
    press(page, "Edit")
    yield "request, being edited"
    other = page.context.new_page()
    go(other, page.url)  # it names the open fields
    _edit(other, "What made me write is your talk on customs questions in Lisbon in 1999.")
    other.locator(".mc-s.unsupported").wait_for()
    other.close()
    page.locator("textarea", has_text="customs questions").first.fill("Your talk on customs questions made me write.")
    press(page, "Save and review")
    page.get_by_text("What you wrote").first.wait_for()
    yield "request, a conflict"
    go(page, page.url.split("&edit=")[0])  # with it, the form would be open again
    page.get_by_text("History:").click()
    settle(page)
    yield "request, no source, history"
    press(page, "Accept")
    page.get_by_role("button", name="Open it again").wait_for()
    yield "request, accepted"
    go(page, "/write?kind=outreach&type=request")
    press(page, "Draft it")
    yield "request, questions alone"
    go(page, "/write?kind=goal")
    type_in(page, "Your goal, in your own words", "be more confident in meetings")
    press(page, "Draft it")
    page.locator(".mc-paper").wait_for()
    settle(page)
    yield "goal"
    go(page, "/write?kind=outreach&type=follow_up")
    pick(page, "To whom?", 0)
    press(page, "Draft it")
    page.wait_for_url(re.compile("draft="))
    settle(page)
    yield "follow-up"
    go(page, "/write")
    yield "write"


def _edit(page: Page, text: str) -> None:
    page.locator("textarea", has_text="customs questions").first.fill(text)
    press(page, "Save and review")


def _asking(page: Page) -> Iterator[str]:
    go(page, "/ask")
    page.locator("[class*=st-key-ask-example-0] button").click()
    page.locator(".mc-answer").wait_for()
    settle(page)
    _open_all(page.locator(".mc-answer summary"))
    yield "ask, answered"
    box = page.get_by_placeholder("Ask your notes and the guidance")
    box.fill("zxqv wvut?")
    page.keyboard.press("Enter")
    page.locator(".mc-answer").nth(1).wait_for()
    settle(page)
    yield "ask, nothing found"


def _library(page: Page) -> Iterator[str]:
    go(page, "/library")
    type_in(page, "Search the guidance", "how to end a mentorship well")
    press(page, "Search")
    page.locator(".mc-hit").first.wait_for()
    yield "library, found"
    press(page, "Read it in its place")
    page.locator(".mc-read").wait_for()
    settle(page)
    _open_all(page.locator(".mc-toc summary"))
    yield "library, a document"


def _open_all(summaries: Locator) -> None:
    for one in summaries.all():
        one.click()
