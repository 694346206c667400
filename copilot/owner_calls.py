"""What the owner of the folder may ask of the running app: the façade's methods, as JSON both ways.

Arguments and answers are checked against the method's own annotations, on both sides. A viewer is told by
programme and person, and made anew where the folder is open.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, TypeAdapter

from copilot.accounts import Accounts
from copilot.app import Copilot
from copilot.errors import Conflict, CopilotError
from copilot.models import Viewer
from ingest.errors import IngestError

METHODS = frozenset(
    """
    programmes programme as_of me viewer people directory relationships begin
    programme_people programme_unpaired add_person edit_person
    programme_relationships add_relationship edit_relationship
    import_programme exported export_programme ingest
    guidance_list guidance_add guidance_remove
    add_note notes note edit_note remove_note
    actions action decide goals goal add_goal edit_goal decide_goal
    draft revise keep_draft kept_drafts kept_draft remove_draft exported_draft
    import_feedback belongings forget search weak_hits nearest actions_from rebuild
    model_choice choose_model try_model sent_log model_usage preferences set_preferences
    """.split()
)
"""Of `Copilot`: what commands call, and nothing that is only for the process that has the folder open."""

ACCOUNTS = frozenset({"users", "set_password", "disable"})
"""Of `Accounts`; named `accounts.<method>`."""

_BY_NAME = TypeAdapter(dict[str, str])
_NOT_SENT = frozenset({"self", "return", "progress", "watch", "stop"})


class Asked(BaseModel):
    """One call: its arguments as JSON, and what the caller's settings say of answers."""

    model_config = ConfigDict(extra="forbid")

    arguments: dict[str, Any]
    model: str | None
    results: int


class Failed(BaseModel):
    """One of our errors on its way, to be raised again by its class's name."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    message: str
    next_step: str = ""
    fields: dict[str, Any] = {}


@dataclass(frozen=True)
class Call:
    """One method: how its arguments and its answer are written as JSON and read again."""

    name: str
    signature: inspect.Signature
    arguments: Mapping[str, TypeAdapter[Any]]
    answer: TypeAdapter[Any]

    def written(self, args: tuple[object, ...], kwargs: Mapping[str, object]) -> dict[str, Any]:
        """The arguments as plain values; files are named by their whole path. Raises TypeError, as a call would."""
        given = self.signature.bind(None, *args, **kwargs).arguments
        return {
            name: self.arguments[name].dump_python(_whole(value), mode="json", by_alias=True)
            for name, value in given.items()
            if name not in _NOT_SENT
        }

    def read(self, said: Mapping[str, object], viewer: Callable[[str, str], Viewer]) -> dict[str, object]:
        """The arguments as the method takes them. Raises pydantic's ValidationError, KeyError for a strange one."""
        taken: dict[str, object] = {}
        for name, value in said.items():
            read = self.arguments[name].validate_python(value) if value is not None else None
            if name == "viewer" and read is not None:
                read = viewer(read["programme"], read["person"])
            taken[name] = read
        return taken


@cache
def call(name: str) -> Call | None:
    """The call of that name, if the owner may make it."""
    owner, _, method = name.rpartition(".")
    allowed = {"": METHODS, "accounts": ACCOUNTS}.get(owner, frozenset())
    if method not in allowed:
        return None
    function = getattr(Accounts if owner else Copilot, method)
    hints = get_type_hints(function)
    arguments = {
        key: _BY_NAME if key == "viewer" else _adapter(hint) for key, hint in hints.items() if key not in _NOT_SENT
    }
    return Call(name, inspect.signature(function), arguments, _adapter(hints["return"]))


def failed(error: CopilotError | IngestError) -> Failed:
    """The error as it travels."""
    names = _OF_A_CONFLICT if isinstance(error, Conflict) else _FIELDS
    fields = {name: getattr(error, name) for name in names if hasattr(error, name)}
    return Failed(kind=type(error).__name__, message=error.message, next_step=error.next_step, fields=fields)


def raised(said: Failed) -> CopilotError | IngestError:
    """The error to raise, of the class it had. A class we do not know is a plain CopilotError."""
    fields: dict[str, Any] = {
        name: tuple(value) if name == "problems" else value for name, value in said.fields.items()
    }
    kind = _errors().get(said.kind, CopilotError)
    if issubclass(kind, IngestError):
        return kind(said.message, said.next_step)
    if issubclass(kind, Conflict):
        return kind(said.message, **fields)
    return kind(said.message, next_step=said.next_step, **fields)


_CONFIG = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
_FIELDS = ("location", "problems", "seconds")
_OF_A_CONFLICT = ("version", "yours", "theirs")


def _adapter(hint: Any) -> TypeAdapter[Any]:
    if get_origin(hint) is Collection:  # which pydantic knows no schema for
        hint = list[get_args(hint)[0]]  # type: ignore[misc]
    # Pydantic's models and dataclasses have a configuration of their own and take no other.
    return TypeAdapter(hint, config=_CONFIG if hint is bytes else None)


def _whole(value: object) -> object:
    if isinstance(value, Viewer):
        return {"programme": value.programme, "person": value.person.id}
    if isinstance(value, Path):
        return value.expanduser().absolute()
    if isinstance(value, list | tuple):
        return [_whole(one) for one in value]
    return value


@cache
def _errors() -> Mapping[str, type[CopilotError] | type[IngestError]]:
    found: dict[str, type[CopilotError] | type[IngestError]] = {}
    waiting: list[type[CopilotError] | type[IngestError]] = [CopilotError, IngestError]
    while waiting:
        kind = waiting.pop()
        found[kind.__name__] = kind
        waiting += kind.__subclasses__()
    return found
