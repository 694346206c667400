"""Both texts of a conflict, side by side, each as it is."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.rooms import shown


def _script() -> None:
    from copilot.errors import Conflict
    from ui.components.both_texts import show_both

    show_both(
        Conflict(
            "This draft has been changed.",
            version=3,
            yours={"s1": "<b>My</b> words"},
            theirs={"s1": "Their words", "s2": "Untouched", "text": "The whole text"},
        )
    )


def test_what_was_written_stands_beside_what_stands_now_and_the_whole_of_it() -> None:
    page = shown(AppTest.from_function(_script).run())
    assert "&lt;b&gt;My&lt;/b&gt; words" in page
    assert "Their words" in page
    assert "The whole text" in page
    assert "Untouched" not in page, "a sentence nobody sent is no part of it"
    assert "Look at what it says now" in page.replace("\\", "")
