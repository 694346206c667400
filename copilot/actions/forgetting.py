"""What reading notes leaves in memory, and how to be rid of it."""

from __future__ import annotations

from copilot.actions import dates, finding, grammar, statements, wording


def forget() -> None:
    """Empty every cache that holds words of notes or names: for when notes are deleted.

    Without it they stay until newer ones push them out or the process ends. That harms nobody while the
    process is its owner's: a cache is read only by who hands in the same text, so it shows no one anything.
    """
    for cached in (
        dates._found,
        finding._found,
        grammar.grammar,
        statements.statements,
        wording.stem,
        wording.content_stems,
    ):
        cached.cache_clear()
