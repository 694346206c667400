"""`mentor drafts list|show|export|remove`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Group, invocation
from copilot.commands.output import aside, say, table_of
from copilot.commands.watching import telling_aside

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.content import StoredDraft

_BEGINNING = 60
"""So many characters of a draft are shown in the list."""


@click.group(cls=Group)
def drafts() -> None:
    """Drafts you kept with `mentor draft KIND --keep`; nobody else sees them."""


@drafts.command("list")
def list_() -> None:
    """Your kept drafts and those you work on, as they are now; the latest day first."""
    call = invocation()
    with call.open() as copilot:
        kept = copilot.kept_drafts(call.viewer(copilot))

    def render(console: Console) -> None:
        from rich.text import Text

        if not kept:
            console.print("No drafts yet. Keep one with `mentor draft KIND --keep`.")
            return
        names = ("id", "as of", "kind", "about", "", "how it begins")
        table = table_of(*names, ids=[one.id for one in kept])
        for one in kept:
            begins = " ".join(one.draft.text.split())[:_BEGINNING] or "(questions)"
            stale = Text("stale" if one.stale else "", style="yellow")
            day = one.draft.as_of.isoformat()
            table.add_row(
                Text(one.known_as), day, Text(one.draft.kind), Text(one.relationship or ""), stale, Text(begins)
            )
        console.print(table)

    say({"drafts": [_told(one) for one in kept]}, render)


@drafts.command()
@click.argument("identifier", metavar="ID")
def show(identifier: str) -> None:
    """Print a kept draft with its sources; if it is stale, why."""
    call = invocation()
    with call.open() as copilot:
        kept = copilot.kept_draft(call.viewer(copilot), identifier)

    def render(console: Console) -> None:
        from copilot.commands.show_draft import show_draft

        _say_stale(kept, console)
        show_draft(kept.draft, console)

    say({**_told(kept), "draft": kept.draft.model_dump(mode="json", by_alias=True)}, render)


@drafts.command()
@click.argument("identifier", metavar="ID")
@click.argument("wish")
def revise(identifier: str, wish: str) -> None:
    """Have the language model say a draft of the studio differently: shorter, warmer, "less formal", or your own words.

    Only sentences that change are touched, and each keeps its sources.
    """
    from copilot.errors import BriefError

    call = invocation()
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        kept = copilot.kept_draft(viewer, identifier)
        if kept.version is None:
            raise BriefError(
                "This draft was kept by itself; one that is worked on can be revised.",
                location="ID",
                next_step="Begin one on the page Write: `python -m ui`.",
            )
        seen = kept.version.number
        made = copilot.revise(viewer, kept.version.of, wish, seen, watch=telling_aside())

    def render(console: Console) -> None:
        from copilot.commands.show_draft import show_draft

        if made.version == seen:
            console.print("It stays as it was: no other words were found that the sources say as well.\n")
        show_draft(made.draft, console)

    say({"id": made.id, "version": made.version, "draft": made.draft.model_dump(mode="json", by_alias=True)}, render)


@drafts.command()
@click.argument("identifier", metavar="ID")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-sources", is_flag=True, help="In a .md, .docx or .json file: sources its readers may see.")
@click.option("--force", is_flag=True, help="Write over FILE, if it is there.")
def export(identifier: str, file: Path, with_sources: bool, force: bool) -> None:
    """Write a kept draft, for its readers, to FILE: .md, .docx, .eml, .ics, .txt or .json."""
    call = invocation()
    suffix = export_suffix(file, with_sources, force=force)
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        kept = copilot.kept_draft(viewer, identifier)
        content = copilot.exported_draft(viewer, kept.draft, suffix, sources=with_sources)
    write_export(file, content)
    _say_stale(kept, aside())
    say(
        {"id": kept.known_as, "file": str(file), "stale": kept.stale},
        lambda console: console.print(f"Written to {file}.", markup=False),
    )


@drafts.command()
@click.argument("identifier", metavar="ID")
def remove(identifier: str) -> None:
    """Delete a kept draft for good."""
    call = invocation()
    with call.open() as copilot:
        gone = copilot.remove_draft(call.viewer(copilot), identifier)
    say(
        {"removed": gone.known_as},
        lambda console: console.print(
            f"Removed {gone.known_as}. Backups and exports made before still hold it.", markup=False
        ),
    )


def export_suffix(file: Path, sources: bool, *, force: bool) -> str:
    """The suffix that says what to write. Raises BriefError for an unknown one, and for a file that is there."""
    from copilot.exports import suffix_of
    from copilot.whole_file import keep_what_stands

    suffix = suffix_of(file, sources=sources)
    keep_what_stands(file, force=force)
    return suffix


def write_export(file: Path, content: bytes) -> None:
    """Write the file whole or not at all. Raises InvalidInput."""
    from copilot.whole_file import write_whole

    write_whole(file, content)


def _say_stale(kept: StoredDraft, console: Console) -> None:
    from copilot.staleness import reasons

    for reason in reasons(kept):
        console.print(f"Stale: {reason}", style="yellow", markup=False, soft_wrap=True)


def _told(kept: StoredDraft) -> dict[str, object]:
    from copilot.staleness import reasons

    return {
        "id": kept.known_as,
        "kind": kept.draft.kind,
        "as_of": kept.draft.as_of,
        "relationship": kept.relationship,
        "audience": kept.draft.audience,
        "stale": kept.stale,
        "why_stale": list(reasons(kept)),
    }
