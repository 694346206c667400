"""Questions answered in prose by a language model, on the page Ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.draft import (
    Block,
    Citation,
    CitationKind,
    Draft,
    DraftStatus,
    Finding,
    Origin,
    Sentence,
    Severity,
    Support,
)
from tests.ui.models import a_copilot_with
from tests.ui.rooms import NAUGHTY, looking, shown
from ui.components.answers import answer_html


def _ask(app: AppTest, question: str) -> AppTest:
    app.chat_input[0].set_value(question).run()
    assert not app.exception, app.exception
    return app


def test_an_answer_is_prose_whose_sentences_show_where_they_come_from(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        page = shown(_ask(looking(copilot, "daniel-k", "ask"), "What is still open?"))
        assert 'class="mc-prose"' in page
        assert "<sup>1</sup>" in page
        assert "Written with fake:echo" in page
        assert 'href="/notes?note=' in page
        assert "Quoted, not written" not in page


@pytest.mark.parametrize("model", ["fake:dead", "fake:empty"])
def test_where_the_model_fails_the_words_themselves_are_quoted(tmp_path: Path, model: str) -> None:
    with a_copilot_with(tmp_path, model) as copilot:
        page = shown(_ask(looking(copilot, "daniel-k", "ask"), "What is still open?"))
        assert "Quoted, not written" in page
        assert "mc-quote" in page
        assert "mc-prose" not in page


def test_what_nothing_says_is_not_answered(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        page = shown(_ask(looking(copilot, "farah", "ask"), "Which unicorn won the chess tournament on Mars?"))
        assert "mc-prose" not in page


def test_a_conversation_goes_on_and_can_be_cleared(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _ask(looking(copilot, "daniel-k", "ask"), "What is still open?")
        app = _ask(app, "And when is it due?")
        assert shown(app).count('class="mc-question"') == 2
        app.button(key="ask-clear").click().run()
        assert "mc-answer" not in shown(app)


def _draft(text: str) -> Draft:
    citation = Citation(kind=CitationKind.NOTE, id="n", document="October", quote=text)
    sentence = Sentence(id="s", text=text, origin=Origin.NOTE, citations=[citation], support=Support.SUPPORTED)
    return Draft(
        kind="ask",
        status=DraftStatus.DRAFTED,
        as_of="2026-11-02",
        viewer="ann",
        audience=["ann"],
        writer="fake:echo",
        blocks=[Block(sentences=[sentence])],
        findings=[Finding(check="understood", severity=Severity.HINT, message=f"Understood as: {text}")],
    )


def test_how_a_question_was_understood_comes_first() -> None:
    html = answer_html(_draft("When is the outline due?"), {})
    assert html.index("Understood as") < html.index("mc-prose")


def test_whatever_a_model_writes_is_shown_as_it_is() -> None:
    for text in NAUGHTY:
        html = answer_html(_draft(text), {})
        assert "<script" not in html
        assert "<img" not in html
