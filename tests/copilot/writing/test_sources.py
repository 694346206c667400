"""The points of a prompt."""

from __future__ import annotations

from copilot.draft import Citation, CitationKind, Origin
from copilot.drafts.kind import Line
from copilot.writing import sources


def test_a_theme_is_told_by_its_counts_without_what_it_covers() -> None:
    cited = Citation(kind=CitationKind.FEEDBACK, id="t", heading="Time and workload", quote="")
    line = Line(
        "At least 5 people (17% or more), mostly negative; it covers: time beside the job", Origin.RECORD, (cited,)
    )
    assert sources._counted(line) == "Time and workload: at least 5 people (17% or more), mostly negative"
