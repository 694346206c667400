"""`mentor demo`: the sample programme in a temporary place, and drafts for the people in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copilot.commands.flags import Command, Invocation, invocation
from copilot.commands.output import console, progress, say_json

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.draft import Draft

SAMPLE = Path(__file__).parent.parent / "sample"


@click.command(cls=Command)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep the sample programme in this folder, to try more on it.",
)
def demo(keep: Path | None) -> None:
    """Look around: drafts for the people of a fictional programme."""
    call = invocation()
    if keep is not None:
        _show(call, keep)
        return
    with tempfile.TemporaryDirectory(prefix="mentor-demo-") as folder:
        _show(call, Path(folder))


def _show(call: Invocation, folder: Path) -> None:
    import yaml

    from copilot.app import Copilot
    from copilot.settings import load_settings

    shown = yaml.safe_load((SAMPLE / "demo.yaml").read_text(encoding="utf-8"))
    with Copilot.open(load_settings(data=folder), embedder=call.embedder) as copilot:
        with progress("Reading the sample programme") as report:
            programme = copilot.import_programme(SAMPLE / "programme.yaml", progress=report).programme
        drafts = [(one, _draft(copilot, programme.id, one, call)) for one in shown]
        sizes = (len(copilot.people(programme.id)), copilot.corpus.count())
    if call.flags.as_json:
        say_json([draft.model_dump(mode="json", by_alias=True) for _, draft in drafts])
        return
    from rich.text import Text

    screen = console()
    about = (
        f", a fictional programme: {sizes[0]} people, {sizes[1]} passages of notes and guidance. "
        "Every sentence carries its source; private notes stay with their authors."
    )
    screen.print(Text.assemble((programme.name, "bold"), about))
    for one, draft in drafts:
        _print(one, draft, screen)
    screen.print("\n[bold]Now yours[/]")
    screen.print("  mentor demo --keep demo                                   keep this programme to try more on it")
    screen.print("  mentor --data demo --as daniel-k actions list             what is owed, found in the notes")
    screen.print("  mentor --data demo --as amara draft outreach --to daniel-k --type follow_up")
    screen.print("  mentor init                                               begin with your own notes")


def _draft(copilot: Any, programme: str, one: dict[str, Any], call: Invocation) -> Draft:
    viewer = copilot.viewer(programme, one["as"])
    as_of = copilot.as_of(programme, call.flags.today)
    draft: Draft = copilot.draft(viewer, one["kind"], one["brief"], as_of, seed=call.flags.seed)
    return draft


def _print(one: dict[str, Any], draft: Draft, screen: Console) -> None:
    from rich.text import Text

    from copilot.commands.show_draft import show_draft

    screen.print()
    screen.rule(Text(one["caption"]), align="left")
    show_draft(draft, screen)
