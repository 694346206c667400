"""Whether a search asks of something that happened to particular people, which notes tell, or of how things are done."""

from __future__ import annotations

import re
from collections.abc import Callable

from copilot.answers.question import Question

PARTICULAR = 0.4
"""What guidance's scores count beside notes' where something particular is asked for. Chosen on the first lot of
`evals/cases/ask.yaml`, looked at on the second (docs/decisions/0022-notes-before-guidance.md)."""

_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:who|whom|whose|what|which|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could|will|"
    r"would|should)\b",
    re.IGNORECASE,
)


def guidance_share(text: str, read: Callable[[], Question]) -> float:
    """What guidance's scores count beside notes': 1 for mere words and for a question of how things are done.

    `read` says who is meant by the text, which takes looking people up, and so is asked of questions alone.
    """
    return 1.0 if not _QUESTION.search(text) or read().general else PARTICULAR
