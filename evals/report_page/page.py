"""One HTML file that says how a run went: verdicts first, then each suite with its pictures and tables.

Everything is in the file, fonts included, and its own content policy forbids it to ask any host for anything. What
suites say goes through Jinja's escaping.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from evals.baseline import Change, Comparison, Standing
from evals.figures import Figure, Outcome, Verdict
from evals.registry import GROUPS, SUITES
from evals.report import value_of
from evals.report_page import pictures

_FONTS = {"Figtree": "figtree-latin-wght-normal.woff2", "Newsreader": "newsreader-latin-wght-normal.woff2"}


@dataclass(frozen=True)
class Line:
    """A row of a suite's figures, as words."""

    name: str
    value: str
    before: str
    target: str
    verdict: str
    tone: str
    """good, bad, care or plain"""
    note: str


def page(outcomes: Sequence[Outcome], written: Mapping[str, object], comparison: Comparison | None) -> str:
    """The page. `written` is the run as JSON (`evals.report.as_json`)."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = [_suite(outcome, comparison) for outcome in outcomes]
    suites = {entry["name"]: entry for entry in _listed(written["suites"])}
    for one in shown:
        one["settings"], one["data"] = suites[one["name"]]["settings"], suites[one["name"]]["data"]
    return environment.get_template("page.html.jinja").render(
        run=written,
        suites=shown,
        groups=[(group, GROUPS[group], _of(group, shown)) for group in GROUPS if _of(group, shown)],
        others=[one for one in shown if not one["groups"]],
        counts=_counts(outcomes),
        failed=list(map(str, comparison.failed)) if comparison is not None else [],
        better=[_gain(one) for one in comparison.changes if one.standing is Standing.BETTER] if comparison else [],
        missed=[
            (outcome.suite, one.name, value_of(one), str(one.target)) for outcome in outcomes for one in outcome.missed
        ],
        aside=dict(comparison.aside) if comparison is not None else {},
        fonts=_fonts(),
    )


def _suite(outcome: Outcome, comparison: Comparison | None) -> dict[str, object]:
    measured = outcome.measured
    suite = SUITES.get(outcome.suite)
    drawn = [(one.title, pictures.of_curve(one)) for one in measured.curves]
    drawn += [(one.title, pictures.of_distribution(one)) for one in measured.distributions]
    title = "Full: now. Hollow: the baseline. Upright: the target."
    drawn.append((title, pictures.of_rows(f"{outcome.suite}: {title}", pictures.rows_of(outcome, comparison))))
    return {
        "name": outcome.suite,
        "asks": suite.asks if suite is not None else "",
        "groups": suite.groups if suite is not None else (),
        "skipped": outcome.skipped,
        "seconds": round(outcome.seconds),
        "lines": [_line(outcome, figure, comparison) for figure in measured.figures],
        # The drawing escapes what it writes: it is made as a tree.
        "pictures": [(heading, Markup(drawing)) for heading, drawing in drawn if drawing],
        "tables": measured.tables,
        "worst": _worst([outcome.verdict(figure) for figure in measured.figures], outcome, comparison),
    }


def _line(outcome: Outcome, figure: Figure, comparison: Comparison | None) -> Line:
    verdict = outcome.verdict(figure)
    change = comparison.of(outcome.suite, figure.name) if comparison is not None else None
    before = "" if change is None or change.before.value is None else value_of(_at(figure, change.before.value))
    said, tone = verdict.value, _TONES[verdict]
    if change is not None and change.failed:
        said, tone = f"{said}, {change.standing.value}" if figure.target else change.standing.value, "bad"
    return Line(figure.name, value_of(figure), before, str(figure.target or ""), said, tone, figure.note)


def _at(figure: Figure, value: float) -> Figure:
    return Figure(figure.name, value, figure.unit)


def _gain(change: Change) -> tuple[str, str, str, str]:
    assert change.now is not None
    was = "nothing" if change.before.value is None else value_of(Figure("", change.before.value))
    return change.suite, change.figure, was, value_of(Figure("", change.now))


_TONES = {Verdict.MET: "good", Verdict.MISSED: "bad", Verdict.PARTIAL: "care", Verdict.REPORTED: "plain"}


def _worst(verdicts: Sequence[Verdict], outcome: Outcome, comparison: Comparison | None) -> str:
    """The tone of a suite in the overview: that of its worst figure."""
    if outcome.skipped:
        return "plain"
    dropped = comparison is not None and any(one.suite == outcome.suite for one in comparison.failed)
    tones = {_TONES[one] for one in verdicts} | ({"bad"} if dropped else set())
    return next((tone for tone in ("bad", "care", "good") if tone in tones), "plain")


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    found = Counter(outcome.verdict(figure).value for outcome in outcomes for figure in outcome.measured.figures)
    found["suites skipped"] = sum(bool(outcome.skipped) for outcome in outcomes)
    order = [*(verdict.value for verdict in Verdict), "suites skipped"]
    return {name: found[name] for name in order if found[name]}


def _of(group: str, shown: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    return [one for one in shown if isinstance(one["groups"], tuple) and group in one["groups"]]


def _listed(entries: object) -> list[dict[str, object]]:
    assert isinstance(entries, list)
    return entries


def _template(name: str) -> str:
    return (resources.files("evals") / "report_page" / name).read_text("utf-8")


def _fonts() -> dict[str, Markup]:
    """The app's fonts as text for the style sheet; where they are missing, the page's other fonts stand in."""
    folder = resources.files("ui") / "assets" / "fonts"
    found = {family: folder / name for family, name in _FONTS.items()}
    return {
        family: Markup(base64.b64encode(file.read_bytes()).decode("ascii"))  # letters and digits: nothing to escape
        for family, file in found.items()
        if file.is_file()
    }
