"""A document's Markdown on a page."""

from __future__ import annotations

import pytest

from copilot.own_guidance import Heading
from tests.ui.naughty import STRINGS, TAGS
from ui.components.markdown_text import MOST, contents_html, headings_in, parts_of, to_html


@pytest.mark.parametrize("words", STRINGS)
def test_nothing_in_a_document_runs_and_no_image_is_loaded(words: str) -> None:
    shown = to_html(f"# {words}\n\n{words}\n\n- {words}\n\n| {words} |\n|---|\n| a |", "Other")
    assert not any(tag in shown for tag in TAGS)
    assert '<a href="javascript' not in shown
    assert 'src="http' not in shown


def test_links_to_the_web_open_elsewhere_and_others_stay_words() -> None:
    shown = to_html("[good](https://example.org) [near](other.md) [data](data:text/html,x)", "")
    assert 'href="https://example.org" target="_blank" rel="noopener noreferrer nofollow"' in shown
    assert "[near](other.md)" in shown
    assert shown.count("<a ") == 1


def test_a_first_heading_that_says_the_title_again_is_left_out() -> None:
    text = "# Closing well\n\nWords.\n\n## Awkward endings\n\nMore."
    assert "Closing well" not in to_html(text, "closing  well")
    assert headings_in(text, "Closing well") == ["Awkward endings"]
    assert '<h2 id="s-0">Awkward endings</h2>' in to_html(text, "Closing well")
    assert 'href="#s-0"' in contents_html(headings_in(text, "Closing well"))


def test_the_passage_one_came_for_is_marked_and_nothing_else() -> None:
    text = "# Title\n\nFirst paragraph.\n\nSecond one.\n\n- a point\n- the point\n"
    start = text.index("Second")
    assert '<p class="found">Second one.</p>' in to_html(text, "Title", (start, start + 11))
    start = text.index("the point")
    shown = to_html(text, "Title", (start, start + 9))
    assert shown.count("found") == 1
    assert '<li class="found">the point</li>' in shown


def test_a_short_document_is_shown_whole_and_a_long_one_in_parts_at_headings() -> None:
    short = "# A\n\ntext\n\n## B\n\ntext"
    assert [(part.start, part.end) for part in parts_of(short, [Heading(1, "A", 0), Heading(2, "B", 11)], "A")] == [
        (0, len(short))
    ]
    section = "word " * (MOST // 10)
    long = "".join(f"## {name}\n\n{section}\n\n" for name in "abcdef")
    headings = [Heading(2, name, long.index(f"## {name}")) for name in "abcdef"]
    parts = parts_of(long, headings, "Long")
    assert len(parts) > 2
    assert "".join(long[part.start : part.end] for part in parts) == long
    assert all(long[part.start :].startswith("## ") for part in parts)
