"""The flags that every command takes, before its name or after, and what a call knows because of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from copilot.errors import BriefError
from ingest.errors import FolderInUse

if TYPE_CHECKING:
    from copilot.app import Copilot
    from copilot.models import Viewer
    from copilot.settings import Settings
    from ingest.embedding import TextEmbedder

_META = "copilot.flags"


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.fail(f"{value!r} is not a date; write YYYY-MM-DD.", param, ctx)


@dataclass(frozen=True)
class Flags:
    """What was said with the common flags."""

    data: Path | None = None
    programme: str | None = None
    person: str | None = None
    today: date | None = None
    model: str | None = None
    brief: str | None = None
    answers: str | None = None
    include_private: tuple[str, ...] = ()
    seed: int = 0
    as_json: bool = False


@dataclass(frozen=True)
class Invocation:
    """One call of `mentor`. `embedder` builds another encoder than the bundled one: a seam for tests."""

    embedder: Callable[[], TextEmbedder] | None = None

    @property
    def flags(self) -> Flags:
        said: dict[str, Any] = click.get_current_context().meta.get(_META, {})
        return Flags(**said)

    def settings(self) -> Settings:
        from copilot.settings import load_settings

        return load_settings(data=self.flags.data, model=self.flags.model)

    def open(self) -> Copilot:
        """The copilot on the data folder, to be used as a context manager.

        Where the app is running on the folder, what is asked of it goes through the app.

        Raises:
            FolderInUse: something else has the folder, or an app that does not answer.
        """
        from copilot.app import Copilot

        settings = self.settings()
        try:
            return Copilot.open(settings, embedder=self.embedder)
        except FolderInUse:
            from copilot.remote import connect

            running = connect(settings)
            if running is None:
                raise
            return cast(Copilot, running)

    def programme(self, copilot: Copilot) -> str:
        """The programme that was named, or the only one."""
        return copilot.programme(self.flags.programme).id

    def viewer(self, copilot: Copilot) -> Viewer:
        """Who asks: `--as`, or whom `mentor init` set up."""
        programme = self.programme(copilot)
        person = self.flags.person or copilot.me(programme)
        if person is None:
            raise BriefError(
                "Nobody is named.",
                location="--as",
                next_step="Say who you are with --as PERSON; `mentor people` lists who there is.",
            )
        return copilot.viewer(programme, person)

    def keeper(self, copilot: Copilot) -> Viewer | None:
        """Whoever `--as` names, or None: the owner of the folder (docs/architecture.md)."""
        person = self.flags.person
        return None if person is None else copilot.viewer(self.programme(copilot), person)

    def about(self, copilot: Copilot, viewer: Viewer, named: str | None) -> str | None:
        """The id of the relationship that `--relationship` names: by its id, or by the partner's id or name.

        What names none of the viewer's comes back as it is, for the command to say so.

        Raises:
            BriefError: the viewer has several with partners of that name.
        """
        if named is None or named in viewer.relationships:
            return named
        directory, wanted = copilot.directory(viewer), named.strip().casefold()
        meant: list[str] = []
        for pair in copilot.relationships(viewer):
            partner = directory.get(pair.partner_of(viewer.person.id))
            names = (partner.id, partner.name, partner.known_as, partner.name.split()[0]) if partner else ()
            if pair.id in viewer.relationships and wanted and wanted in (name.casefold() for name in names):
                meant.append(pair.id)
        if len(meant) > 1:
            raise BriefError(
                f"{named!r} is your partner in several relationships: {', '.join(sorted(meant))}.",
                location="--relationship",
                next_step="Name it by its id; `mentor people` lists yours.",
            )
        return meant[0] if meant else named

    def as_of(self, copilot: Copilot) -> date:
        """The day to look from: `--today`, the programme's own, or today."""
        return copilot.as_of(self.programme(copilot), self.flags.today)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is None or value is False or value == ():
        return
    said = ctx.meta.setdefault(_META, {})
    if param.name == "include_private":
        value = tuple(one for part in value for one in part.split(",") if one)
    said[param.name] = value


def common_flags(hidden: bool) -> list[click.Parameter]:
    """Fresh common options; a later one wins over an earlier one."""

    def flag(*names: str, **settings: Any) -> click.Option:
        return click.Option(names, expose_value=False, callback=_remember, hidden=hidden, **settings)

    return [
        flag(
            "--data",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="DIR",
            help="The data folder (default: this computer's place for such data).",
        ),
        flag("--programme", metavar="ID", help="The programme, where there are several."),
        flag("--as", "person", metavar="PERSON", help="Who asks."),
        flag(
            "--today", type=Day(), metavar="DATE", help="The day to look from (default: the programme's, else today)."
        ),
        flag("--model", metavar="SPEC", help="none, provider:name or gguf:path."),
        flag("--brief", metavar="FILE|-", help="A brief in YAML or JSON."),
        flag("--answers", metavar="FILE", help="Answers to a draft's questions."),
        flag(
            "--include-private",
            multiple=True,
            metavar="ID",
            help="A held-back sentence to include; may be repeated, or several with commas.",
        ),
        flag("--seed", type=int, metavar="N", help="Another wording of the same draft."),
        flag("--json", "as_json", is_flag=True, help="Standard output is JSON only."),
    ]


class Command(click.Command):
    """A command that takes the common flags too."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params = [*self.params, *common_flags(hidden=True)]
        self.epilog = self.epilog or "The flags of `mentor --help` can stand here as well."


class Group(click.Group):
    """A group whose commands, and itself, take the common flags."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params = [*self.params, *common_flags(hidden=True)]


def invocation() -> Invocation:
    """The call that is under way."""
    return cast(Invocation, click.get_current_context().find_object(Invocation))
