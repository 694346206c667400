"""What people are shown of a draft, on a page as on a terminal: which findings, which sources, which number each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.draft import Block, Citation, CitationKind, Draft, Finding, Origin, Sentence, Usage
from copilot.drafts.goal_writer import BEFORE, TAKE_ALONG
from copilot.writing import failures

_ASKED_FOR = {"outreach-time-named": "time", "outreach-gives-back": "give_back"}
"""What a message's check finds missing, by the question that asks for it."""
NEAREST = "Nearest to your words"
FOR_YOU_TO_JUDGE = "None was taken for an answer. Read for yourself whether one is."
_RECORDS = frozenset({CitationKind.PERSON, CitationKind.RELATIONSHIP, CitationKind.BRIEF})


def findings_to_show(draft: Draft) -> list[Finding]:
    """The findings without those that only say what a question asks for, with the same evidence."""
    asked = {question.id for question in draft.questions}
    told = {f"goal-{one.replace('_', '-')}" for one in asked}
    told |= {check for check, question in _ASKED_FOR.items() if question in asked}
    return [one for one in draft.findings if one.check not in told or (one.sentence and one.check in _ASKED_FOR)]


def without_stars(text: str) -> str:
    """The text without the stars that make words bold, of which a quote may hold but one half."""
    return text.replace("**", "")


def quoted_words(citation: Citation) -> str:
    """The words of a source in one line, without the stars that make them bold."""
    return " ".join(without_stars(citation.quote).split())


def basis_of(finding: Finding) -> str:
    """What it rests on and how strong that is; empty where nothing is said of it."""
    strength = "" if finding.strength in finding.source else finding.strength
    return ", ".join(part for part in (finding.source, strength) if part)


def telling(citations: Sequence[Citation]) -> list[Citation]:
    """Those a reader looks up: a record that only names people needs no mention beside a note."""
    return [one for one in citations if one.kind not in _RECORDS] or list(citations)


def is_blank(sentence: Sentence) -> bool:
    """Whether it only holds the place of the author's own words."""
    return sentence.origin is Origin.CONNECTIVE and sentence.text.startswith("[")


def model_title(name: str) -> str:
    """A model's name for people: of a file without the way to it."""
    return failures.title(name)


def written_by(draft: Draft) -> str:
    """Who wrote it, in three words or so."""
    if draft.writer == "composer":
        return "Written without a model"
    return f"Written with {model_title(draft.writer)}"


def spent(usage: Usage) -> str:
    """What asking a model took: `812 tokens read, 203 written, 14 s`; empty where none was asked."""
    if not usage.tokens_in and not usage.tokens_out:
        return ""
    return f"{usage.tokens_in:,} tokens read, {usage.tokens_out:,} written, {usage.seconds:.0f} s"


class SourceNumbers:
    """Numbers sources in the order in which they are first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._cited: list[Citation] = []

    def of(self, citation: Citation) -> int:
        """The source's number, from 1."""
        counted = citation.kind is CitationKind.FEEDBACK  # its quote is the sentence itself, said once already
        key = (citation.kind.value, citation.document if counted else citation.id, "" if counted else citation.quote)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._cited.append(citation)
        return self._numbers[key]

    def marks(self, citations: Sequence[Citation]) -> str:
        """The numbers of the telling ones: `1, 3`."""
        return ", ".join(dict.fromkeys(str(self.of(one)) for one in telling(citations)))

    @property
    def cited(self) -> Sequence[Citation]:
        """Those that have a number, in its order."""
        return tuple(self._cited)


@dataclass(frozen=True)
class GoalSides:
    """A goal's blocks as they stand beside each other: as it was, as it is now, and what stands below both."""

    before: list[Block]
    after: list[Block]
    below: list[Block]


def goal_sides(draft: Draft) -> GoalSides:
    """The blocks of a goal, by their headings."""
    before = [block for block in draft.blocks if block.heading == BEFORE]
    below = [block for block in draft.blocks if block.heading == TAKE_ALONG]
    return GoalSides(before, [block for block in draft.blocks if block not in before and block not in below], below)
