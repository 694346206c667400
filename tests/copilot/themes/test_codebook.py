"""The codebook is whole, ours, and its themes are apart."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from copilot.themes.codebook import codebook, read


def test_it_has_ten_to_fourteen_themes_each_with_examples_both_ways() -> None:
    book = codebook()
    assert 10 <= len(book.themes) <= 14
    assert all(len(theme.praise) >= 2 and len(theme.problems) >= 3 for theme in book.themes)
    assert len({theme.id for theme in book.themes}) == len({theme.label for theme in book.themes}) == len(book.themes)


def test_no_example_stands_in_two_places() -> None:
    book = codebook()
    examples = [example for theme in book.themes for example in theme.examples] + list(book.set_apart)
    assert len(set(examples)) == len(examples)


def test_a_cue_points_as_a_whole_word() -> None:
    cue = codebook().theme("matching").cue
    assert cue.search("The MATCH was good")
    assert not cue.search("matchbox")


def test_what_the_book_does_not_know_is_an_error() -> None:
    with pytest.raises(ValidationError):
        read("themes: [{id: a, label: A, colour: red}]")
    with pytest.raises(KeyError):
        codebook().theme("weather")
