"""The `mentor` command: its groups, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from copilot.commands import (
    actions,
    ask,
    demo,
    drafts,
    feedback,
    folder,
    goals,
    guidance,
    kept_drafts,
    leaving,
    model,
    notes,
    pairs,
    people,
    persons,
    programmes,
    search,
    serve,
    users,
)
from copilot.commands.flags import Group, Invocation, common_flags
from copilot.commands.output import described, logs_aside, say_error
from copilot.errors import CopilotError
from ingest.errors import IngestError

if TYPE_CHECKING:
    from ingest.embedding import TextEmbedder


class _Mentor(Group):
    """The top of the tree, where the common flags are shown."""

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)
        own = [each for each in self.params if not getattr(each, "hidden", False)]
        self.params = [*own, *common_flags(hidden=False)]


@click.group(cls=_Mentor, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def mentor() -> None:
    """Agendas and messages from your own mentoring notes, each sentence with its source."""


for command in (
    programmes.init,
    programmes.import_,
    programmes.export,
    programmes.ingest,
    guidance.guidance,
    notes.note,
    actions.actions,
    goals.goals,
    feedback.feedback,
    search.search,
    people.people,
    persons.person,
    pairs.pair,
    folder.rebuild,
    folder.backup,
    folder.restore,
    folder.doctor,
    drafts.draft,
    kept_drafts.drafts,
    ask.ask,
    leaving.forget,
    demo.demo,
    model.model,
    users.user,
    serve.serve,
):
    mentor.add_command(command)


def main(argv: Sequence[str] | None = None, *, embedder: Callable[[], TextEmbedder] | None = None) -> int:
    """Run `mentor` with these words and return its exit code (docs/interfaces.md).

    `embedder` builds another encoder than the bundled one.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in (words[: words.index("--")] if "--" in words else words)
    try:
        with logs_aside():
            code = mentor.main(words, prog_name="mentor", standalone_mode=False, obj=Invocation(embedder))
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx else "mentor"
        usage: dict[str, object] = {
            "code": "usage",
            "message": error.format_message(),
            "location": place,
            "next": f"See `{place} --help`.",
        }
        say_error(usage, as_json=as_json)
        return 2
    except click.ClickException as error:
        say_error({"code": "usage", "message": error.format_message(), "location": None, "next": ""}, as_json=as_json)
        return 2
    except click.Abort:
        say_error({"code": "stopped", "message": "Stopped.", "location": None, "next": ""}, as_json=as_json)
        return 130
    except (CopilotError, IngestError) as error:
        if os.environ.get("COPILOT_DEBUG"):
            raise
        what, exit_code = described(error)
        say_error(what, as_json=as_json)
        return exit_code
    except SystemExit:
        # Click's only one in this mode: whoever read our output has gone (`mentor … | head`), quietly.
        return 0
    except Exception as error:
        if os.environ.get("COPILOT_DEBUG"):
            raise
        say_error(
            {
                "code": "error",
                "message": f"Something went wrong inside mentor: {type(error).__name__}: {error}",
                "location": None,
                "next": "Run it again with COPILOT_DEBUG=1 for the whole story, and report it.",
            },
            as_json=as_json,
        )
        return 1
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
