"""Direct quotations must stand in a source; citations must stand in their document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from copilot.draft import Citation, Draft
from copilot.review.grounding.model import Problem, Source

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
_ELISION = re.compile(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*")


def _plain(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = text.replace("–", "-").replace("—", "-").replace("\u00a0", " ")
    return " ".join(text.split()).lower()


def quotations(sentence: str) -> list[str]:
    """The words between double quotation marks, in order."""
    return [next(part for part in match.groups() if part is not None) for match in _QUOTED.finditer(sentence)]


def without_quotations(sentence: str) -> str:
    """The sentence with each quotation replaced by a blank."""
    return _QUOTED.sub(" ", sentence)


def _stands_in(quotation: str, text: str) -> bool:
    """Every piece between elisions occurs in the text, in order, on word borders."""
    place = 0
    pieces = [piece.strip(" .,;:!?") for piece in _ELISION.split(_plain(quotation))]
    pieces = [piece for piece in pieces if piece]
    for piece in pieces:
        found = re.compile(r"(?<!\w)" + re.escape(piece) + r"(?!\w)").search(text, place)
        if found is None:
            return False
        place = found.end()
    return bool(pieces)


def check_quotations(sentence: str, sources: Sequence[Source]) -> list[Problem]:
    """Problems of kind `quote`: quotations that stand literally in no source's words or title."""
    texts = [_plain(source.text) for source in sources] + [_plain(source.title) for source in sources]
    return [
        Problem("quote", f"“{quotation}” stands in no cited source")
        for quotation in quotations(sentence)
        if not any(_stands_in(quotation, text) for text in texts)
    ]


def verify_citations(draft: Draft, text_of: Callable[[Citation], str | None]) -> list[Problem]:
    """Problems with the draft's citations, of kind `citation`.

    `text_of` returns the whole text of a citation's document, or None where there is none. Each
    citation with a place must quote exactly what stands there.
    """
    problems = []
    held = [(sentence.id, citation) for sentence in draft.sentences() for citation in sentence.citations]
    held += [(action.id, action.citation) for action in draft.actions if action.citation is not None]
    held += [(question.id, question.evidence) for question in draft.questions if question.evidence is not None]
    held += [(theme.label, citation) for theme in draft.themes for citation in theme.citations]
    for place, citation in held:
        if citation.start is None and citation.end is None:
            continue
        if citation.start is None or citation.end is None or not 0 <= citation.start < citation.end:
            problems.append(Problem("citation", f"{place}: the quote's place in {citation.id} is incomplete"))
            continue
        text = text_of(citation)
        if text is None:
            problems.append(Problem("citation", f"{place}: the document of {citation.id} is not there"))
        elif text[citation.start : citation.end] != citation.quote:
            problems.append(Problem("citation", f"{place}: {citation.id} does not say the quoted words there"))
    return problems
