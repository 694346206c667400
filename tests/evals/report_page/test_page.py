"""The page of a run: all in one file, what suites say only words, before and after beside each other."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.baseline import Baseline, Comparison, Held, SuiteBaseline, compared
from evals.figures import (
    Better,
    Curve,
    Distribution,
    Figure,
    Measured,
    Outcome,
    Run,
    Table,
    at_least,
    at_most,
)
from evals.report import as_json
from evals.report_page.page import page
from evals.report_page.pictures import Row, of_curve, of_distribution, of_rows, rows_of

EVIL = '<script>alert("x")</script><img src="https://elsewhere.example/x.png"> & {{ 7 * 7 }}'


def outcomes(words: str = "fine") -> list[Outcome]:
    measured = Measured(
        (
            Figure("share", 0.7, target=at_least(0.75), note=words),
            Figure(words, 0.4, better=Better.HIGHER),
            Figure("wait", 81.0, "ms", at_most(80)),
        ),
        {"setting": words},
        tables=(Table(words, (words,), ((words,),)),),
        distributions=(Distribution(words, {words: [1.0, 2.0, 9.0]}, words),),
        curves=(Curve(words, words, words, {words: [(1_000.0, 5.0), (100_000.0, 50.0)]}),),
    )
    return [Outcome("scifact", measured, 3.0), Outcome("locomo", Measured(()), 0.0, skipped=words)]


def written(shown: list[Outcome], comparison: Comparison | None = None) -> str:
    run = Run(Path("data"), Path("cache"), Path("scratch"))
    return page(shown, as_json(shown, run, datetime(2026, 5, 1, 9, 30, tzinfo=UTC), {}, comparison), comparison)


def test_what_a_suite_says_is_words_and_nothing_else() -> None:
    made = written(outcomes(EVIL))
    assert "<script" not in made
    assert "<img" not in made
    assert (
        html.escape(EVIL, quote=False) in made
        or html.escape(EVIL).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in made
    )
    assert "&amp; 49" not in made


def test_the_page_needs_nothing_beside_it() -> None:
    made = written(outcomes())
    assert "default-src 'none'" in made
    kept = re.findall(r"""(?:src|href)\s*=\s*["']([^"']*)|url\(["']?([^"')]*)""", made)
    outside = [one for pair in kept for one in pair if one and not one.startswith(("#", "data:"))]
    assert outside == []
    assert "@import" not in made
    # The only address is the name of the SVG vocabulary, which nothing fetches.
    assert set(re.findall(r"https?://[^\s\"'<]+", made)) <= {"http://www.w3.org/2000/svg"}


def test_the_page_is_whole_and_tells_what_missed_and_what_was_skipped() -> None:
    made = written(outcomes())
    assert made.count("<section") == made.count("</section>") == 3
    assert "share is 0.700; the target is ≥ 0.75" in made
    assert "Skipped: fine" in made
    assert '<a href="#scifact">' in made


def test_the_page_tells_what_dropped_and_what_got_better() -> None:
    figures = {"share": Held(value=0.8, better=Better.HIGHER), "fine": Held(value=0.3, better=Better.HIGHER)}
    before = Baseline(suites={"scifact": SuiteBaseline(figures=figures)})
    shown = outcomes()
    made = written(shown, compared(before, shown, {}))
    assert "“share” was 0.8 and is 0.7" in made
    assert "fine was 0.300 and is 0.400" in made
    assert "missed, dropped" in made


def test_a_run_without_the_apps_fonts_is_still_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.report_page.page._FONTS", {"Figtree": "no-such-file.woff2"})
    assert "@font-face" not in written(outcomes())


def marks(picture: str, tag: str, kind: str) -> list[ElementTree.Element]:
    space = "{http://www.w3.org/2000/svg}"
    found = ElementTree.fromstring(picture).iter(f"{space}{tag}")
    return [one for one in found if kind in (one.get("class") or "").split()]


def test_bars_grow_with_how_many_values_fall_there_and_the_median_is_told() -> None:
    picture = of_distribution(Distribution("times", {"search": [1.0] * 9 + [5.0] * 3}, "ms"))
    first, last = marks(picture, "rect", "fill1")
    assert float(first.get("height", 0)) == pytest.approx(3 * float(last.get("height", 0)))
    assert float(first.get("x", 0)) < float(last.get("x", 0))
    assert "12 · median 1 ms" in picture


def test_a_picture_of_nothing_is_none() -> None:
    assert of_distribution(Distribution("t", {"a": [], "b": [float("nan")]})) == ""
    assert of_curve(Curve("t", "x", "y", {"a": []})) == ""
    assert of_rows("t", []) == ""


def test_a_line_rises_where_values_do_and_each_has_a_shape_of_its_own() -> None:
    curve = Curve("growth", "passages", "ms", {"p50": [(1e3, 5.0), (1e5, 50.0)], "p95": [(1e3, 9.0), (1e5, 90.0)]})
    picture = of_curve(curve)
    (line,) = marks(picture, "polyline", "stroke1")
    (x1, y1), (x2, y2) = ([float(one) for one in point.split(",")] for point in (line.get("points") or "").split())
    assert x1 < x2
    assert y1 > y2  # up is less on a screen
    assert marks(picture, "circle", "fill1")
    assert marks(picture, "rect", "fill2")


def test_a_figure_is_drawn_where_it_is_and_where_it_was() -> None:
    picture = of_rows("shares", [Row("share", 0.75, 0.25, at_least(0.5))])
    (was,) = marks(picture, "circle", "hollow")
    (now,) = marks(picture, "circle", "fill1")
    (target,) = marks(picture, "line", "mark")
    assert float(was.get("cx", 0)) < float(target.get("x1", 0)) < float(now.get("cx", 0))


def test_rows_are_the_shares_that_should_go_one_way() -> None:
    shown = Outcome(
        "s",
        Measured(
            (
                Figure("share", 0.7, target=at_least(0.5)),
                Figure("told", 0.7),
                Figure("wait", 0.5, "s", at_most(1)),
                Figure("leaks", 0, target=at_most(0)),
                Figure("many", 7, target=at_least(5)),
            )
        ),
        1.0,
    )
    assert [row.name for row in rows_of(shown, None)] == ["share"]


def test_the_json_beside_the_page_holds_machine_commit_and_series() -> None:
    shown = outcomes()
    run = Run(Path("data"), Path("cache"), Path("scratch"), model="gguf:/somewhere/private/tiny.gguf")
    entry = json.loads(json.dumps(as_json(shown, run, datetime(2026, 5, 1, tzinfo=UTC), {"scifact": {"a": "h"}})))
    assert entry["machine"]["cores"] >= 1
    assert entry["machine"]["python"].count(".") == 2
    assert "commit" in entry
    assert entry["options"]["model"] == "gguf:tiny.gguf"
    first = entry["suites"][0]
    assert first["data"] == {"a": "h"}
    assert first["distributions"] == [{"title": "fine", "unit": "fine", "parts": {"fine": [1.0, 2.0, 9.0]}}]
    assert first["curves"][0]["lines"] == {"fine": [[1000.0, 5.0], [100000.0, 50.0]]}


def test_a_fifth_line_looks_like_no_other() -> None:
    lines = {f"line {number}": [(1.0, float(number)), (2.0, float(number + 1))] for number in range(5)}
    picture = of_curve(Curve("t", "x", "y", lines))
    drawn = re.findall(r'class="((?:fill|ring|stroke)\d[^"]*)"', picture)
    assert {"stroke1", "stroke1 dashed", "fill1", "ring1"} <= set(drawn)
