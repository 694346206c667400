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

    Quotes what answers, with source and day, the newest first where it changed. Where nothing does, it says so, and
    below it what comes nearest, for you to judge (not with --json: that is the answer alone).
    """
    call = invocation()
    asked = " ".join(question)
    fields: dict[str, object] = {"question": asked}
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        about = None if relationship is None else call.about(copilot, viewer, relationship)
        if about is not None:
            fields["relationship"] = about
        made = copilot.draft(viewer, "ask", fields, call.as_of(copilot), watch=telling_aside())
        near = () if call.flags.as_json else copilot.nearest(viewer, asked, made, about)
    from copilot.commands.show_answer import show_answer

    say(made.model_dump(mode="json", by_alias=True), lambda console: show_answer(made, console, near))
