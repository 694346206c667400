"""reStructuredText to Markdown, through docutils and HTML; Sphinx's own markup degrades to its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.core import publish_parts
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en

from ingest.reading.web import html_to_markdown

_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|\n]*\|[ \t]+)?([\w:+.-]+?)[ \t]?::(?=\s|$)")
_ROLE = re.compile(r":([a-zA-Z][\w+.-]*(?::[\w+.-]+)*):`")
_TARGET = re.compile(r"\s*<[^<>]*>\s*\Z")
_WITHOUT_WORDS = frozenset(
    (
        "toctree", "index", "highlight", "currentmodule", "module", "py:module", "literalinclude",
        "tabularcolumns", "sectionauthor", "codeauthor", "include", "raw",
    )
)  # fmt: skip
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 5,
    "input_encoding": "unicode",
    "line_length_limit": 10_000_000,
    "syntax_highlight": "none",
    "embed_stylesheet": False,
    "stylesheet_path": "",
    "smart_quotes": False,
    "math_output": "LaTeX",
    "initial_header_level": 1,
    "section_self_link": False,
    "doctitle_xform": False,
}


def rst_to_markdown(text: str) -> str:
    """Markdown of the document. Reads no other file and runs no raw HTML."""
    _know_unknown_markup(text)
    parts = publish_parts(text, writer="html5", settings_overrides=_SETTINGS)
    return html_to_markdown(parts["html_body"])[0]


class _AnyOptions(dict[str, Any]):
    """An option list that takes every option, since a directive we do not know has options we do not know."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged


class _Content(Directive):
    """A directive that docutils does not know: its title and what it holds, without its looks."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = _AnyOptions(name=directives.unchanged)  # an empty one means "no options"

    def run(self) -> Sequence[nodes.Node]:
        found: list[nodes.Node] = []
        if self.arguments:
            words, messages = self.state.inline_text(self.arguments[0], self.lineno)
            found += [nodes.paragraph(self.arguments[0], "", *words), *messages]
        holder = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return [*found, *holder.children]


class _Nothing(_Content):
    """A directive whose content is file names or settings."""

    def run(self) -> Sequence[nodes.Node]:
        return []


def _role(  # docutils calls it with these, by position and by name
    role: str,
    rawtext: str,  # noqa: ARG001
    text: str,
    lineno: int,  # noqa: ARG001
    inliner: Any,  # noqa: ARG001
    options: Mapping[str, Any] | None = None,  # noqa: ARG001
    content: Sequence[str] | None = None,  # noqa: ARG001
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """A role that docutils does not know: the words a reader of the built page would see."""
    words = _TARGET.sub("", text) or text
    if role.split(":")[0] in ("class", "func", "meth", "mod", "py", "attr", "exc", "obj"):
        words = words.removeprefix("!").rpartition(".")[2] if words.startswith("~") else words.lstrip("!.")
    return [nodes.Text(words.replace("\x00", ""))], []


def _know_unknown_markup(text: str) -> None:
    """Register every directive and role of `text` that docutils does not know."""
    for name in {found.lower() for found in _DIRECTIVE.findall(text)}:
        if name in _WITHOUT_WORDS:
            directives.register_directive(name, _Nothing)
        elif name not in en.directives:
            directives.register_directive(name, _Content)
    for name in {found.lower() for found in _ROLE.findall(text)}:
        if name not in en.roles:
            roles.register_local_role(name, _role)  # type: ignore[arg-type]
