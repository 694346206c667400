"""Pictures of figures as SVG for a page: values, growth, before and after.

Drawn for a column of 360 pixels, so that words stay readable on a phone, and scaled up where there is room. Colours are
the page's classes, which differ in light and dark; whatever colour tells, a shape or a word tells, too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from evals.baseline import Comparison
from evals.figures import Curve, Distribution, Outcome, Target
from evals.metrics import percentile
from evals.report_page.scales import Scale, counts, scale_of, short, ticks

WIDTH = 360
_LEFT, _RIGHT = 8, 352
_BINS = 32
_COLOURS = 4
"""How many colours the page has for lines; further lines begin again, dashed and with hollow marks."""

Element = ElementTree.Element


@dataclass(frozen=True)
class Row:
    """A figure from 0 to 1 as it was and as it is, and where it should be."""

    name: str
    now: float
    before: float | None = None
    target: Target | None = None


def of_distribution(distribution: Distribution) -> str:
    """Each part's values as bars over a common axis, with the median marked and told; "" where there are none."""
    parts = {name: [one for one in row if math.isfinite(one)] for name, row in distribution.parts.items()}
    parts = {name: row for name, row in parts.items() if row}
    if not parts:
        return ""
    every = [value for row in parts.values() for value in row]
    scale = scale_of(every, _LEFT, _RIGHT, from_zero=min(every) >= 0)
    height, row_height = 20, 84
    picture = _picture(len(parts) * row_height + height + 8, distribution.title)
    for number, (name, row) in enumerate(parts.items()):
        top, base = number * row_height, (number + 1) * row_height - 6
        middle, high = percentile(row, 0.5), percentile(row, 0.95)
        unit = f" {distribution.unit}" if distribution.unit else ""
        _words(picture, _LEFT, top + 14, name, "name")
        told = f"{len(row)} · median {short(middle)}{unit} · 95 % up to {short(high)}{unit}"
        _words(picture, _LEFT, top + 28, told, "soft")
        found = counts(row, scale.low, scale.high, _BINS)
        step = (_RIGHT - _LEFT) / _BINS
        for place, count in enumerate(found):
            if count:
                tall = max(1.5, (row_height - 42) * count / max(found))
                box = {"x": _LEFT + place * step + 0.5, "y": base - tall, "width": step - 1, "height": tall}
                _add(picture, "rect", {**box, "class": "fill1"})
        _add(picture, "line", {"x1": _LEFT, "x2": _RIGHT, "y1": base, "y2": base, "class": "axis"})
        at = scale.at(middle)
        _add(picture, "line", {"x1": at, "x2": at, "y1": base - row_height + 40, "y2": base + 3, "class": "mark"})
    _bottom_axis(picture, scale, len(parts) * row_height + 8, distribution.unit)
    return _text_of(picture)


def of_curve(curve: Curve) -> str:
    """The lines with a mark at each point, an axis each way, and the names below; "" where there is no point."""
    lines = {
        name: [(x, y) for x, y in row if math.isfinite(x) and math.isfinite(y)] for name, row in curve.lines.items()
    }
    lines = {name: row for name, row in lines.items() if row}
    if not lines:
        return ""
    points = [point for row in lines.values() for point in row]
    top, bottom, left = 26, 176, 44
    across = scale_of([x for x, _ in points], left, _RIGHT - 6, from_zero=False, may_log=True)
    up = scale_of([y for _, y in points], bottom, top, from_zero=True)
    picture = _picture(bottom + 38 + 17 * len(lines), curve.title)
    _words(picture, _LEFT, 12, curve.y, "soft")
    for tick in ticks(up):
        y = up.at(tick)
        _add(picture, "line", {"x1": left, "x2": _RIGHT, "y1": y, "y2": y, "class": "grid"})
        _words(picture, left - 5, y + 4, short(tick), "soft", anchor="end")
    for tick in ticks(across):
        x = across.at(tick)
        _add(picture, "line", {"x1": x, "x2": x, "y1": bottom, "y2": bottom + 4, "class": "axis"})
        _words(picture, x, bottom + 16, short(tick), "soft", anchor="middle" if x < _RIGHT - 12 else "end")
    _words(picture, (left + _RIGHT) / 2, bottom + 30, curve.x, "soft", anchor="middle")
    for number, (name, row) in enumerate(lines.items()):
        colour = number % _COLOURS + 1
        path = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in row)
        dashed = " dashed" if number >= _COLOURS else ""
        _add(picture, "polyline", {"points": path, "class": f"stroke{colour}{dashed}"})
        for x, y in row:
            _mark(picture, across.at(x), up.at(y), number)
        base = bottom + 48 + 17 * number
        _mark(picture, _LEFT + 6, base - 4, number)
        _words(picture, _LEFT + 18, base, f"{name}: {short(row[-1][1])} at {short(row[-1][0])}", "name")
    return _text_of(picture)


def of_rows(title: str, rows: Sequence[Row]) -> str:
    """Each figure on a line from 0 to 1: hollow as it was, full as it is, a tick where its target is; "" of no rows."""
    if not rows:
        return ""
    scale = Scale(0, 1, _LEFT + 4, _RIGHT - 4)
    tall = 40
    picture = _picture(len(rows) * tall + 20, title)
    for number, row in enumerate(rows):
        base = number * tall + 26
        _words(picture, _LEFT, base - 12, _cut(row.name, 46), "name")
        _words(picture, _RIGHT, base - 12, f"{row.now:.3f}", "name", anchor="end")
        _add(picture, "line", {"x1": _LEFT, "x2": _RIGHT, "y1": base, "y2": base, "class": "grid"})
        now, worse = scale.at(row.now), _worse(row)
        if row.before is not None:
            was = scale.at(row.before)
            path = {"x1": was, "x2": now, "y1": base, "y2": base}
            _add(picture, "line", {**path, "class": f"{'stroke4' if worse else 'stroke1'} thick"})
            _add(picture, "circle", {"cx": was, "cy": base, "r": 5.5, "class": "hollow"})
        if row.target is not None:
            at = scale.at(row.target.value)
            _add(picture, "line", {"x1": at, "x2": at, "y1": base - 7, "y2": base + 7, "class": "mark"})
        _add(picture, "circle", {"cx": now, "cy": base, "r": 4, "class": "fill4" if worse else "fill1"})
    _bottom_axis(picture, scale, len(rows) * tall + 2, "")
    return _text_of(picture)


def rows_of(outcome: Outcome, comparison: Comparison | None) -> list[Row]:
    """The figures of a suite that lie between 0 and 1 and should be high or low, with what they were."""
    rows = []
    for figure in outcome.measured.figures:
        if figure.unit or figure.direction is None or not 0 <= figure.value <= 1:
            continue
        if figure.target is not None and figure.target.at_most and figure.target.value == 0:
            continue  # a count that must be none
        change = comparison.of(outcome.suite, figure.name) if comparison is not None else None
        before = change.before.value if change is not None else None
        rows.append(
            Row(figure.name, figure.value, before if before is None or 0 <= before <= 1 else None, figure.target)
        )
    return rows


def _worse(row: Row) -> bool:
    if row.before is None:
        return False
    lower_is_better = row.target is not None and row.target.at_most
    return row.now > row.before if lower_is_better else row.now < row.before


def _picture(height: float, title: str) -> Element:
    view = f"0 0 {WIDTH} {height:g}"
    picture = Element("svg", {"viewBox": view, "role": "img", "xmlns": "http://www.w3.org/2000/svg"})
    ElementTree.SubElement(picture, "title").text = title
    return picture


def _bottom_axis(picture: Element, scale: Scale, top: float, unit: str) -> None:
    marks = ticks(scale)
    for tick in marks:
        x = scale.at(tick)
        anchor = "start" if x < scale.start + 10 else "end" if x > scale.end - 10 else "middle"
        label = f"{short(tick)} {unit}".strip() if tick == marks[-1] else short(tick)
        _words(picture, x, top + 10, label, "soft", anchor=anchor)


def _mark(picture: Element, x: float, y: float, number: int) -> None:
    """A circle, square, triangle or diamond, so that lines differ without their colours."""
    kind = "fill" if number < _COLOURS else "ring"
    shape = {"class": f"{kind}{number % _COLOURS + 1}"}
    if number % 4 == 0:
        _add(picture, "circle", {"cx": x, "cy": y, "r": 4, **shape})
    elif number % 4 == 1:
        _add(picture, "rect", {"x": x - 3.6, "y": y - 3.6, "width": 7.2, "height": 7.2, **shape})
    else:
        edge = 4.8
        corners = [(x, y - edge), (x + edge, y + edge * 0.8), (x - edge, y + edge * 0.8)]
        if number % 4 == 3:
            corners = [(x, y - edge), (x + edge, y), (x, y + edge), (x - edge, y)]
        _add(picture, "polygon", {"points": " ".join(f"{a:.1f},{b:.1f}" for a, b in corners), **shape})


def _words(picture: Element, x: float, y: float, words: str, kind: str, anchor: str = "start") -> None:
    text = _add(picture, "text", {"x": x, "y": y, "class": kind, "text-anchor": anchor})
    text.text = words


def _add(picture: Element, tag: str, attributes: dict[str, float | str]) -> Element:
    written = {name: value if isinstance(value, str) else f"{value:.6g}" for name, value in attributes.items()}
    return ElementTree.SubElement(picture, tag, written)


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def _text_of(picture: Element) -> str:
    return ElementTree.tostring(picture, encoding="unicode")
