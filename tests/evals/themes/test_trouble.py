"""Our lines about trouble are enough to tell, and wordings alone keep what they find of them."""

from __future__ import annotations

import pytest

from evals.themes.trouble import Line, by_wording, load_lines

LINES = load_lines()


def share(split: str, *, trouble: bool) -> float:
    found = by_wording([line.text for line in LINES if line.split == split and line.trouble == trouble])
    return sum(found) / len(found)


def test_there_are_enough_lines_in_four_languages() -> None:
    for trouble in (True, False):
        of_kind = [line for line in LINES if line.trouble == trouble]
        assert len(of_kind) >= 60
        assert {line.language for line in of_kind} == {"en", "de", "fr", "es"}


def test_no_line_is_in_two_halves() -> None:
    assert len({line.text for line in LINES}) == len(LINES)


@pytest.mark.parametrize("split", ["held_out", "tune"])
def test_wordings_find_what_they_found(split: str) -> None:
    assert share(split, trouble=True) >= 0.9
    assert share(split, trouble=False) <= 0.1


@pytest.mark.parametrize(
    "line",
    [
        Line("Ich habe keine Angst vor meinem Chef.", False, "", "de"),
        Line("Nobody has ever put a hand on my shoulder.", False, "", "en"),
        Line("Er hört nicht auf, mich zu belästigen.", True, "", "de"),
        Line("Il n'arrête pas de me harceler.", True, "", "fr"),
        Line("No deja de acosarme.", True, "", "es"),
    ],
    ids=lambda line: line.text,
)
def test_a_denial_counts_and_an_endless_thing_is_none(line: Line) -> None:
    assert by_wording([line.text]) == [line.trouble]
