"""Actions that a model finds in a note: proposals, each in the note's exact words, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.models import Note, Person
from copilot.records import Quote
from copilot.writing.llm import LanguageModel, Stop
from copilot.writing.prompting import Prompts
from copilot.writing.sentences_out import clean, json_of
from copilot.writing.sources import fenced, speaks_to_a_model

MOST = 10
_LONGEST_NOTE = 6000
_LEAST_WORDS, _MOST_WORDS = 3, 40
_SCHEMA = {
    "title": "actions",
    "type": "object",
    "properties": {
        "actions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"who": {"type": "string"}, "words": {"type": "string"}},
                "required": ["who", "words"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["actions"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class ProposedByModel:
    """What somebody may owe, in the words of the note. `owner` is an id of the two people; None where it is unclear."""

    quote: Quote
    owner: str | None = None


def proposed(
    model: LanguageModel, prompts: Prompts, note: Note, people: Sequence[Person], stop: Stop | None = None
) -> tuple[ProposedByModel, ...]:
    """The proposals, in the note's order; () for a note that speaks to a model. Raises ModelFailed."""
    text = note.text[:_LONGEST_NOTE]
    if speaks_to_a_model(text):
        return ()
    author = next((one.first_name for one in people if one.id == note.author), "its author")
    about = (
        f"The note is by {author}, of {note.date.isoformat()}. People: {', '.join(one.first_name for one in people)}."
    )
    lines = "\n".join(fenced(line) for line in text.splitlines() if line.strip())
    completion = model.complete(
        prompts.messages("actions", about=fenced(about), points=lines),
        purpose="actions",
        schema=_SCHEMA,
        max_tokens=500,
        stop=stop,
    )
    found: dict[tuple[int, int], ProposedByModel] = {}
    for who, words in _read(completion.text):
        place = _place(note.text, words)
        if place is not None and clean(words) and not any(start < place[1] and place[0] < end for start, end in found):
            start, end = place
            owner = _owner(who, people, note)
            found[place] = ProposedByModel(Quote(note.id, note.date, note.text[start:end], start, end), owner)
    return tuple(found[place] for place in sorted(found))[:MOST]


def _read(text: str) -> list[tuple[str, str]]:
    value = json_of(text)
    listed = value.get("actions") if isinstance(value, dict) else value
    pairs = []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict):
            pairs.append((str(one.get("who") or ""), str(one.get("words") or one.get("text") or "")))
    return pairs


def _place(text: str, words: str) -> tuple[int, int] | None:
    """Where exactly these words stand, spaces and line breaks aside; None where they do not."""
    said = words.strip().strip("\"“”'").split()
    if not _LEAST_WORDS <= len(said) <= _MOST_WORDS:
        return None
    found = re.search(r"\s+".join(map(re.escape, said)), text)
    return (found.start(), found.end()) if found else None


def _owner(who: str, people: Sequence[Person], note: Note) -> str | None:
    said = who.casefold().strip()
    if said in ("i", "me", "myself"):
        return note.author
    named = [one.id for one in people if said and said in (one.name.casefold(), one.first_name.casefold())]
    return named[0] if len(named) == 1 else None
