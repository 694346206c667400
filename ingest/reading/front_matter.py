"""The block of values at the top of a Markdown file."""

from __future__ import annotations

import datetime
import re
import tomllib

import yaml

_BLOCK = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The YAML (`---`) or TOML (`+++`) block at the top, and the rest.

    A block that is broken, or is no mapping (a rule and a paragraph), stays in the text.
    """
    found = _BLOCK.match(text)
    if found is None:
        return {}, text
    try:
        loaded = yaml.safe_load(found[2]) if found[1] == "---" else tomllib.loads(found[2])
        if loaded is None:
            return {}, text[found.end() :]
        if isinstance(loaded, dict):
            return {str(key): _plain(value) for key, value in loaded.items()}, text[found.end() :]
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, TypeError, RecursionError):
        return {}, text  # broken: kept as text, so nothing its author wrote is lost
    return {}, text


def _plain(value: object) -> object:
    """`value` in what JSON can hold; dates as ISO strings."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
