"""Words that Streamlit's Markdown shows as they are."""

from __future__ import annotations

import pytest

from ui.components.saying import label


@pytest.mark.parametrize(
    "text",
    [
        "What exactly do you want to ask Anne-Marie (your mentor) for, and how much of their time?",
        "Who can say by 12:30 that it went well? Say: I did it.",
        "First steps, sentence 2",
    ],
)
def test_a_label_of_usual_words_is_read_out_as_it_is(text: str) -> None:
    assert label(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![i](http://elsewhere.example/i.png)", "!\\[i](http\\://elsewhere.example/i.png)".replace("\\:", ":")),
        (":red[a] :material/home:", "\\:red\\[a] \\:material/home:"),
        ("$x$ **b** <b>", "\\$x\\$ \\*\\*b\\*\\* \\<b>"),
        ("# one\n- two", "\\# one - two"),
        ("1. one &amp; C:\\x", "1\\. one \\&amp; C:\\\\x"),
    ],
)
def test_what_a_label_would_do_it_says(text: str, shown: str) -> None:
    assert label(text) == shown
