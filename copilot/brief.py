"""Reading briefs: what the user asks for, one pydantic model a kind (the models live with their kinds)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from copilot.errors import BriefError


def _blank_is_a_gap(value: object) -> object:
    if isinstance(value, str):
        return value.strip() or None
    return value


Text = Annotated[str | None, BeforeValidator(_blank_is_a_gap)]
Day = Annotated[date | None, BeforeValidator(_blank_is_a_gap)]
Minutes = Annotated[Annotated[int, Field(ge=10, le=480)] | None, BeforeValidator(_blank_is_a_gap)]


def _as_ids(value: object) -> object:
    """`a, b`, one id, a list or nothing, as a tuple of ids."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(one.strip() for one in value.split(",") if one.strip())
    return value


People = Annotated[tuple[str, ...], BeforeValidator(_as_ids)]
OUTSIDE = "outside"
"""The audience member who is nobody we know: a reader outside the programme."""


class Brief(BaseModel):
    """What every brief may say. A blank field is a gap, never an error; an unknown field is one."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    kind: str
    relationship: Text = None
    audience: People = ()
    as_of: Day = None
    length: Annotated[Literal["short", "medium", "long"] | None, BeforeValidator(_blank_is_a_gap)] = None
    tone: Annotated[Literal["warm", "plain", "formal"] | None, BeforeValidator(_blank_is_a_gap)] = None


BriefT = TypeVar("BriefT", bound=Brief)


def parse_brief(model: type[BriefT], fields: Mapping[str, object]) -> BriefT:
    """The brief of a mapping as it came from YAML or JSON.

    Raises:
        BriefError: for an unknown field or a value of the wrong kind, naming the field.
    """
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "brief"
        if first["type"] == "extra_forbidden":
            known = ", ".join(name for name in model.model_fields if name != "kind")
            raise BriefError(
                f"The brief has a field we do not know: {place}.",
                location=place,
                next_step=f"Use one of: {known}.",
            ) from error
        raise BriefError(
            f"The brief's field {place} cannot be used: {_what_is_wrong(first)}.",
            location=place,
            next_step="Correct the value, or leave the field blank to be asked.",
        ) from error


def _what_is_wrong(found: ErrorDetails) -> str:
    """Pydantic's finding in words for people who never heard of it."""
    context = found.get("ctx", {})
    match found["type"].partition("_")[0], found["type"]:
        case "date", _:
            return f"{found['input']!r} is not a date; write YYYY-MM-DD"
        case _, "int_parsing" | "int_type" | "int_from_float":
            return f"{found['input']!r} is not a whole number"
        case _, "greater_than_equal":
            return f"it must be at least {context['ge']}"
        case _, "less_than_equal":
            return f"it must be at most {context['le']}"
        case _, "literal_error" | "enum":
            return f"{found['input']!r} is none of {context['expected']}"
        case _, "string_type":
            return "it must be a text"
    return found["msg"]
