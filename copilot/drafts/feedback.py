"""`feedback`: what people say of the programme, in themes, for its staff (docs/evidence.md, row 20).

Numbers and sentiment come from the report (`copilot/themes/`), every other word from the codebook. A
sentence that shares more than five words in a row with a comment is said more shortly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from copilot.brief import Brief, Text
from copilot.draft import Citation, CitationKind, DraftAction, Finding, Origin, Question, Severity, Theme
from copilot.drafts.kind import Line, Material, Section, Similarity
from copilot.models import Role
from copilot.retrieve import Evidence, Query
from copilot.themes import anonymity
from copilot.themes.report import ThemeReport, ThemeShown
from copilot.themes.sentiment import Sentiment
from copilot.writing import phrasing

TOO_FEW = "Too few people to show."
_RULES = (
    f"Shown from {anonymity.SLICE_FLOOR} people on; a theme, from {anonymity.THEME_FLOOR}.",
    "Numbers of people are rounded down to fives, so that none can be taken from another.",
    "Irony is taken at its word, and comments that are not in English may be missing.",
)
_LEANS = {
    Sentiment.POSITIVE: "mostly positive",
    Sentiment.NEGATIVE: "mostly negative",
    Sentiment.MIXED: "divided",
    Sentiment.NEUTRAL: "neither good nor bad",
}


def _group(value: object) -> object:
    """`mentees`, `Mentor` and blanks as people write them."""
    if not isinstance(value, str):
        return value
    plain = value.strip().casefold().removesuffix("s")
    return None if plain in ("", "all", "everyone") else plain


class FeedbackBrief(Brief):
    kind: Literal["feedback"] = "feedback"
    period: Text = None
    group: Annotated[Literal[Role.MENTEE, Role.MENTOR] | None, BeforeValidator(_group)] = None
    question: Text = None


class Feedback:
    """The themes of one period's feedback."""

    name = "feedback"
    brief = FeedbackBrief

    def gaps(self, material: Material) -> list[Question]:
        """Which period, where several can be shown and none was named."""
        report = _report(material)
        if report.period is not None or len(report.periods) < 2:
            return []
        return [
            Question(
                id="period",
                text=f"Which period? There are {phrasing.listing(list(report.periods))}.",
                why="A report is about one period: two that overlap could be taken from each other.",
                blocking=True,
            )
        ]

    def plan(self, material: Material) -> list[Query]:  # noqa: ARG002 - as every kind's
        """Nothing to search: feedback is in no index, and its themes came with the material."""
        return []

    def sections(
        self,
        material: Material,
        evidence: Evidence,  # noqa: ARG002
        similar: Similarity,  # noqa: ARG002
    ) -> list[Section]:
        report = _report(material)
        if report.suppressed:
            return [Section("", (_rule(TOO_FEW),))]
        asked = [theme for theme in report.themes if theme.id in report.asked]
        others = [theme for theme in report.themes if theme not in asked]
        opening = [_headline(report)]
        if _brief(material).question:
            said = f"On your question: {_labels(asked)}." if asked else f"On your question: {TOO_FEW.lower()}"
            opening.append(_line(report, said, "On your question."))
        return [
            Section("", tuple(opening)),
            *(Section(theme.label, _of_theme(report, theme)) for theme in (*asked, *others)),
            *_beside(report),
            Section("How to read this", tuple(_rule(one) for one in _RULES if not report.runs.shared_with(one))),
        ]

    def actions(self, material: Material) -> list[DraftAction]:  # noqa: ARG002
        return []

    def facts(self, material: Material) -> Mapping[str, Any]:  # noqa: ARG002
        return {}


def themes_of(report: ThemeReport | None) -> list[Theme]:
    """The draft's `themes`: no text of a comment, no id of a respondent."""
    if report is None or report.suppressed:
        return []
    return [
        Theme(
            label=theme.label,
            people=theme.people,
            share=theme.share,
            sentiment=theme.sentiment.value,
            summary=_summary(report, theme),
            citations=[_citation(report, theme)],
        )
        for theme in report.themes
    ]


def findings_of(report: ThemeReport | None, contact: str) -> list[Finding]:
    """Whom to turn to where comments speak of trouble. Says not how many, whose or what."""
    if report is None or report.suppressed or not report.trouble:
        return []
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            message="Something in this period's feedback is for a person to read, not for a report; nothing of it was "
            f"used here. You can turn to {contact or 'the people who run your programme'}.",
            source="our rule: trouble is never themed, summarised or advised on",
            strength="our rule",
        )
    ]


def _headline(report: ThemeReport) -> Line:
    whom = {Role.MENTEE: "mentees", Role.MENTOR: "mentors"}.get(report.group or Role.STAFF, "people")
    said = f"At least {report.people} {whom} said something in {report.period}."
    if not report.themes:
        said += (
            f" No theme can be shown: each was shared by fewer than {anonymity.THEME_FLOOR} of them, or by so few of "
            "the others that showing it would tell of those."
        )
    return _line(report, said, f"At least {report.people} {whom}.")


def _of_theme(report: ThemeReport, theme: ThemeShown) -> tuple[Line, ...]:
    """How many and which way, what the theme covers, what to ask next; no sentence that repeats a comment."""
    lean = _LEANS[theme.sentiment]
    said = f"At least {theme.people} people ({theme.share:.0%} or more) spoke of it; what they say is {lean}."
    if report.runs.shared_with(said):
        said = f"At least {theme.people} people: {lean.split()[-1]}."
    more = (f"It covers: {_lower(theme.covers)}", f"To ask next: {theme.next}")
    texts = (said, *(text for text in more if not report.runs.shared_with(text)))
    return tuple(Line(text, Origin.RECORD, (_citation(report, theme),)) for text in texts)


def _beside(report: ThemeReport) -> list[Section]:
    lines = []
    if report.unplaced:
        said = f"At least {report.unplaced} people spoke of nothing that is shown here."
        lines.append(_line(report, said, f"Of none: at least {report.unplaced}."))
    if report.not_understood:
        said = f"At least {report.not_understood} people wrote in a language that was not understood."
        lines.append(_line(report, said, f"Not understood: at least {report.not_understood}."))
    return [Section("Beside the themes", tuple(lines))] if lines else []


def _summary(report: ThemeReport, theme: ThemeShown) -> str:
    lean = _LEANS[theme.sentiment]
    said = f"{lean[0].upper()}{lean[1:]}. It covers: {_lower(theme.covers)}"
    return f"{lean[0].upper()}{lean[1:]}." if report.runs.shared_with(said) else said


def _line(report: ThemeReport, said: str, shorter: str) -> Line:
    text = shorter if report.runs.shared_with(said) else said
    citation = Citation(kind=CitationKind.FEEDBACK, id=f"{report.period}", document="Feedback", quote=text)
    return Line(text, Origin.RECORD, (citation,))


def _citation(report: ThemeReport, theme: ThemeShown) -> Citation:
    """The theme as the report counts it, in our words alone."""
    said = (
        f"{theme.label}: at least {theme.people} of at least {report.people} people, {_LEANS[theme.sentiment]} "
        f"({theme.share:.0%} or more). {theme.covers} Next: {theme.next}"
    )
    if report.runs.shared_with(said):
        said = f"At least {theme.people} people."
    return Citation(
        kind=CitationKind.FEEDBACK,
        id=f"{report.period}:{theme.id}",
        document="Feedback",
        heading=theme.label,
        quote=said,
    )


def _rule(said: str) -> Line:
    citation = Citation(kind=CitationKind.FEEDBACK, id="rules", document="How feedback is shown", quote=said)
    return Line(said, Origin.RECORD, (citation,))


def _labels(themes: Sequence[ThemeShown]) -> str:
    return "; ".join(theme.label for theme in themes)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _brief(material: Material) -> FeedbackBrief:
    assert isinstance(material.brief, FeedbackBrief)
    return material.brief


def _report(material: Material) -> ThemeReport:
    assert material.report is not None, "the desk makes the report for this kind"
    return material.report
