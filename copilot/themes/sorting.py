"""Comments into themes: by nearness in meaning to the codebook's examples, and by words that point to a theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copilot.themes import sentiment
from copilot.themes.codebook import Codebook, Theme
from copilot.themes.comments import Comment, is_english, speaks_of_trouble
from copilot.themes.sentiment import Sentiment

Similarity = Callable[[Sequence[str], Sequence[str]], npt.NDArray[np.float32]]
"""Cosine similarities of two lists of texts, shape (len(a), len(b))."""

NEAREST = 1
"""A theme is as near as the mean of so many of its nearest examples; tuned, as what follows, on the comments of
evals/cases/feedback.yaml that are for that and on one period of the sample."""

CUE = 0.2
"""What a pointing word adds to a theme's nearness."""

NEAR = 0.42
"""From this nearness on a text belongs to a theme."""

MARGIN = 0.05
"""A further theme counts if it is at most this much farther than the first, in a sentence and in the whole comment."""

SET_APART = 0.45
APART_BY = 0.03
"""From this nearness to what must be set apart, and so much nearer than to anything harmless, nothing reads an
English comment but a person. Chosen where English comments of other surveys raised few false alarms; `python -m
evals trouble` counts them. The encoder knows English alone: other languages are near each other whatever they say."""


@dataclass(frozen=True)
class Sorted:
    """A comment and where it belongs. `themes`: theme id → how the comment speaks of it; empty for none.

    A comment that is `set_apart` speaks of trouble: it has no themes. One that is not `understood` is in
    another language and near no theme.
    """

    comment: Comment
    themes: Mapping[str, Sentiment]
    english: bool = True
    set_apart: bool = False

    @property
    def understood(self) -> bool:
        return self.english or bool(self.themes)


def sort_comments(comments: Sequence[Comment], book: Codebook, similar: Similarity) -> list[Sorted]:
    """Each comment with its themes, in the order they came."""
    units = list(dict.fromkeys(unit for comment in comments for unit in comment.units))
    examples = [example for theme in book.themes for example in theme.examples]
    if not units:
        return []
    near = _Nearness(units, [*examples, *book.set_apart, *book.harmless], similar)
    return [_sorted(comment, book, near) for comment in comments]


def near_themes(text: str, book: Codebook, similar: Similarity) -> list[str]:
    """The ids of the themes a text is about, nearest first: for a question about a report."""
    near = _Nearness([text], [example for theme in book.themes for example in theme.examples], similar)
    return list(_themes_of(text, book, near))


class _Nearness:
    """Cosines of units and examples, looked up by text."""

    def __init__(self, units: Sequence[str], examples: Sequence[str], similar: Similarity) -> None:
        self._rows = {unit: row for row, unit in enumerate(units)}
        self._columns = {example: column for column, example in enumerate(examples)}
        self._cosines = similar(units, examples)

    def to(self, unit: str, examples: Sequence[str]) -> float:
        """The mean cosine of the unit and its nearest examples; 0 where there are none."""
        if not examples:
            return 0.0
        cosines = self._cosines[self._rows[unit], [self._columns[example] for example in examples]]
        return float(np.sort(cosines)[-NEAREST:].mean())


def _sorted(comment: Comment, book: Codebook, near: _Nearness) -> Sorted:
    english = is_english(comment.text)
    by_unit = {unit: _themes_of(unit, book, near) for unit in comment.units}
    if speaks_of_trouble(comment.text) or (english and any(_troubling(unit, book, near) for unit in comment.units)):
        return Sorted(comment, {}, english, set_apart=True)
    nearest = max((score for themes in by_unit.values() for score in themes.values()), default=0.0)
    kept = {theme for themes in by_unit.values() for theme, score in themes.items() if score >= nearest - MARGIN}
    places: dict[str, list[str]] = {}
    for unit, themes in by_unit.items():
        for theme in (one for one in themes if one in kept):
            places.setdefault(theme, []).append(unit)
    return Sorted(
        comment,
        {theme: _sentiment(comment, found, book.theme(theme), near, english) for theme, found in places.items()},
        english,
    )


def _troubling(unit: str, book: Codebook, near: _Nearness) -> bool:
    """Whether the unit means much the same as what must be set apart, and less anything harmless."""
    apart = near.to(unit, book.set_apart)
    harmless = max(near.to(unit, theme.examples) for theme in book.themes)
    return apart >= SET_APART and apart >= APART_BY + max(harmless, near.to(unit, book.harmless))


def _themes_of(unit: str, book: Codebook, near: _Nearness) -> dict[str, float]:
    """Theme id → nearness, nearest first: the nearest theme if it is near, and a second about as near."""
    scores = {
        theme.id: near.to(unit, theme.examples) + (CUE if theme.cue.search(unit) else 0.0) for theme in book.themes
    }
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:2]
    return {theme: score for theme, score in ranked if score >= NEAR and score >= ranked[0][1] - MARGIN}


def _sentiment(comment: Comment, found: Sequence[str], theme: Theme, near: _Nearness, english: bool) -> Sentiment:
    """How the comment speaks of the theme, judged on the units that speak of it."""
    if not english:
        return Sentiment.NEUTRAL
    question = sentiment.asked_for(comment.question)
    leans = [sentiment.lean(near.to(unit, theme.praise) - near.to(unit, theme.problems), question) for unit in found]
    return sentiment.of_leans(leans)
