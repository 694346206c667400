"""A draft's text for its audience: no citations, findings or questions, nothing that is held back."""

from __future__ import annotations

from copilot.draft import Draft


def text_of(draft: Draft) -> str:
    """The text as its readers get it: a letter for outreach, headed points for anything else."""
    return _letter(draft) if draft.kind == "outreach" else _headed(draft)


def _headed(draft: Draft) -> str:
    """Headed sections with their minutes; one line a point."""
    parts = []
    for block in draft.blocks:
        lines = [one.text for one in block.sentences if one.id not in draft.held_back]
        if not lines:
            continue
        if not block.heading:
            parts.append("\n".join(lines))
            continue
        minutes = f" ({block.minutes} min)" if block.minutes else ""
        parts.append("\n".join([f"{block.heading}{minutes}", *(f"- {line}" for line in lines)]))
    return "\n\n".join(parts) + "\n" if parts else ""


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
