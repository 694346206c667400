"""What language models are told: one file a job, each with its reasons, which are not sent.

A file begins with front matter: `purpose`, the `reasons` of its rules, and the `variables` that its text names as
`{{name}}`. What stands in `<!-- -->` is for readers of the file and is not sent either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

_HERE = Path(__file__).parent
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<text>.*)\Z", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


class PromptError(Exception):
    """A prompt cannot be read or filled; the message names the file or the variable."""


@dataclass(frozen=True)
class Prompt:
    """One text. `source` is the file it came from."""

    name: str
    purpose: str
    reasons: tuple[str, ...]
    text: str
    variables: frozenset[str]
    source: Path

    def filled(self, **values: str) -> str:
        """The text with its variables filled in. Raises PromptError for one that is missing or that it does not name."""
        missing, strange = self.variables - values.keys(), values.keys() - self.variables
        if missing or strange:
            wrong = [f"{one} is missing" for one in sorted(missing)] + [f"{one} is unknown" for one in sorted(strange)]
            raise PromptError(f"The prompt {self.name} cannot be filled: {', '.join(wrong)}.")
        return _VARIABLE.sub(lambda match: values[match[1]], self.text)


def load(overrides: Path | None = None) -> Mapping[str, Prompt]:
    """Every prompt by name; a file of the same name in `overrides` stands in the place of ours.

    Raises:
        PromptError: the folder is not there, a file of it is none of ours, or it names other variables than ours.
    """
    ours = {path.stem: _read(path) for path in sorted(_HERE.glob("*.md"))}
    if overrides is None:
        return ours
    if not overrides.is_dir():
        raise PromptError(f"There is no folder {overrides} to read prompts from.")
    for path in sorted(overrides.glob("*.md")):
        if path.stem not in ours:
            raise PromptError(f"{path} is no prompt we know: they are {', '.join(ours)}.")
        theirs = _read(path)
        if theirs.variables != ours[path.stem].variables:
            wanted = ", ".join(sorted(ours[path.stem].variables)) or "none"
            raise PromptError(f"{path} must name exactly these variables: {wanted}.")
        ours[path.stem] = theirs
    return ours


def _read(path: Path) -> Prompt:
    try:
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path} cannot be read as text: {error}.") from error
    found = _FRONT.match(written)
    if found is None:
        raise PromptError(f"{path} does not begin with front matter between two lines of ---.")
    try:
        front = yaml.safe_load(found["front"])
    except yaml.YAMLError as error:
        raise PromptError(f"The front matter of {path} is no YAML.") from error
    if not isinstance(front, dict) or set(front) - {"purpose", "reasons", "variables"} or not front.get("purpose"):
        raise PromptError(f"The front matter of {path} needs a purpose, and may have reasons and variables.")
    text = _COMMENT.sub("", found["text"]).strip()
    named, said = frozenset(_VARIABLE.findall(text)), frozenset(front.get("variables") or ())
    if named != said:
        raise PromptError(f"{path} says that its variables are {sorted(said)}, but its text names {sorted(named)}.")
    if not text:
        raise PromptError(f"{path} says nothing.")
    reasons = tuple(str(one) for one in front.get("reasons") or ())
    return Prompt(path.stem, str(front["purpose"]), reasons, text, named, path)
