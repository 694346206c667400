"""What a check is: what it looks at, what it rests on and how strong that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from copilot.draft import Draft, Finding, Severity
from copilot.models import Stage


@dataclass(frozen=True)
class BriefFacts:
    """What the checks must know of a brief; a fact that is not known lets its check decline.

    `type` is request, follow_up or thank_you (outreach). `minutes` is the session's length.
    `open_actions` counts them, `actions_left_out` those an agenda has no room for. `earlier_followups` counts follow-ups already written. `offers_back`
    says whether the sender named something to give back, `takes_time` whether the ask is for time, not for a thing. `typed` are the words a goal's owner typed, on the
    day `written`; `deadline` is the day they named for it. `dates_said` are the days that the last session's
    note, of the day `said_on`, names for the next one.
    """

    type: str = ""
    stage: Stage | None = None
    minutes: int | None = None
    open_actions: int | None = None
    actions_left_out: int = 0
    middle_check_due: bool = False
    earlier_followups: int = 0
    offers_back: bool = False
    takes_time: bool = True
    typed: tuple[str, ...] = ()
    written: date | None = None
    deadline: date | None = None
    session_date: date | None = None
    dates_said: tuple[date, ...] = ()
    said_on: date | None = None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> BriefFacts:
        """From what a kind's `facts()` returns; what no check reads is passed over."""
        stage = facts.get("stage")
        return cls(
            type=facts.get("type") or "",
            stage=Stage(stage) if stage else None,
            minutes=facts.get("minutes"),
            open_actions=facts.get("open_actions"),
            actions_left_out=int(facts.get("actions_left_out") or 0),
            middle_check_due=bool(facts.get("middle_check_due")),
            earlier_followups=int(facts.get("earlier_followups") or 0),
            offers_back=bool(facts.get("give_back")),
            takes_time=bool(facts.get("takes_time", True)),
            typed=tuple(facts.get("typed") or ()),
            written=facts.get("written"),
            deadline=facts.get("deadline"),
            session_date=facts.get("session_date"),
            dates_said=tuple(facts.get("dates_said") or ()),
            said_on=facts.get("said_on"),
        )


@dataclass(frozen=True)
class Remark:
    """What a check found, before its evidence is put beside it. `sentence` is an id or None."""

    message: str
    sentence: str | None = None
    severity: Severity = Severity.WARN


Run = Callable[[Draft, BriefFacts], Iterable[Remark] | None]
"""Remarks, empty when all is well, or None where the check declines: it does not apply."""


@dataclass(frozen=True)
class Check:
    """One check of the kinds it is for. `evidence_row` is its row in the table of evidence."""

    id: str
    kinds: frozenset[str]
    evidence_row: int | None
    source: str
    strength: str
    run: Run

    def findings(self, draft: Draft, facts: BriefFacts) -> list[Finding] | None:
        """Findings with this check's evidence; None where it declines."""
        remarks = self.run(draft, facts)
        if remarks is None:
            return None
        return [
            Finding(
                check=self.id,
                severity=remark.severity,
                sentence=remark.sentence,
                message=remark.message,
                source=self.source,
                strength=self.strength,
            )
            for remark in remarks
        ]
