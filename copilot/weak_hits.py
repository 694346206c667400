"""Which of the passages found are weak: search gives its best ten, however little the best have of the query."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.answers.families import kin, roots
from copilot.drafts.kind import Similarity
from ingest.models import Hit

NEAR = 0.25
"""Cosine from which a passage is no weak hit."""
HELD = 0.5
"""Nor is one that holds more than this share of the query's words. By both, of 46 passages that hold the answers to
questions of our own 2 were weak, and of 450 found for queries about other things altogether 420."""


def weak_hits(query: str, hits: Sequence[Hit], similar: Similarity) -> frozenset[str]:
    """The ids of those passages that are neither near the query in meaning nor hold most of its words."""
    if not hits:
        return frozenset()
    near = similar([query], [hit.passage.text for hit in hits])[0]
    asked = roots(query)
    found = set()
    for hit, nearness in zip(hits, near, strict=True):
        said = roots(f"{hit.passage.text} {hit.document_title}")
        held = sum(any(kin(word, other) >= 0.9 for other in said) for word in asked)
        if nearness < NEAR and held <= HELD * len(asked):
            found.add(hit.passage.id)
    return frozenset(found)
