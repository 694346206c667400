"""Themes of feedback: real cohorts recounted by other code, and labelled comments of ours.

The cohorts are Open Life Science's published surveys, each row taken for a person. What is shown is counted again
here from the CSV files, without the product's reader, floors or sets. The labels are by whoever wrote the codebook,
so they flatter it; those that tuned the thresholds are reported apart, and so are those written after all else.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path

import yaml

from copilot.app import Copilot
from copilot.draft import Draft
from copilot.models import Feedback
from copilot.similarity import Similarity
from copilot.themes.codebook import codebook
from copilot.themes.report import sorted_comments
from copilot.themes.sorting import Sorted
from evals.figures import Better, Figure, Measured, Run, Table, at_most
from evals.workspace import encoder, open_copilot
from ingest.embedding import TextEmbedder
from ingest.kept_vectors import KeptVectors

COHORTS = ("OLS-1", "OLS-2", "OLS-3", "OLS-4")
_TEXTS_KEPT = 20_000
_DAY = date(2030, 1, 1)
_STAFF = "staff"
_PROGRAMME = """\
format: mentoring-programme/1
programme: {id: ols, name: Cohorts, as_of: 2030-01-01}
people: [{id: staff, name: Staff, roles: [staff]}]
"""
_ASKED = {
    "w": "What has worked well?",
    "c": "What should we change?",
    "e": "Anything else?",
}
_WORD = re.compile(r"\w+")
_SAYS_NOTHING = re.compile(
    r"(?:n/?a|none|no|nothing|nil|-+|\.+|no comments?|nope|other|(?:all|none) of (?:the above|these)|(?:i have )?no suggestions)?[.!\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Survey:
    """A kind of file: where it lies, when it was asked, whom, and which columns hold words."""

    folder: str
    moment: str
    role: str
    columns: tuple[str, ...]


SURVEYS = (
    Survey(
        "mentor_feedback/post_cohort",
        "post",
        "mentor",
        (
            "What expectations from the OLS program were met and where can we do better?",
            "Anything else you would like to share with us?",
        ),
    ),
    Survey(
        "participant_feedback/mid_cohort",
        "mid",
        "mentee",
        (
            "Which of the following aspects of the cohort call work well?",
            "What should we improve in cohort calls?",
        ),
    ),
    Survey(
        "participant_feedback/post_cohort",
        "post",
        "mentee",
        (
            "How was your overall project leadership experience in OLS?",
            "How was your overall experience with the mentor-mentee calls?",
            "Which of the following topics introduced in these cohort calls were useful for your open science journey?",
        ),
    ),
)


@dataclass(frozen=True)
class Case:
    """A labelled comment. `also` are readings that are neither asked for nor wrong.

    `late` ones were written after the codebook last grew, and have changed nothing: theirs are the figures to believe.
    """

    row: Feedback
    themes: frozenset[str]
    also: frozenset[str]
    sentiment: str
    apart: bool
    tune: bool
    hard: str
    late: bool = False


def measure(run: Run) -> Measured:
    """Cohorts recounted, then the labelled comments. `limit` cuts the number of cohorts."""
    folder = run.input("feedback", "ols")
    with encoder(run) as embedder:
        shown, wrong = _cohorts(run, folder, embedder)
        cases = load_cases()
        sorted_ones = sorted_comments(
            [case.row for case in cases], codebook(), Similarity(KeptVectors(lambda: embedder, _TEXTS_KEPT).of)
        )
    judged = list(zip(cases, sorted_ones, strict=True))
    held_out = [one for one in judged if not one[0].tune and not one[0].late]
    late = [one for one in judged if one[0].late]
    tuned = [one for one in judged if one[0].tune]
    reports = len({row[0] for row in shown})
    return Measured(
        (
            Figure("numbers shown that the files do not bear out", len(wrong), target=at_most(0), note=_of(shown)),
            Figure("periods of cohorts shown", reports),
            *_accuracies(late, ", comments written last"),
            *_accuracies(held_out, ""),
            *_accuracies(tuned, ", comments that tuned the thresholds"),
        ),
        {"codebook": len(codebook().themes), "comments": len(cases)},
        (folder,),
        (
            Table("cohorts", ("period", "group", "theme", "people", "share", "sentiment"), tuple(shown)),
            *([Table("not borne out", ("period", "what"), tuple(wrong))] if wrong else []),
            Table("comments sorted wrongly", ("comment", "wanted", "got"), tuple(_mistakes(judged))),
        ),
    )


def load_cases() -> list[Case]:
    """The labelled comments of `cases/feedback.yaml`."""
    text = (resources.files("evals") / "cases" / "feedback.yaml").read_text(encoding="utf-8")
    cases = []
    for number, entry in enumerate(yaml.safe_load(text)["comments"]):
        row = Feedback(f"c{number}", f"p{number}", entry["text"], question=_ASKED[entry["q"]])
        cases.append(
            Case(
                row,
                frozenset(entry["themes"]),
                frozenset(entry.get("also", ())),
                entry["sentiment"],
                bool(entry.get("apart")),
                bool(entry.get("tune")),
                entry.get("hard", ""),
                bool(entry.get("late")),
            )
        )
    return cases


def _of(shown: Sequence[tuple[str, ...]]) -> str:
    return f"{len(shown)} themes of cohorts shown"


def _cohorts(run: Run, folder: Path, embedder: TextEmbedder) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    """The themes shown of each period and group, and what a recount finds wrong with them."""
    programme = run.scratch / "ols.yaml"
    programme.write_text(_PROGRAMME, encoding="utf-8")
    shown: list[tuple[str, ...]] = []
    wrong: list[tuple[str, str]] = []
    with open_copilot(run.scratch / "ols", lambda: embedder) as copilot:
        copilot.import_programme(programme)
        staff = copilot.viewer("ols", _STAFF)
        for cohort in COHORTS[: run.limit]:
            for survey in SURVEYS:
                wanted = [f"role=:{survey.role}", f"period=:{cohort} {survey.moment}"]
                wanted += [f"comment={column}" for column in survey.columns]
                copilot.import_feedback(staff, folder / survey.folder / f"{cohort}.csv", wanted, rows_are_people=True)
            for moment in ("mid", "post"):
                drafts = {group: _draft(copilot, f"{cohort} {moment}", group) for group in (None, "mentee", "mentor")}
                for group, draft in drafts.items():
                    answers = list(_answers(folder, cohort, moment, group))
                    themes = _sorted_texts(answers, embedder)
                    wrong += [(f"{cohort} {moment}", what) for what in contradictions(draft, answers, themes)]
                    shown += [
                        (
                            f"{cohort} {moment}",
                            group or "all",
                            one.label,
                            f"≥ {one.people}",
                            f"≥ {one.share:.0%}",
                            one.sentiment,
                        )
                        for one in draft.themes
                    ] or [
                        (f"{cohort} {moment}", group or "all", "too few people to show", "", "", "")
                    ] * draft.suppressed
                wrong += [(f"{cohort} {moment}", what) for what in close_numbers(drafts.values())]
    return shown, wrong


def _draft(copilot: Copilot, period: str, group: str | None) -> Draft:
    return copilot.draft(copilot.viewer("ols", _STAFF), "feedback", {"period": period, "group": group}, _DAY)


@dataclass(frozen=True)
class Answer:
    """A cell of a file: which person (a row of a file), what was asked, what was said."""

    person: tuple[str, int]
    question: str
    text: str


def _answers(folder: Path, cohort: str, moment: str, group: str | None) -> Iterator[Answer]:
    for survey in SURVEYS:
        if survey.moment != moment or group not in (None, survey.role):
            continue
        with (folder / survey.folder / f"{cohort}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in survey.columns:
            for number, text in enumerate(unticked([(row[column] or "").strip() for row in rows])):
                if not _SAYS_NOTHING.fullmatch(text):
                    yield Answer((survey.folder, number), column, text)


def unticked(cells: Sequence[str]) -> list[str]:
    """A column's cells without what three people or more have word for word, if it has five words or stands beside such."""

    def folded(text: str) -> str:
        return re.sub(r"[^\w']+", " ", text.replace("’", "'").casefold()).strip()

    def split(cell: str) -> list[str]:
        return [piece for piece in re.split(r"\s*[,;\n]\s*", cell) if piece]

    common = Counter(form for cell in cells for form in {folded(cell), *map(folded, split(cell))})
    ticked = {form for form, count in common.items() if form and count >= 3}
    for scale in [form.split() for form in ticked if len(form.split()) >= 5]:
        same = [form for form in common if len(form.split()) == len(scale)]
        ticked |= {
            form for form in same if len([1 for one, two in zip(form.split(), scale, strict=True) if one != two]) < 2
        }
    kept = []
    for cell in cells:
        pieces = split(cell)
        boxes = [piece for piece in pieces if folded(piece) in ticked]
        whole = folded(cell) in ticked and len(folded(cell).split()) >= 5
        if whole:
            kept.append("")
        elif any(len(folded(piece).split()) >= 5 for piece in boxes):
            kept.append(", ".join(piece for piece in pieces if piece not in boxes))
        else:
            kept.append(cell)
    return kept


def _sorted_texts(answers: Sequence[Answer], embedder: TextEmbedder) -> dict[str, frozenset[str]]:
    """Text → the labels of its themes, by the product's sorting: what a comment is about is not recounted, how many is."""
    rows = [Feedback(f"a{number}", "x", one.text, question=one.question) for number, one in enumerate(answers)]
    found = sorted_comments(rows, codebook(), Similarity(KeptVectors(lambda: embedder, _TEXTS_KEPT).of))
    return {one.comment.text: frozenset(codebook().theme(theme).label for theme in one.themes) for one in found}


def contradictions(draft: Draft, answers: Sequence[Answer], themes: dict[str, frozenset[str]]) -> Iterator[str]:
    """What the draft shows that these answers do not bear out, or that a floor forbids."""
    people = {one.person for one in answers}
    if draft.suppressed:
        if draft.themes or re.search(r"\d", draft.text):
            yield "something is shown of a suppressed slice"
        return
    if len(people) < 10:
        yield f"a slice of {len(people)} people is shown"
    told = re.search(r"At least (\d+) (?:people|mentees|mentors) said", draft.text)
    if told is None or not int(told[1]) <= len(people) < int(told[1]) + 5:
        yield f"{told[1] if told else 'nothing'} is said of {len(people)} people"
    for theme in draft.themes:
        if theme.label.startswith(("Other:", "Something the codebook")):
            continue
        speakers = {one.person for one in answers if theme.label in themes.get(one.text, ())}
        if not 5 <= theme.people <= len(speakers) < theme.people + 5:
            yield f"{theme.label}: {theme.people} shown, {len(speakers)} counted"
        if not theme.share <= len(speakers) / len(people):
            yield f"{theme.label}: a share of {theme.share} shown, {len(speakers)} of {len(people)} counted"
    texts = [one.text for one in draft.sentences()] + [theme.summary for theme in draft.themes]
    texts += [one.quote for theme in draft.themes for one in theme.citations]
    for text in texts:
        shared = longest_run(text, [one.text for one in answers])
        if shared > 5:
            yield f"{shared} words in a row are a comment's: {text}"


def close_numbers(drafts: Iterable[Draft]) -> Iterator[str]:
    """Pairs of numbers of people, over all reports of a period, that differ by one to four."""
    numbers = sorted(
        {int(number) for draft in drafts for number in re.findall(r"At least (\d+)", draft.text)}
        | {theme.people for draft in drafts for theme in draft.themes}
    )
    for less, more in pairwise(numbers):
        if more - less < 5:
            yield f"{more} and {less} are both shown"


def longest_run(text: str, comments: Iterable[str]) -> int:
    """The length of the longest run of words that the text shares with any of the comments."""
    ours = _WORD.findall(text.lower())
    longest = 0
    for comment in comments:
        theirs = f" {' '.join(_WORD.findall(comment.lower()))} "
        for start in range(len(ours)):
            while start + longest < len(ours) and f" {' '.join(ours[start : start + longest + 1])} " in theirs:
                longest += 1
    return longest


def _accuracies(judged: Sequence[tuple[Case, Sorted]], which: str) -> tuple[Figure, ...]:
    usable = [(case, one) for case, one in judged if not case.apart and case.hard != "language"]
    counts: Counter[str] = Counter()
    for case, one in usable:
        got = frozenset(one.themes)
        counts["right"] += len(got & case.themes)
        counts["wrong"] += len(got - case.themes - case.also)
        counts["missed"] += len(case.themes - got)
    precision = counts["right"] / max(counts["right"] + counts["wrong"], 1)
    recall = counts["right"] / max(counts["right"] + counts["missed"], 1)
    leaning = [(case, lean) for case, one in usable for theme, lean in one.themes.items() if theme in case.themes]
    plain = [case.sentiment == lean for case, lean in leaning if case.hard != "irony"]
    ironic = [case.sentiment == lean for case, lean in leaning if case.hard == "irony"]
    apart = [one.set_apart for case, one in judged if case.apart]
    wrongly_apart = sum(one.set_apart for case, one in usable)

    def figure(name: str, value: float, note: str) -> Figure:
        return Figure(f"{name}{which}", value, note=note, better=Better.HIGHER)

    return (
        figure("themes given that are right", precision, f"{counts['wrong']} wrong"),
        figure("themes that are found", recall, f"{counts['missed']} missed of {len(usable)} comments"),
        figure("sentiment right in themes found", _share(plain), f"of {len(plain)}, irony aside"),
        figure("sentiment right, irony", _share(ironic), f"of {len(ironic)}"),
        figure("trouble set apart", _share(apart), f"of {len(apart)}; {wrongly_apart} others set apart"),
    )


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else float("nan")


def _mistakes(judged: Sequence[tuple[Case, Sorted]]) -> Iterator[tuple[str, str, str]]:
    for case, one in judged:
        got = {theme: lean.value for theme, lean in one.themes.items()}
        strange = got.keys() - case.themes - case.also
        leans = {lean for theme, lean in got.items() if theme in case.themes}
        if strange or case.themes - got.keys() or (leans and leans != {case.sentiment}) or one.set_apart != case.apart:
            wanted = f"{', '.join(sorted(case.themes)) or 'none'} ({'apart' if case.apart else case.sentiment})"
            found = (
                "apart" if one.set_apart else ", ".join(f"{theme} ({lean})" for theme, lean in got.items()) or "none"
            )
            yield case.row.text, wanted, found
