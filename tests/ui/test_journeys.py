"""The main journeys in a real browser. Skipped, and said so, where this computer has no Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from evals.looks.browser import settle
from tests.ui.models import ECHO, STALLING

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the pages were not tried in a browser")
WAIT = 60_000
"""Milliseconds: on a busy machine a page may take its time, and what never comes fails all the same."""
expect.set_options(timeout=WAIT)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    with served(folder, 0) as (found, _):
        yield found


@contextmanager
def served(folder: Path, port: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The app's address and process, which ends with the block."""
    command = [sys.executable, "-m", "tests.ui.serving", str(folder), str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = next(line for line in process.stdout if "http://" in line)
            yield re.search(r"http://\S+", said).group(), process  # type: ignore[union-attr]
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, base_url=address, accept_downloads=True)
    context.set_default_timeout(WAIT)
    opened = context.new_page()
    elsewhere: list[str] = []
    broken: list[str] = []
    local = (address, address.replace("http", "ws"), "data:", "blob:")
    opened.on("request", lambda asked: elsewhere.append(asked.url) if not asked.url.startswith(local) else None)
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert elsewhere == [], "the page asked another host"
    assert broken == [], "a script failed"


def sign_in(page: Page, person: str, then: str = "/") -> None:
    page.goto(then)
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    page.click(f'form:has(input[value="{person}"]) button')
    expect(page.locator("h1").first).to_be_visible()
    settle(page)  # a click made while the page is drawn may be lost, which a person sees and a test does not


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=False).first
    field.fill(text)
    field.blur()


def pick(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=False).first
    box.click()
    box.fill(text)
    page.keyboard.press("Enter")


def test_a_mentee_writes_a_note_and_accepts_what_was_promised_in_it(page: Page) -> None:
    sign_in(page, "farah", "/notes")
    fill(page, "Your note", "We met for an hour.\n- I will send Lúcia the heron report by 4 December 2026\n")
    page.get_by_role("button", name="Keep").first.click()
    found = page.get_by_text("heron report").last
    expect(found).to_be_visible()
    page.get_by_role("button", name="Accept").first.click()
    page.goto("/")
    expect(page.get_by_text("heron report").first).to_be_visible()


def test_a_request_is_drafted_answered_edited_accepted_and_taken_along(page: Page, tmp_path: Path) -> None:
    sign_in(page, "farah", "/write?kind=outreach&type=request")
    expect(page.get_by_role("button", name="Draft it")).to_be_visible()
    pick(page, "To whom?", "Helena Brandt")
    fill(page, "Why this person?", "your talk on customs questions")
    page.get_by_role("button", name="Draft it").click()
    paper = page.locator(".mc-paper")
    expect(paper).to_contain_text("your talk on customs questions")
    expect(paper).to_contain_text("Your words here")

    fill(page, "What exactly do you want to ask", "20 minutes on how you trained your first line")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(paper).to_contain_text("20 minutes on how you trained your first line")

    sentence = page.locator(".mc-s[tabindex]", has_text="customs questions")
    sentence.focus()
    expect(sentence.locator(".mc-card")).to_be_visible()
    expect(sentence.locator(".mc-card")).to_contain_text("You wrote")

    page.get_by_role("button", name="Edit", exact=True).click()
    field = page.locator("textarea", has_text="customs questions").first
    field.fill("What made me think of you is your talk on customs questions in Lisbon in 1999.")
    page.get_by_role("button", name="Save and review").click()
    expect(page.locator(".mc-s.unsupported")).to_contain_text("Lisbon in 1999")
    expect(page.get_by_text("no source says this").first).to_be_visible()

    page.get_by_role("button", name="Download").click()
    with page.expect_download(timeout=WAIT) as waiting:
        page.get_by_role("button", name="Word (.docx)").click()
    file = tmp_path / "draft.docx"
    waiting.value.save_as(file)
    assert file.read_bytes()[:2] == b"PK"


def test_a_mentor_prepares_a_session_and_nobody_else_opens_the_draft(
    page: Page, browser: Browser, address: str
) -> None:
    sign_in(page, "lucia", "/write?kind=agenda")
    page.get_by_role("button", name="Draft it").click()
    expect(page.locator(".mc-paper")).to_contain_text("First steps")
    assert "draft=w-" in page.url
    other = browser.new_context(base_url=address)
    stranger = other.new_page()
    stranger.set_default_timeout(WAIT)
    sign_in(stranger, "graham", "/")
    stranger.goto(page.url)
    expect(stranger.get_by_role("heading", name="There is no such draft")).to_be_visible()
    assert stranger.locator(".mc-paper").count() == 0
    other.close()


def test_a_goal_is_sharpened_by_its_questions(page: Page) -> None:
    sign_in(page, "farah", "/write?kind=goal")
    fill(page, "Your goal, in your own words", "be more confident in meetings")
    page.get_by_role("button", name="Draft it").click()
    expect(page.locator(".mc-paper")).to_contain_text("be more confident in meetings")
    fill(page, "what will somebody else be able to see or count", "three calls out of four")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator(".mc-paper")).to_contain_text("three calls out of four")


def test_staff_add_guidance_and_it_is_cited(page: Page, tmp_path: Path) -> None:
    handbook = tmp_path / "travel.md"
    handbook.write_text(
        "# Travel rules\n\nTwo hotel nights are paid in a year, at most 95 euros each.\n", encoding="utf-8"
    )
    sign_in(page, "ruth", "/library")
    page.get_by_text("Add documents").click()
    page.locator("input[type=file]").first.set_input_files(str(handbook))
    expect(page.get_by_text("travel.md").first).to_be_visible()
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text("Travel rules").first).to_be_visible()
    page.goto("/ask")
    box = page.get_by_placeholder("Ask your notes and the guidance")
    box.fill("How many hotel nights are paid in a year?")
    page.keyboard.press("Enter")
    expect(page.get_by_text("at most 95 euros each").first).to_be_visible()


def test_staff_add_a_person_bring_two_together_and_end_it(page: Page) -> None:
    sign_in(page, "ruth", "/programme")
    page.locator("summary", has_text="Add a person").click()
    fill(page, "Name, new person", "Eve Elm")
    mentee = page.get_by_role("checkbox", name="Mentee").first
    mentee.locator("xpath=ancestor::label").click()  # the box drawn over it takes the click
    expect(mentee).to_be_checked()
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_text("Eve Elm (eve-elm), mentee")).to_be_visible()
    name = page.get_by_label("Name, new person")
    expect(name).to_have_count(1)  # the form before stands beside the new one until the page is drawn
    expect(name).to_have_value("")  # what was saved is not brought back
    page.locator("summary", has_text="Bring two people together").click()
    pick(page, "The mentor", "Lúcia Ferreira")
    pick(page, "The mentee", "Eve Elm")
    page.get_by_role("button", name="Bring them together").click()
    row = page.locator(".st-key-row-pair-lucia-eve-elm")
    expect(row).to_contain_text("Lúcia Ferreira with Eve Elm")
    expect(row.get_by_role("button", name="End it")).to_be_visible()
    row.get_by_role("button", name="End it").click()
    expect(row).to_contain_text("Ending takes nothing away")
    row.get_by_role("button", name="End this pair").click()
    expect(row).to_contain_text("until 20 Nov 2026")


def test_typed_words_outlive_a_session_that_ended_and_signing_out_forgets_them(page: Page) -> None:
    sign_in(page, "priya", "/notes")
    box = page.get_by_label("Your note").first
    box.press_sequentially("A half finished thought about the heron", delay=5)
    page.context.clear_cookies()
    page.goto("/notes")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    page.click('form:has(input[value="priya"]) button')
    expect(page.get_by_label("Your note").first).to_have_value("A half finished thought about the heron")
    page.goto("/sign-out")
    page.get_by_role("button", name="Sign out").click()
    page.click('form:has(input[value="priya"]) button')
    page.goto("/notes")
    expect(page.get_by_label("Your note").first).to_have_value("")


def test_typed_words_outlive_a_server_that_restarts(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "data", 0) as (address, _):
        port = int(address.rsplit(":", 1)[1])
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, "priya", "/notes")
        page.get_by_label("Your note").first.press_sequentially("Not to be lost", delay=5)
    expect(page.get_by_text("The app does not answer", exact=False)).to_be_visible()
    with served(tmp_path / "data", port):
        expect(page.get_by_label("Your note").first).to_have_value("Not to be lost")
        page.get_by_role("button", name="Keep").first.click()
        expect(page.get_by_text("Not to be lost").first).to_be_visible()
    context.close()


def test_a_page_that_is_loaded_anew_brings_back_words_share_switch_and_an_open_form(page: Page) -> None:
    sign_in(page, "priya", "/notes")
    box = page.get_by_label("Your note").first
    box.press_sequentially("We spoke of the heron", delay=5)
    share = page.get_by_role("switch", name="Share with").first
    share.locator("xpath=ancestor::label").click()
    expect(share).to_be_checked()
    page.reload()
    expect(box).to_have_value("We spoke of the heron")
    expect(share).to_be_checked()
    expect(page.locator(".mc-bar")).to_contain_text("is on, as you had left it")
    share.locator("xpath=ancestor::label").click()
    page.get_by_role("button", name="Keep").first.click()
    page.get_by_role("link", name="Read or change the note").click()
    page.get_by_role("button", name="Edit", exact=True).first.click()
    words = page.get_by_label("The note's text").first
    words.press("End")
    words.press_sequentially(", and of the crane", delay=5)
    page.reload()
    expect(words).to_have_value(re.compile("the heron, and of the crane"))
    settle(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".mc-sheet")).to_contain_text("and of the crane")
    expect(page.locator(".mc-chip.private").first).to_be_visible()
    page.wait_for_function("() => Object.keys(sessionStorage).length === 0", timeout=WAIT)


def test_a_session_that_ends_while_one_types_says_so_and_leads_back(page: Page) -> None:
    sign_in(page, "priya", "/notes")
    box = page.get_by_label("Your note").first
    box.press_sequentially("Begun before the end", delay=5)
    assert page.request.post("/sign-out", headers={"origin": page.url.removesuffix("/notes")}).ok
    page.get_by_role("button", name="Keep").first.click()
    expect(page.locator(".mc-bar")).to_contain_text("You have been signed out")
    assert page.get_by_role("dialog").count() == 0
    page.get_by_role("link", name="Sign in").click()
    page.click('form:has(input[value="priya"]) button')
    expect(page).to_have_url(re.compile(r"/notes$"))
    expect(box).to_have_value("Begun before the end")


def test_a_network_that_goes_is_told_quietly_and_heals(page: Page) -> None:
    sign_in(page, "priya", "/goals")
    page.context.set_offline(True)
    expect(page.locator(".mc-bar")).to_contain_text("The app does not answer")
    page.context.set_offline(False)
    expect(page.locator(".mc-bar")).to_contain_text("The app answers again")


def test_whoever_signs_in_next_sees_nothing_of_what_was_typed(page: Page) -> None:
    sign_in(page, "priya", "/notes")
    box = page.get_by_label("Your note").first
    box.press_sequentially("For nobody else", delay=5)
    other = page.context.new_page()
    other.goto("/sign-in")
    other.click('form:has(input[value="farah"]) button')
    expect(other.locator("h1").first).to_be_visible()
    with page.expect_navigation():
        page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator(".mc-who b")).to_have_text("Farah Siddiqui")
    expect(box).to_have_value("")
    box.press_sequentially("Nor this", delay=5)
    other.goto("/sign-out")
    other.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile(r"/sign-in"))
    assert page.evaluate("() => Object.keys(sessionStorage).length") == 0


def test_a_link_to_the_page_one_is_on_keeps_what_it_names(page: Page) -> None:
    sign_in(page, "farah", "/write")
    page.get_by_role("link", name="A goal").first.click()
    expect(page).to_have_url(re.compile(r"kind=goal"))
    expect(page.get_by_role("button", name="Draft it")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="What would you like to write?")).to_be_visible()


def let_write(page: Page, model: str) -> None:
    """Choose the model in Settings; none where it is empty."""
    page.goto("/settings")
    fold = page.locator("details", has_text="Choose a model")
    expect(fold).to_be_visible()
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    field = page.get_by_label("Model", exact=True)
    if model:
        field.fill(model)
        page.get_by_role("button", name="Let it write").click()
        expect(page.locator(".mc-facts", has_text="Writes now")).to_contain_text(model)
    else:
        page.get_by_role("button", name="Write without a model").click()
        expect(page.get_by_text("No model is set.")).to_be_visible()


def test_a_model_is_chosen_stopped_and_then_lets_a_draft_be_finished_and_shortened(page: Page) -> None:
    sign_in(page, "priya", "/write")  # nobody else in this file drafts as Priya
    let_write(page, STALLING)
    page.goto("/write?kind=outreach&type=request")
    pick(page, "To whom?", "Helena Brandt")
    fill(page, "Why this person?", "your talk on customs questions")
    fill(page, "What do you ask for?", "20 minutes on how you trained your first line")
    fill(page, "What should they know of you?", "I run the night shift.")
    page.get_by_role("button", name="Draft it").dblclick()
    expect(page.locator(".mc-landing")).to_contain_text("your talk on customs questions")
    expect(page.locator(".mc-landing .mc-tag").first).to_have_text("You wrote")
    page.get_by_role("button", name="Stop").click()
    paper = page.locator(".mc-paper:not(.mc-landing)")
    expect(paper).to_contain_text("your talk on customs questions")
    expect(page.get_by_text("Put together without a model.")).to_be_visible()
    draft = page.url

    let_write(page, ECHO)
    page.goto(draft)
    page.get_by_role("button", name="Ask the model again").click()
    expect(page.get_by_text(f"Written with {ECHO}")).to_be_visible()
    waiting = page.get_by_label("Is there something you could offer", exact=False)
    waiting.fill("I can show you our rota.")
    page.get_by_text("Say it differently").click()
    page.get_by_role("button", name="Shorter").click()
    expect(paper).to_contain_text("your talk on customs questions")
    expect(page.get_by_text(re.compile("Said differently|It stays as it was"))).to_be_visible()
    expect(waiting).to_have_value("I can show you our rota.")
    page.goto("/write")
    expect(page.locator(".mc-row")).to_have_count(1)  # pressed twice, begun once
    let_write(page, "")
