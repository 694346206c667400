"""`mentor draft KIND`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.kept_drafts import export_suffix, write_export
from copilot.commands.output import aside, say
from copilot.commands.watching import telling_aside
from copilot.errors import BriefError

if TYPE_CHECKING:
    from rich.console import Console


@click.command(cls=Command)
@click.argument("kind", type=click.Choice(["agenda", "feedback", "goal", "outreach", "ask"]))
@click.option("--relationship", metavar="ID|NAME", help="Which relationship it is about, or with whom.")
@click.option("--date", "session_date", metavar="DATE", help="agenda: the day of the session.")
@click.option("--minutes", type=int, help="agenda: how long it is.")
@click.option("--focus", help="agenda: what to spend it on.")
@click.option("--stage", type=click.Choice(["first", "middle", "closing"]), help="agenda: if the records are wrong.")
@click.option("--type", "type_", type=click.Choice(["request", "follow_up", "thank_you"]), help="outreach.")
@click.option("--to", help="outreach: a person's id or name.")
@click.option("--why", help="outreach: why this person; for thanks, what for.")
@click.option("--ask", help="outreach: the one thing you ask for, with a time.")
@click.option("--about", help="outreach: what they should know of you.")
@click.option("--goal", help="goal: a wish in your own words, or the id of a goal of yours.")
@click.option(
    "--answer",
    "answered",
    multiple=True,
    metavar="QUESTION=TEXT",
    help="An answer to a question of the draft, by its name; may be repeated.",
)
@click.option("--question", help="ask, feedback: what you would like to know.")
@click.option("--period", help="feedback: the period, as it was imported.")
@click.option("--group", type=click.Choice(["mentee", "mentor"]), help="feedback: only what these people say.")
@click.option("--give-back", help="outreach: what you can offer in return.")
@click.option(
    "--audience",
    multiple=True,
    metavar="PERSON[,PERSON]",
    help="Who will read it: people's ids, or outside; may be repeated.",
)
@click.option("--tone", type=click.Choice(["warm", "plain", "formal"]))
@click.option("--length", type=click.Choice(["short", "medium", "long"]))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write it, for its readers, to a file: .md, .docx, .eml, .ics, .txt or .json.",
)
@click.option("--force", is_flag=True, help="Write over the file named with --out, if there is one.")
@click.option("--with-sources", is_flag=True, help="In a .md, .docx or .json file: sources its readers may see.")
@click.option("--keep", is_flag=True, help="Keep it and print its id; see `mentor drafts`.")
def draft(
    kind: str,
    out: Path | None,
    force: bool,
    with_sources: bool,
    keep: bool,
    type_: str | None,
    audience: tuple[str, ...],
    answered: tuple[str, ...],
    **said: object,
) -> None:
    """Draft an agenda, a message or a goal, or answer a question. What is missing is asked for; nothing is sent.

    Fields come from --brief FILE (or - for standard input), and flags win over it.
    """
    call = invocation()
    flags = call.flags
    suffix = None if out is None else export_suffix(out, with_sources, force=force)  # said before anything slow
    fields = dict(_mapping(flags.brief, "--brief")) if flags.brief else {}
    readers = [one.strip() for part in audience for one in part.split(",") if one.strip()]
    given = {**said, "type": type_, "audience": readers or None}
    fields |= {name: value for name, value in given.items() if value is not None}
    answers = {**(_mapping(flags.answers, "--answers") if flags.answers else {}), **_answered(answered)}
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        if isinstance(said.get("relationship"), str):
            fields["relationship"] = call.about(copilot, viewer, str(said["relationship"]))
        as_of = flags.today or _day(fields.get("as_of")) or call.as_of(copilot)
        made = copilot.draft(
            viewer,
            kind,
            fields,
            as_of,
            answers={str(key): str(value) for key, value in answers.items()},
            include_private=flags.include_private,
            seed=flags.seed,
            watch=telling_aside(),
        )
        empty = made.status == "questions" or not made.text.strip()
        content = None
        if suffix is not None and not empty:
            content = copilot.exported_draft(viewer, made, suffix, sources=with_sources)
        kept = copilot.keep_draft(viewer, made).id if keep and not empty else None
    if out is not None and content is not None:
        write_export(out, content)
    if empty and (out is not None or keep):
        aside().print("Nothing is written or kept: it has no text yet.", style="yellow")
    from copilot.commands.show_draft import show_draft

    def render(console: Console) -> None:
        show_draft(made, console)
        if kept is not None:
            console.print(f"Kept as {kept}.", markup=False)

    told = made.model_dump(mode="json", by_alias=True)
    say(told if kept is None else {**told, "kept": kept}, render)


def _answered(said: tuple[str, ...]) -> dict[str, str]:
    """`obstacle=my phone` as a mapping. Raises BriefError where no question is named."""
    named = [one.partition("=") for one in said]
    bare = next((one for one, equals, _ in named if not equals or not one.strip()), None)
    if bare is not None:
        raise BriefError(
            f"{bare!r} names no question.",
            location="--answer",
            next_step="Write the question's name, = and the answer: --answer obstacle='my phone'.",
        )
    return {one.strip(): text.strip() for one, _, text in named}


def _mapping(name: str | None, flag: str) -> Mapping[str, object]:
    """A YAML or JSON mapping from a file or standard input. Raises BriefError."""
    import yaml

    path = name or "-"
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}.",
            location=flag,
            next_step="Name a YAML or JSON file, or - for standard input.",
        ) from error
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f", line {place.line + 1}" if place else ""
        raise BriefError(
            f"{path}{where} is not YAML or JSON.",
            location=flag,
            next_step="Write one `field: value` a line; put quotes around a value with a colon.",
        ) from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BriefError(f"{path} holds no fields.", location=flag, next_step="Write one `field: value` a line.")
    return {str(key): part for key, part in value.items()}


def _day(value: object) -> date | None:
    from copilot.brief import Brief, parse_brief

    if value in (None, ""):
        return None
    return parse_brief(Brief, {"kind": "any", "as_of": value}).as_of
