"""Trouble is found where a note speaks of it, and not in everyday words."""

from __future__ import annotations

import pytest

from copilot.review.trouble import find_trouble
from tests.copilot.review.labelled import trouble_cases

_FIRST, _SECOND = trouble_cases(), trouble_cases("trouble_cases_2.yaml")
_TROUBLE, _EVERYDAY = [*_FIRST[0], *_SECOND[0]], [*_FIRST[1], *_SECOND[1]]


def test_there_are_enough_sentences_to_tell() -> None:
    assert min(len(_TROUBLE), len(_EVERYDAY)) >= 50


@pytest.mark.parametrize(("kind", "text"), _TROUBLE)
def test_trouble_is_found(kind: str, text: str) -> None:
    spans = find_trouble(text)

    assert kind in {span.kind for span in spans}
    assert all(text[span.start : span.end] == span.words for span in spans)


@pytest.mark.parametrize("text", _EVERYDAY)
def test_everyday_words_are_no_trouble(text: str) -> None:
    assert find_trouble(text) == []


def test_an_idiom_does_not_hide_trouble_beside_it() -> None:
    spans = find_trouble("The deadline is killing me. Also, he keeps harassing her.")

    assert [span.words for span in spans] == ["harassing"]


def test_a_denial_covers_its_own_clause_only() -> None:
    assert find_trouble("There was no harassment, he said, but she was groped.")
    assert find_trouble("Nobody reported the harassment.")


def test_on_unseen_sentences_indirect_words_are_mostly_missed() -> None:
    """Nothing was changed for this set: it says what to expect of a list of words."""
    trouble, everyday = trouble_cases("trouble_cases_3.yaml")

    assert sum(bool(find_trouble(text)) for _, text in trouble) >= 5
    assert sum(bool(find_trouble(text)) for text in everyday) <= 1
