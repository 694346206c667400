"""Which pages are looked at, by whom, and what is done there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from evals.looks.scene import Scene

Step = Callable[[Page, Scene], None]


@dataclass(frozen=True)
class Shot:
    """`person`: an id of the sample, or "" before signing in. `address` may name what the scene holds: `{agenda}`.

    `crowded`: taken after many people joined. `tall`: the most pixels of it that are shown.
    """

    name: str
    person: str
    address: str
    steps: tuple[Step, ...] = ()
    crowded: bool = False
    tall: int = 6000


def press(name: str) -> Step:
    """A button, by its words."""

    def done(page: Page, _scene: Scene) -> None:
        page.get_by_role("button", name=name, exact=True).first.click()
        page.mouse.move(0, 0)

    return done


def open_fold(words: str) -> Step:
    """A fold (`st.expander`), by the words on it."""
    return lambda page, _scene: page.locator("summary", has_text=words).first.click()


def tab(name: str) -> Step:
    """A page's tab."""
    return lambda page, _scene: page.get_by_role("tab", name=name).click()


def part(name: str) -> Step:
    """One of the parts of the page Programme."""
    return lambda page, _scene: page.locator('[data-testid="stButtonGroup"] button', has_text=name).first.click()


def fill(label: str, text: str) -> Step:
    """A field, and Enter."""

    def done(page: Page, _scene: Scene) -> None:
        field = page.get_by_label(label).first
        field.fill(text)
        field.press("Enter")

    return done


def ask(question: str) -> Step:
    """A question in the conversation, and its answer."""

    def done(page: Page, _scene: Scene) -> None:
        before = page.locator(".mc-answer").count()
        field = page.get_by_placeholder("Ask your notes and the guidance")
        field.fill(question)
        field.press("Enter")
        page.locator(".mc-answer").nth(before).wait_for()

    return done


def upload(what: str) -> Step:
    """One of the scene's files, into the page's file field."""
    return lambda page, scene: page.locator("input[type=file]").first.set_input_files(getattr(scene, what))


def sentence(words: str) -> Step:
    """A look at the source of the sentence with these words: a tap where fingers do it."""

    def done(page: Page, _scene: Scene) -> None:
        found = page.locator(".mc-s[tabindex]", has_text=words).first
        found.tap() if page.evaluate("navigator.maxTouchPoints") else found.hover()
        found.locator(".mc-card").wait_for(state="visible")

    return done


def menu(page: Page, _scene: Scene) -> None:
    """The list of pages, where it is folded away."""
    button = page.get_by_test_id("stExpandSidebarButton")
    if button.is_visible():
        button.click()


SHOTS = (
    Shot("sign-in", "", "/sign-in"),
    Shot("first-start", "", "/first-start"),
    Shot("mentor-home", "daniel-k", "/"),
    Shot("mentor-agenda", "daniel-k", "/write?draft={agenda}"),
    Shot("mentor-agenda-source", "daniel-k", "/write?draft={agenda}", (sentence("written comments"),), tall=900),
    Shot("mentor-agenda-edit", "daniel-k", "/write?draft={agenda}", (press("Edit"),)),
    Shot("mentor-agenda-copy", "daniel-k", "/write?draft={agenda}", (press("Copy"),)),
    Shot("mentor-agenda-download", "daniel-k", "/write?draft={agenda}", (press("Download"),)),
    Shot("mentor-agenda-form", "daniel-k", "/write?kind=agenda"),
    Shot("mentor-goals", "daniel-k", "/goals"),
    Shot("mentor-notes", "daniel-k", "/notes"),
    Shot("mentor-notes-timeline", "daniel-k", "/notes", (tab("Timeline"),)),
    Shot("mentor-ask", "daniel-k", "/ask", (ask("When is the mock interview?"),)),
    Shot("mentor-settings", "daniel-k", "/settings"),
    Shot("mentee-home", "amara", "/"),
    Shot("mentee-write", "amara", "/write"),
    Shot("mentee-request-form", "amara", "/write?kind=outreach&type=request"),
    Shot("mentee-request", "amara", "/write?draft={request}"),
    Shot("mentee-blank", "amara", "/write?draft={blank}"),
    Shot("mentee-goal", "amara", "/write?draft={goal}"),
    Shot("mentee-history", "amara", "/write?draft={request}", (open_fold("History"),)),
    Shot("mentee-gone", "amara", "/write?draft=w-0000"),
    Shot("mentee-notes", "amara", "/notes"),
    Shot("mentee-timeline", "amara", "/notes", (tab("Timeline"),)),
    Shot("mentee-search", "amara", "/notes", (tab("Search"), fill("What do you look for?", "slot pricing"))),
    Shot("mentee-import", "amara", "/notes", (tab("Import files"),)),
    Shot("mentee-note", "amara", "/notes?note={note}"),
    Shot("mentee-note-edit", "amara", "/notes?note={note}", (press("Edit"),)),
    Shot("mentee-note-delete", "amara", "/notes?note={note}", (press("Delete"),)),
    Shot("mentee-goals", "amara", "/goals", (open_fold("Set a new goal"),)),
    Shot("mentee-goals-closed", "amara", "/goals"),
    Shot("mentee-ask-start", "amara", "/ask"),
    Shot("mentee-ask", "amara", "/ask", (ask("What is still open?"), ask("Which laptop should I buy?"))),
    Shot("mentee-library", "amara", "/library"),
    Shot("mentee-library-search", "amara", "/library", (fill("Search the guidance", "how to end a mentorship well"),)),
    Shot("mentee-card", "amara", "/library?document={card}"),
    Shot("mentee-settings", "amara", "/settings", (open_fold("A token for a program"), open_fold("Delete all"))),
    # Once unfolded it stays so, for as long as this person looks.
    Shot("mentee-menu", "amara", "/", (menu,), tall=900),
    Shot("new-home", "farah", "/"),
    Shot("new-write", "farah", "/write"),
    Shot("new-goals", "farah", "/goals"),
    Shot("new-timeline", "farah", "/notes", (tab("Timeline"),)),
    Shot("closing-thanks", "graham", "/write?draft={thanks}"),
    Shot("staff-home", "ruth", "/"),
    Shot("staff-programme", "ruth", "/programme"),
    Shot("staff-themes", "ruth", "/programme", (part("Feedback"),)),
    Shot("staff-survey", "ruth", "/programme", (part("Feedback"), upload("survey"))),
    Shot("staff-import", "ruth", "/programme", (part("Import"), upload("crowd"))),
    Shot("staff-sign-ins", "ruth", "/programme", (part("Sign-in"),)),
    Shot("staff-library", "ruth", "/library", (open_fold("Add documents"),)),
    Shot("staff-form", "ruth", "/write?kind=feedback"),
    Shot("staff-ask", "ruth", "/ask"),
    Shot("staff-settings", "ruth", "/settings"),
    Shot("sign-out", "ruth", "/sign-out"),
    Shot("crowd-sign-in", "", "/sign-in", crowded=True),
    Shot("crowd-programme", "ruth", "/programme", crowded=True),
)
"""In the order they are taken; what one person sees stands together."""
