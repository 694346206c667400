"""A draft's text for its audience: no citations, findings or questions, nothing that is held back."""

from __future__ import annotations

from copilot.draft import Citation, CitationKind, Draft, Sentence


def text_of(draft: Draft) -> str:
    """The text as its readers get it: a letter for outreach, headed points for anything else."""
    if draft.kind == "ask":
        return _answer(draft)
    return _letter(draft) if draft.kind == "outreach" else _headed(draft)


def _answer(draft: Draft) -> str:
    """Headed quotes, each with its source on a line of its own: an answer without its source is none."""
    parts = []
    for block in draft.blocks:
        said = [one for one in block.sentences if one.id not in draft.held_back]
        lines = [block.heading] if block.heading and said else []
        for one in said:
            lines += [one.text, *(f"  {place_of(citation)}" for citation in one.citations[:1])]
        if lines:
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def place_of(citation: Citation) -> str:
    """A source as people read it: its document, the nearest heading, its day."""
    parts = [citation.document or citation.kind.value.capitalize()]
    heading = citation.heading.rpartition(" › ")[2]
    if heading and heading != citation.document:
        parts.append(heading)
    if citation.date and citation.kind in (CitationKind.NOTE, CitationKind.GOAL):
        parts.append(f"{citation.date.day} {citation.date:%B %Y}")
    return ", ".join(parts)


def _headed(draft: Draft) -> str:
    """Headed sections with their minutes; one line a point."""
    parts = []
    for block in draft.blocks:
        said = [one for one in block.sentences if one.id not in draft.held_back]
        if not said:
            continue
        if not block.heading:
            parts.append("\n".join(one.text for one in said))
            continue
        minutes = f" ({block.minutes} min)" if block.minutes else ""
        parts.append("\n".join([f"{block.heading}{minutes}", *map(_point, said)]))
    return "\n\n".join(parts) + "\n" if parts else ""


def _point(sentence: Sentence) -> str:
    """A line with its mark; one that leads in the lines below it has none."""
    return sentence.text if sentence.leads_in else f"- {sentence.text}"


def _letter(draft: Draft) -> str:
    """Subject, greeting, paragraphs; the closing block line by line."""
    parts = []
    for number, block in enumerate(draft.blocks):
        said = [one.text for one in block.sentences if one.id not in draft.held_back]
        if not said:
            continue
        if block.heading == "Subject":
            parts.append(f"Subject: {said[0]}")
        elif number == len(draft.blocks) - 1:
            parts.append("\n".join(said))
        else:
            parts.append(" ".join(said))
    return "\n\n".join(parts) + "\n" if parts else ""
