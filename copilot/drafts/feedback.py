"""`feedback`: what people say of the programme, in themes, for its staff (docs/evidence.md, row 20).

Numbers and sentiment come from the report (`copilot/themes/`), every other word from the codebook or from
guidance. A sentence that shares more than five words in a row with a comment is said more shortly, or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from copilot.brief import Brief, Text
from copilot.draft import Citation, CitationKind, DraftAction, Finding, Origin, Question, Severity, Theme
from copilot.drafts import lifting
from copilot.drafts.kind import Line, Material, Section, Similarity
from copilot.models import Person, Role
from copilot.retrieve import Evidence, Query
from copilot.themes import anonymity
from copilot.themes.report import ThemeReport, ThemeShown
from copilot.themes.sentiment import Sentiment
from copilot.writing import phrasing
from ingest.models import DocumentKind

TOO_FEW = "Too few people to show."
_RULES = (
    f"Counted in people, not comments, and rounded down to fives; from {anonymity.SLICE_FLOOR} people on, a theme from "
    f"{anonymity.THEME_FLOOR}, so that nobody can be found by taking one number from another.",
    "Answers that several people gave word for word are taken for ticked boxes, not for comments, and left out.",
    "Sorted by a codebook and a small English model, which take some comments for another theme or for none; irony is "
    "taken at its word, and other languages may be missing.",
)
_GUIDANCE = frozenset({DocumentKind.GUIDANCE})
_NEAR = 0.35
"""Least cosine of a line of guidance to a theme for it to be offered."""

_MOST_ADVICE = 4
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
        """Which period, where several can be shown and none was named; which can be, where the one named cannot.

        Periods that can be shown are no secret: whoever asks without one is asked with their names. Of any
        other name the answer is the same, whether it is misspelt or holds four people.
        """
        report = _report(material)
        if report.suppressed and (report.period is not None or not report.periods):
            return [_why_suppressed(report)]
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

    def plan(self, material: Material) -> list[Query]:
        """Guidance for staff on each theme that is not mostly praised. Feedback itself is in no index."""
        return [
            Query(
                theme.id,
                f"{theme.label}: {theme.covers}",
                _GUIDANCE,
                k=16,
                words=2000,
                per_document=4,
                tags=frozenset({"audience:staff"}),
            )
            for theme in _to_mend(_report(material))
        ]

    def sections(
        self,
        material: Material,
        evidence: Evidence,
        similar: Similarity,
    ) -> list[Section]:
        report = _report(material)
        if report.suppressed:
            return [Section("", (_rule(TOO_FEW),))]
        asked = [theme for theme in report.themes if theme.id in report.asked]
        others = [theme for theme in report.themes if theme not in asked]
        opening = [_headline(report), *_overview(report)]
        if _brief(material).question:
            nothing = TOO_FEW.lower() if report.asked else "no theme is about that; ask it in the next survey."
            said = f"On your question: {_labels(asked)}." if asked else f"On your question: {nothing}"
            opening.append(_line(report, said, "On your question."))
        return [
            Section(_title(material), tuple(opening)),
            *(Section(theme.label, _of_theme(report, theme)) for theme in (*asked, *others)),
            *_advice(material, evidence, similar),
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


def findings_of(report: ThemeReport | None, contact: str, reader: Person) -> list[Finding]:
    """What staff can do where comments speak of trouble. Says not how many, whose, which or what.

    `reader` is whoever reads the report: the programme's contact is not sent to themselves.
    """
    if report is None or report.suppressed or not report.trouble:
        return []
    if _is_named(reader, contact):
        whom = (
            "This programme names you as whom to turn to, so settle now who stands in for you and whom you ask yourself"
        )
    else:
        whom = f"You can turn to {contact or 'the people who run your programme'}"
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            message="Something in this period's feedback may speak of harm, harassment or a crime. It is for a person to "
            "read: nothing of it was used here, and to protect whoever wrote it, it is not shown which answer it is. "
            f"{whom}. What you can do: read this period's answers where the survey was taken, and tell everybody who "
            "was asked where help is to be had, without looking for who wrote.",
            source="trouble is never themed, summarised or advised on",
            strength="our rule",
        )
    ]


def _is_named(reader: Person, contact: str) -> bool:
    said = contact.casefold()
    return reader.name.casefold() in said or bool(reader.email and reader.email.casefold() in said)


def _why_suppressed(report: ThemeReport) -> Question:
    """What can be shown instead. The same for a name nobody used and for one with too few people."""
    if report.period in report.periods:
        text = "Shall everybody be shown? Leave the group out."
        why = (
            "The group alone has too few people, or leaves one to four of the others behind, whom the report on everybody "
            "would then give away."
        )
    elif report.periods:
        text = f"Which period? These can be shown: {phrasing.listing(list(report.periods))}."
        why = "The one that was named is none of these: it holds too few people, or its name is written in another way."
    else:
        text = f"Can more answers be brought in? A period is shown from {anonymity.SLICE_FLOOR} people on."
        why = "No period of this programme can be shown yet."
    return Question(id="group" if report.period in report.periods else "period", text=text, why=why)


def _title(material: Material) -> str:
    """Programme, period, group and day, as the report is called wherever it is read."""
    report = _report(material)
    whose = f", {report.group.value}s" if report.group else ""
    day = material.as_of
    return f"Feedback on {material.records.programme.name}, {report.period}{whose}, as of {day.day} {day:%B %Y}"


def _overview(report: ThemeReport) -> list[Line]:
    """The themes by how they are spoken of, in one line."""
    said = {lean: [one for one in report.themes if one.sentiment is lean] for lean in _LEANS}
    parts = [f"{_LEANS[lean]}: {_labels(themes)}" for lean, themes in said.items() if themes]
    if len(report.themes) < 2:
        return []
    text = f"{'. '.join(part[0].upper() + part[1:] for part in parts)}."
    return [] if report.runs.shared_with(text) else [_line(report, text, "")]


def _to_mend(report: ThemeReport) -> list[ThemeShown]:
    themes = [theme for theme in report.themes if theme.sentiment in (Sentiment.NEGATIVE, Sentiment.MIXED)]
    return [] if report.suppressed else themes


def _advice(material: Material, evidence: Evidence, similar: Similarity) -> list[Section]:
    """A line of guidance for each theme that is not mostly praised, the nearest; none that says what a comment says."""
    report, used = _report(material), set[str]()
    lines = []
    for theme in _to_mend(report):
        candidates = [one for one in lifting.advice(evidence.of(theme.id)) if not report.runs.shared_with(one.text)]
        topic = f"{theme.label}: {theme.covers}"
        chosen = lifting.best(candidates, topic, similar, used, material.chance(theme.id), least=_NEAR)
        if chosen:
            lines.append(chosen.line())
    return [Section("What guidance says to this", tuple(lines[:_MOST_ADVICE]))] if lines else []


def _headline(report: ThemeReport) -> Line:
    whom = {Role.MENTEE: "mentees", Role.MENTOR: "mentors"}.get(report.group or Role.STAFF, "people")
    said = f"At least {report.people} {whom} said something in {report.period}."
    if not report.themes:
        said += " No theme can be shown."
    return _line(report, said, f"At least {report.people} {whom}.")


def _of_theme(report: ThemeReport, theme: ThemeShown) -> tuple[Line, ...]:
    """How many, which way and of what, in one line; what to ask next. No sentence that repeats a comment."""
    lean = _LEANS[theme.sentiment]
    said = f"At least {theme.people} people ({theme.share:.0%} or more), {lean}; it covers: {_lower(theme.covers)}"
    if report.runs.shared_with(said):
        said = f"At least {theme.people} people: {lean.split()[-1]}."
    asks = f"To ask next: {theme.next}"
    texts = (said, *([] if report.runs.shared_with(asks) else [asks]))
    return tuple(Line(text, Origin.RECORD, (_citation(report, theme, text),)) for text in texts)


def _beside(report: ThemeReport) -> list[Section]:
    """What is not shown and why: themes by name, for a theme nobody spoke of is among them; people from five on."""
    lines = []
    if report.hidden and not report.themes:
        lines.append(_line(report, _no_theme(report), "No theme reached five people."))
    elif report.hidden:
        labels = "; ".join(report.hidden)
        if report.group is None:
            why = "Fewer than five people, or none, spoke of each of these"
        else:
            why = (
                f"Of each of these fewer than five {report.group.value}s spoke, or one to four people beside them, whom the "
                "report on everybody would then give away; leave the group out to see what can be shown of everybody"
            )
        lines.append(_line(report, f"{why}: {labels}.", f"Not shown: {len(report.hidden)} themes."))
    if report.unplaced and report.themes:
        said = f"At least {report.unplaced} people spoke of nothing that is shown here."
        lines.append(_line(report, said, f"Of none: at least {report.unplaced}."))
    if report.not_understood:
        said = f"At least {report.not_understood} people wrote in a language that was not understood."
        lines.append(_line(report, said, f"Not understood: at least {report.not_understood}."))
    return [Section("Not shown", tuple(lines))] if lines else []


def _no_theme(report: ThemeReport) -> str:
    """Why no theme at all is shown, without naming them all."""
    if report.group is None:
        return "Of no theme did five people or more speak: what was said is of many things, a few people each."
    return (
        f"Of no theme did five {report.group.value}s or more speak without one to four others beside them, whom the report on "
        "everybody would then give away; leave the group out to see what can be shown of everybody."
    )


def _summary(report: ThemeReport, theme: ThemeShown) -> str:
    lean = _LEANS[theme.sentiment]
    said = f"{lean[0].upper()}{lean[1:]}. It covers: {_lower(theme.covers)}"
    return f"{lean[0].upper()}{lean[1:]}." if report.runs.shared_with(said) else said


def _line(report: ThemeReport, said: str, shorter: str) -> Line:
    text = shorter if report.runs.shared_with(said) else said
    citation = Citation(kind=CitationKind.FEEDBACK, id=f"{report.period}", document=_counted(report), quote=text)
    return Line(text, Origin.RECORD, (citation,))


def _citation(report: ThemeReport, theme: ThemeShown, said: str = "") -> Citation:
    """The theme as the report counts it, in our words alone."""
    return Citation(
        kind=CitationKind.FEEDBACK,
        id=f"{report.period}:{theme.id}",
        document=_counted(report),
        heading=theme.label,
        quote=said or f"At least {theme.people} people.",
    )


def _counted(report: ThemeReport) -> str:
    return f"Feedback of {report.period}, counted by theme"


def _rule(said: str) -> Line:
    citation = Citation(
        kind=CitationKind.FEEDBACK, id="rules", document="How feedback is counted and shown", quote=said
    )
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
