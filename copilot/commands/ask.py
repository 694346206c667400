"""`mentor ask`."""

from __future__ import annotations

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.output import say
from copilot.commands.watching import telling_aside


@click.command(cls=Command)
@click.argument("question", nargs=-1, required=True)
@click.option("--relationship", metavar="ID|NAME", help="Only what is about this relationship, and what is about none.")
def ask(question: tuple[str, ...], relationship: str | None) -> None:
    """Answer a question from the notes, records and guidance you may read.

    Quotes what answers, with source and day, the newest first where it changed. Where nothing does, it says so.
    """
    call = invocation()
    fields: dict[str, object] = {"question": " ".join(question)}
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        if relationship is not None:
            fields["relationship"] = call.about(copilot, viewer, relationship)
        made = copilot.draft(viewer, "ask", fields, call.as_of(copilot), watch=telling_aside())
    from copilot.commands.show_answer import show_answer

    say(made.model_dump(mode="json", by_alias=True), lambda console: show_answer(made, console))
