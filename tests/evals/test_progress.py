"""What is said while suites run: a bar where somebody looks, lines in a log."""

from __future__ import annotations

import io

from rich.console import Console

from evals.progress import watched
from evals.registry import Suite

SUITES = [Suite("first", "Is it [quick]?", "nowhere:measure"), Suite("second", "Is it?", "nowhere:measure")]


def said(terminal: bool) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=100)
    assert [suite.name for suite in watched(SUITES, console)] == ["first", "second"]
    return file.getvalue()


def test_a_log_gets_a_line_a_suite_and_no_bar() -> None:
    assert said(terminal=False).splitlines() == ["first: Is it [quick]?", "second: Is it?"]


def test_a_terminal_gets_a_bar() -> None:
    shown = said(terminal=True)
    assert "second: Is it?" in shown
    assert "2/2" in shown
