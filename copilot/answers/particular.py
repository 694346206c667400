"""How a search looks for a question: of something particular, which notes tell, or of how things are done."""

from __future__ import annotations

import re
from collections.abc import Callable

from copilot.answers.families import fold
from copilot.answers.question import Question
from copilot.retrieve import Asked
from ingest.keyword import terms_of

PARTICULAR = 0.4
"""What guidance's scores count beside notes' where something particular is asked for. Chosen on the first lot of
`evals/cases/ask.yaml`, looked at on the second (docs/decisions/0022-notes-before-guidance.md)."""

_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:who|whom|whose|what|which|when|where|why|how|did|do|does|is|are|was|were|has|have|had|can|could|will|"
    r"would|should)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"([^\W_]+)(?:['’]s?\b)?")


def as_asked(text: str, read: Callable[[], Question]) -> Asked | None:
    """How to look for the question; None for mere words.

    `read` says who is meant by the text, which takes looking people up, and so is asked of questions alone.
    """
    if not _QUESTION.search(text):
        return None
    question = read()
    return Asked(guidance=1.0 if question.general else PARTICULAR, words=_nameless(text, question))


def _nameless(text: str, question: Question) -> str:
    """The text without the names of the viewer's partners, unless no word to look for would be left.

    They say whose notes are meant. Those hold the name everywhere, so it tells none of them from another
    (docs/decisions/0027-what-finds-the-note-asked-for.md).
    """
    names = {named.word for named in question.people if named.partner}
    left = _WORD.sub(lambda match: "" if fold(match.group(1)) in names else match.group(), text)
    return left if terms_of(left) else text
