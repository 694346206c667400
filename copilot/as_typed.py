"""What a person typed into a draft's brief and answers, as it is kept: their words, in values that can be stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue, TypeAdapter, ValidationError

from copilot.content import WorkingDraft
from copilot.edits import storable
from copilot.errors import BriefError

_JSON: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])


def brief_as_typed(brief: Mapping[str, object]) -> dict[str, JsonValue]:
    """The brief's fields as values that can be kept: days as ISO dates, no field without a value.

    Raises BriefError where a value is of no such kind.
    """
    plain = {str(key): _plain(value, str(key)) for key, value in brief.items() if value is not None}
    try:
        return _JSON.validate_python(plain)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"][:1])
        raise BriefError(
            f"The brief's field {place} cannot be used.", location=place, next_step="Write text, numbers and lists."
        ) from error


def _plain(value: object, field: str) -> object:
    if isinstance(value, str):
        return as_typed(value, field)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part, field) for key, part in value.items()}
    return [_plain(part, field) for part in value] if isinstance(value, list | tuple) else value


def as_typed(value: str, field: str) -> str:
    """The text of a field as it can be stored. Raises BriefError for what is no text."""
    try:
        return storable(value)
    except ValueError as error:
        raise BriefError(f"{field} cannot be used: {error}.", location=field, next_step="Type it again.") from error


def still_answers(now: WorkingDraft, brief: Mapping[str, JsonValue]) -> dict[str, str]:
    """The answers given so far, without those to fields that the brief now says otherwise than before."""
    inner = (_answers_of(now.brief), _answers_of(brief))
    changed = {name for name in brief if brief[name] != now.brief.get(name) and brief[name] not in ("", [])}
    changed |= {name for name in inner[1] if inner[1][name] != inner[0].get(name)}
    if "ask" in changed:
        changed.add("time")  # an answer that was put behind the words of the ask
    return {key: text for key, text in now.answers.items() if key not in changed}


def _answers_of(brief: Mapping[str, object]) -> Mapping[str, object]:
    """What a goal's brief holds as answers to its own questions."""
    held = brief.get("answers")
    return held if isinstance(held, Mapping) else {}
