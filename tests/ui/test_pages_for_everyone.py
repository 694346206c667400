"""The pages for people who see, hear or type otherwise, and for words that nobody expects. Skipped where no Chromium is.

`python -m evals pages` makes every walk in both views, and tries many more words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from evals.looks.browser import NARROW, WIDE, View, barriers, broken, browsing, chromium, served, settle, tab
from evals.looks.page_texts import NASTY, Tried, type_texts
from evals.looks.page_walks import WALKS

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium here: the pages were not tried in a browser")
MOST_TABS = 120


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with served([sys.executable, "-m", "tests.ui.serving", str(folder), "0"]) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.mark.parametrize(("walk", "view"), [("nobody", WIDE), ("mentor", NARROW)], ids=str)
def test_nothing_keeps_people_from_using_a_page(
    browser: Browser, origin: str, tmp_path: Path, walk: str, view: View
) -> None:
    with tab(browser, origin, view) as (page, watch):
        for stop in WALKS[walk](page, tmp_path):
            assert [str(one) for one in barriers(page) if one.is_grave] == [], stop
            assert [*watch.take(), *broken(page)] == [], stop


def test_odd_words_stay_words_on_every_page(browser: Browser, origin: str) -> None:
    tried = Tried()
    with tab(browser, origin, NARROW) as (page, watch):
        type_texts(page, watch, f"{NASTY[0]} {NASTY[2]} {NASTY[3][:40]} {'W' * 90}", tried)
    assert tried.wrong == []
    assert tried.tried > 10


def test_a_note_is_written_shared_and_used_by_keyboard_alone(browser: Browser, origin: str) -> None:
    with tab(browser, origin, WIDE) as (page, watch):
        page.goto("/sign-in?next=/notes")
        tab_to(page, "Graham")
        page.keyboard.press("Enter")
        page.get_by_label("Your note").wait_for()
        settle(page)

        tab_to(page, "Skip to main content")
        page.keyboard.press("Enter")
        between = tab_to(page, "Your note")
        assert "Home" not in between, "the skip link leads past the pages' names"
        page.keyboard.type("We looked at the budget. I will send Amara the plan by 4 December 2026")
        tab_to(page, "Share with Amara")
        page.keyboard.press("Space")
        tab_to(page, "Keep this note")
        page.keyboard.press("Enter")
        page.get_by_text("Kept, and shared with Amara").wait_for()
        settle(page)

        page.goto("/write?kind=agenda")
        settle(page)
        tab_to(page, "Draft it")
        page.keyboard.press("Enter")
        page.locator(".mc-paper").wait_for()
        settle(page)
        tab_to(page, "", role="group")
        card = page.locator(".mc-s:focus .mc-card")
        assert card.is_visible(), "a sentence in focus shows its source"
        page.keyboard.press("Escape")
        assert not card.is_visible(), "and Escape puts it away"
        tab_to(page, "Accept")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Open it again").wait_for()
        assert watch.take() == []


def test_what_a_link_on_the_same_page_opened_is_still_there_after_the_next_press(browser: Browser, origin: str) -> None:
    with tab(browser, origin) as (page, watch):
        page.goto("/sign-in?next=/write")
        page.click('form:has(input[name="name"][value="priya"]) button')
        settle(page)
        page.get_by_role("link", name="A goal").first.click()
        page.get_by_label("Your goal, in your own words").fill("speak up")
        settle(page)
        page.get_by_role("button", name="Draft it").click()
        page.locator(".mc-paper").wait_for()
        page.get_by_role("link", name="Write", exact=True).first.click()
        page.get_by_role("heading", name="What would you like to write?").wait_for()
        page.go_back()
        page.locator(".mc-paper").wait_for()
        assert watch.take() == []


def tab_to(page: Page, name: str, role: str = "") -> list[str]:
    """Press Tab until what has that name, or role, is in focus. Returns what was passed; each of it showed where one is."""
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        said = said_of(page)
        assert page.evaluate(_IS_SEEN), f"one cannot see that {said!r} is in focus"
        if (name and name in said) or (role and page.evaluate("() => document.activeElement.role") == role):
            return passed
        passed.append(said)
    raise AssertionError(f"{name or role} is not reached by Tab; these are: {passed}")


def said_of(page: Page) -> str:
    """What is in focus, as it is called."""
    return str(page.evaluate(_NAME)).strip()


_NAME = """() => {
  const one = document.activeElement;
  if (one.querySelector('h1')) return one.tagName;
  return one.ariaLabel || (one.labels && one.labels[0] && one.labels[0].innerText) || one.innerText || one.tagName;
}"""
_IS_SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return true;
  const marked = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  const near = [one, one.parentElement, one.parentElement.parentElement, one.nextElementSibling, one.previousElementSibling,
    one.closest('label'), one.closest('[data-baseweb], [role=group]'), one.closest('label')?.querySelector('div, span')];
  if (!near.filter(Boolean).some(marked)) return false;
  const box = one.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""
