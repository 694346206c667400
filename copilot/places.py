"""YAML as plain values, with the line each value stands on.

Only what a programme file needs: no anchors, no tags, no guessing at types. A scalar is text unless it is
null, true or false, so `known_as: No`, a phone number and a date stay what the person typed; what a
field means is decided by its model. Below a place in `typed`, numbers are numbers, as in JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import yaml

Place = tuple[str | int, ...]
"""Where a value is: ("notes", 3, "date")."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_DEPTH = 40
_KINDS = ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "value", "merge")
_READ = {_TAG + kind for kind in _KINDS}


_LONGEST, _END = 300, 80
"""Characters of a problem's line, and of its end where the middle is left out."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where. Its text is one line: `notes[3].date, line 88: …`."""

    place: Place
    line: int | None
    message: str

    def __str__(self) -> str:
        where = written(self.place)
        if self.line is not None:
            where = f"{where}, line {self.line}" if where else f"line {self.line}"
        told = f"{where}: {self.message}" if where else self.message
        # What is quoted in it came from the file, and may be a page long.
        return told if len(told) <= _LONGEST else f"{told[: _LONGEST - _END]} … {told[-_END:]}"


def written(place: Place) -> str:
    """The place as people write it: `notes[3].date`."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


class NotYaml(Exception):
    """The text is not the YAML we read; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Located:
    """A YAML document as plain values, and the line of each key and item."""

    value: object
    lines: dict[Place, int]

    def line(self, place: Place) -> int | None:
        """The line of the place, or of the nearest thing around it (counted from 1)."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def read_yaml(text: str, typed: Callable[[Place], bool] = lambda _place: False) -> Located:
    """The values of a YAML text with their lines.

    Raises:
        NotYaml: with every duplicate key, alias and foreign tag, or the first syntax error.
    """
    try:
        _refuse_excess(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "not YAML"
        line = None if mark is None else mark.line + 1
        raise NotYaml(Problem((), line, f"not YAML: {reason}")) from error
    except yaml.YAMLError as error:
        raise NotYaml(Problem((), _line_of(error, text), f"not YAML: {str(error).splitlines()[0]}")) from error
    reading = _Reading(typed)
    value = None if root is None else reading.value(root, ())
    if reading.problems:
        raise NotYaml(*reading.problems)
    return Located(value, reading.lines)


def _line_of(error: yaml.YAMLError, text: str) -> int | None:
    """The line of a character that YAML does not allow, which is all that such an error tells."""
    character = getattr(error, "character", None)
    place = text.find(chr(character)) if isinstance(character, int) else -1
    return None if place < 0 else text.count("\n", 0, place) + 1


def _refuse_excess(text: str) -> None:
    """What must not reach the composer: aliases that multiply, nesting beyond its recursion."""
    depth = 0
    aliases: list[Problem] = []
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases.append(Problem((), line, "an alias (*name) is not read; write the value out"))
        if depth > _DEPTH:
            raise NotYaml(Problem((), line, f"nested more than {_DEPTH} deep"))
    if aliases:
        raise NotYaml(*aliases)


class _Reading:
    """One walk over the nodes, collecting lines and problems."""

    def __init__(self, typed: Callable[[Place], bool]) -> None:
        self.typed = typed
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if node.tag not in _READ:
            self.problems.append(Problem(place, node.start_mark.line + 1, f"the tag {node.tag} is not read"))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        return self.scalar(node, place)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem(place, line, "a key must be a word"))
                continue
            key: str = key_node.value
            here = (*place, key)
            if key in values:
                first = self.lines[here]
                self.problems.append(Problem(here, line, f"this key is here twice (first on line {first})"))
                continue
            self.lines[here] = line
            values[key] = self.value(value_node, here)
        return values

    def scalar(self, node: yaml.Node, place: Place) -> object:
        text: str = node.value
        kind = node.tag.removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool" and text.lower() in {"true", "false"}:
            return text.lower() == "true"
        if kind in {"int", "float"} and self.typed(place):
            return _number(text, kind)
        return text


def _number(text: str, kind: str) -> object:
    try:
        return int(text) if kind == "int" else float(text)
    except ValueError:
        # YAML's odd numbers (0x1F, 12:30) are text to us.
        return text
