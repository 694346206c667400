"""Requests made from the OpenAPI document alone: an address that is new is asked without anybody naming it here.

Where a value must be somebody's or something's id, ids of the programme are tried, spread over all their owners.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ids = Mapping[str, Sequence[str]]
"""Ids by kind: `notes`, `goals`, `relationships`, …; the kind is the segment of a path before the id."""

_KIND_OF_A_FIELD = {
    "relationship": "relationships",
    "note": "notes",
    "owner": "people",
    "person": "people",
    "mentor": "people",
    "mentee": "people",
    "to": "people",
    "goal": "goals",
}
MOST = 8
"""So many ids are tried in each place."""
_FILE = ("file.md", b"# A file\n\nSome words.", "text/markdown")


class CannotFill(AssertionError):
    """The document does not say enough of an address to ask for it: it needs an example."""


@dataclass(frozen=True)
class Request:
    """One request. `ids` are those that were put into it; `words` all that is in it, to be told from the answer's."""

    method: str
    path: str
    template: str
    query: Mapping[str, str]
    body: Any = None
    form: bool = False
    ids: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return json.dumps([self.path, self.query, self.body], ensure_ascii=False)

    def sent(self) -> dict[str, Any]:
        """The arguments for a client's `request`."""
        if self.form:
            files = {name: _FILE for name, value in self.body.items() if value == "<file>"}
            return {"files": files, "data": {name: value for name, value in self.body.items() if name not in files}}
        return {} if self.body is None else {"json": self.body}


def requests(document: Mapping[str, Any], method: str, template: str, ids: Ids) -> Iterator[Request]:
    """Every request for one operation: its plain form, and one for each id in each place that takes one.

    Raises CannotFill where something required has no id, no choice, no default and no example.
    """
    operation = document["paths"][template][method]
    parameters = [_resolved(document, one) for one in operation.get("parameters", ())]
    in_path = [one["name"] for one in parameters if one["in"] == "path"]
    queries = [one for one in parameters if one["in"] == "query"]
    body, form = _body(document, operation)
    everything = [one for kind in ids.values() for one in kind]
    first: tuple[str, ...] = ()
    for values in _paths(template, in_path, ids, everything):
        path = template
        for name, value in values.items():
            path = path.replace(f"{{{name}}}", value)
        plain = {one["name"]: _plain(document, one["name"], one["schema"]) for one in queries if one.get("required")}
        own = tuple(values.values())
        yield Request(method, path, template, plain, body, form, own)
        if first and own != first:
            continue  # what else takes an id is tried with one path
        first = own
        for query in queries:
            for value in _of_a_field(query["name"], ids):
                yield Request(method, path, template, {**plain, query["name"]: value}, body, form, (*own, value))
        for changed, value in _bodies(body, ids):
            yield Request(method, path, template, plain, changed, form, (*own, value))


def _paths(template: str, names: Sequence[str], ids: Ids, everything: Sequence[str]) -> Iterator[dict[str, str]]:
    if not names:
        yield {}
        return
    if len(names) > 1:
        raise CannotFill(f"{template} has several ids in its path")
    before = template.split(f"/{{{names[0]}}}")[0].rsplit("/", 1)[-1]
    for value in _some(ids.get(before, everything)):
        yield {names[0]: value}


def _some(known: Sequence[str]) -> Sequence[str]:
    """A few of them, spread over the whole list, in which one person's stand together."""
    return known[:: max(1, len(known) // MOST)][:MOST]


def _of_a_field(name: str, ids: Ids) -> Sequence[str]:
    return _some(ids.get(_KIND_OF_A_FIELD.get(name, ""), ()))


def _bodies(body: Any, ids: Ids) -> Iterator[tuple[Any, str]]:
    """The body with each id in the place of each field that takes one, at any depth."""
    for place, name in _places(body):
        for value in _of_a_field(name, ids):
            changed = copy.deepcopy(body)
            holder = changed
            for step in place:
                holder = holder[step]
            holder[name] = value
            yield changed, value


def _places(body: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(body, dict):
        for name, value in body.items():
            if isinstance(value, str) and name in _KIND_OF_A_FIELD:
                yield place, name
            yield from _places(value, (*place, name))


def _body(document: Mapping[str, Any], operation: Mapping[str, Any]) -> tuple[Any, bool]:
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return None, False
    [(media, described)] = content.items()
    schema = _resolved(document, described["schema"])
    if media == "application/json":
        if not schema.get("examples"):
            raise CannotFill(f"{operation['operationId']} has no example of its body")
        example = copy.deepcopy(schema["examples"][0])
        for name in schema.get("properties", {}):
            if name in _KIND_OF_A_FIELD and name not in example:
                example[name] = "nobody"  # a place for ids that the example leaves out
        return example, False
    filled = {}
    for name, property_ in schema["properties"].items():
        if _is_file(_resolved(document, property_)):
            filled[name] = "<file>"
        elif name in schema.get("required", ()):
            filled[name] = _plain(document, name, property_)
        elif name in _KIND_OF_A_FIELD:
            filled[name] = "nobody"
    return filled, True


def _is_file(schema: Mapping[str, Any]) -> bool:
    inner = schema.get("items", schema)
    return "contentMediaType" in inner or inner.get("format") == "binary"


def _plain(document: Mapping[str, Any], name: str, schema: Mapping[str, Any]) -> Any:
    schema = _resolved(document, schema)
    for known in ("examples", "enum"):
        if schema.get(known):
            return schema[known][0]
    if "default" in schema:
        return schema["default"]
    if schema.get("type") == "integer":
        return str(schema.get("minimum", 1))
    raise CannotFill(f"nothing says what {name!r} could be")


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        found: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema
