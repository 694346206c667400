"""The page Ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.errors import BriefError
from tests.ui import naughty
from tests.ui.rooms import a_copilot, looking, shown
from ui.hosting import Host, take


def _ask(app: AppTest, question: str) -> AppTest:
    app.chat_input[0].set_value(question).run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("person", ["farah", "daniel-k", "ruth"])
def test_an_empty_conversation_offers_questions_and_each_gets_an_answer(tmp_path: Path, person: str) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, person, "ask")
        examples = [one.key for one in app.button if str(one.key).startswith("ask-example-")]
        assert examples
        app.button(key=examples[0]).click().run()
        assert not app.exception
        assert 'class="mc-answer"' in shown(app)
        assert not [one for one in app.button if str(one.key).startswith("ask-example-")]


def test_an_answer_quotes_with_document_and_day_and_shows_the_words_in_their_place(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        page = shown(_ask(looking(copilot, "amara", "ask"), "What is still open?"))
        assert "<summary>" in page
        assert "2026" in page
        assert "<mark>" in page
        assert 'href="/notes?note=' in page


def test_what_changed_is_marked_as_older_below_the_newer(tmp_path: Path) -> None:
    file = tmp_path / "changed.yaml"
    file.write_text(
        """format: mentoring-programme/1
programme: {id: p, name: P, as_of: 2026-03-01}
people: [{id: a, name: Ann Abel, roles: [mentor]}, {id: b, name: Bob Cole, roles: [mentee]}]
relationships: [{id: r, kind: traditional, mentor: a, mentee: b, started: 2026-01-01}]
notes:
  - {id: n1, relationship: r, author: b, date: 2026-01-10, visibility: shared, text: "Bob to send the budget sheet to Ann by 20 January."}
  - {id: n2, relationship: r, author: b, date: 2026-01-24, visibility: shared, text: "Bob to send the budget sheet to Ann by 10 February instead of 20 January."}
""",
        encoding="utf-8",
    )
    with a_copilot(tmp_path / "data", file) as copilot:
        page = shown(_ask(looking(copilot, "b", "ask"), "By when should Bob send the budget sheet to Ann?"))
        assert "10 February" in page
        assert page.index("10 February") < page.index('<span class="mc-chip late">older</span>')


def test_it_says_plainly_that_nothing_was_found(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        page = shown(_ask(looking(copilot, "farah", "ask"), "Which unicorn won the chess tournament on Mars?"))
        assert "Nothing here says." in page


def test_what_comes_near_is_folded_away_below_and_shows_where_it_stands(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        page = shown(_ask(looking(copilot, "farah", "ask"), "How old is the heron?"))
        assert "Nothing here says." in page
        near = page.partition('<details class="mc-near"><summary>Nearest to your words</summary>')[2]
        assert "None was taken for an answer." in near
        assert "<mark>" in near
        assert page.count('class="mc-near"') == 1
        answered = shown(_ask(looking(copilot, "farah", "ask"), "Who is my mentor?"))
        assert 'class="mc-near"' not in answered


def test_trouble_shows_whom_to_turn_to(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        page = shown(_ask(looking(copilot, "farah", "ask"), "My mentor harasses me, what do I do?"))
        assert "Ruth Abernethy" in page
        assert "mc-heed strong" in page


def test_clearing_takes_the_conversation_away(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _ask(looking(copilot, "farah", "ask"), "What is still open?")
        app.button(key="ask-clear").click().run()
        assert "mc-answer" not in shown(app)
        assert app.button(key="ask-example-0")


def test_who_signs_in_next_in_the_same_tab_sees_nothing_of_it(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _ask(looking(copilot, "farah", "ask"), "What is still open?")
        other = copilot.accounts.open(copilot.programme().id, "lucia").secret
        take(Host(copilot, lambda: other))
        app.run()
        assert "mc-answer" not in shown(app)


def test_an_error_is_told_and_the_question_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "ask")
        with monkeypatch.context() as broken:
            broken.setattr(copilot, "draft", _cannot)
            _ask(app, "What is still open?")
            assert "The index is away" in app.error[0].value
            assert "What is still open?" in shown(app)
        app.button(key="ask-again").click().run()
        assert not app.error
        assert "<summary>" in shown(app)


def _cannot(*_said: object, **_more: object) -> None:
    raise BriefError("The index is away.", next_step="Try again.")


def test_what_is_asked_while_another_answer_is_looked_for_is_answered_too(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _ask(looking(copilot, "farah", "ask"), "What is still open?")
        app.session_state["ask-conversation"][1].waiting.append("When do we meet next?")
        _ask(app, "How do I end a mentorship well?")
        page = shown(app)
        assert page.count('class="mc-answer"') == 3
        assert page.index("When do we meet next?") < page.index("How do I end a mentorship well?")


def test_a_conversation_about_one_partner_rests_on_nothing_of_the_other(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "ask")
        app.selectbox(key="ask-about").set_value("r-graham-amara").run()
        page = shown(_ask(app, "What is still open?"))
        assert "slot pricing" not in page


@pytest.mark.parametrize("person", ["mentor", "mentee", "staff"])
def test_naughty_words_are_shown_as_they_are(tmp_path: Path, person: str) -> None:
    with a_copilot(tmp_path / "data", naughty.programme(tmp_path)) as copilot:
        app = looking(copilot, person, "ask")
        for question in (*naughty.STRINGS[:3], "Who sends the budget template?", "Are trains paid for?"):
            _ask(app, question)
        page = "\n".join(str(element.proto.body) for element in app.get("html"))
        assert not any(tag in page for tag in naughty.TAGS)
        assert "&lt;script&gt;" in page
