"""Starting the app: its flags, the sample programme where there is nothing yet, the address, the end."""

from __future__ import annotations

import gc
import logging
import os
import threading
from pathlib import Path

import click

from copilot.api.hosting import address_of, check_address, ends_with_the_block, listen, serve
from copilot.app import Copilot
from copilot.commands.output import described, logs_aside, say_error
from copilot.errors import CopilotError
from copilot.serving import new_token
from copilot.settings import load_settings
from ingest.errors import IngestError
from ui.first_start import SAMPLE


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="The data folder.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--sample", is_flag=True, help="Bring in the sample programme where the folder is empty.")
def start(data: Path | None, host: str, port: int, sample: bool) -> None:
    """Serve the Mentoring Copilot to this computer's browser."""
    settings = load_settings(data=data)
    check_address(settings, host)
    os.environ["HF_HUB_OFFLINE"] = "1"
    with ends_with_the_block(), Copilot.open(settings) as copilot, listen(host, port) as listening:
        if sample and not copilot.programmes():
            click.echo("Bringing in the sample programme …", err=True)
            copilot.import_programme(SAMPLE)
        from ui.server import create_server

        owner = new_token()
        app = create_server(copilot, owner=owner)
        warming = threading.Timer(_FIRST_PAGE, _warm_up, (copilot,))
        warming.daemon = True
        warming.start()
        address = address_of(listening)
        serve(
            app,
            settings,
            owner,
            listening,
            lambda: click.echo(f"Mentoring Copilot is at {address}\nStop it with Ctrl+C."),
        )


_FIRST_PAGE = 2.0
"""Seconds in which the first page may have the processor for itself; it needs no encoder."""


def _warm_up(copilot: Copilot) -> None:
    """Load the encoder while the person looks at the first page."""
    for programme in copilot.programmes():
        try:
            copilot.warm_up(programme.id)
        except (CopilotError, IngestError) as error:
            logging.getLogger(__name__).warning("%s %s", error.message, error.next_step)
    # The libraries and the encoder are here to stay: looking through their million objects for garbage stops everybody.
    gc.collect()
    gc.freeze()


def main(argv: list[str] | None = None) -> int:
    """Serve until stopped; returns the exit code (docs/interfaces.md)."""
    try:
        with logs_aside():
            start.main(argv, prog_name="python -m ui", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return 130
    except (CopilotError, IngestError) as error:
        what, code = described(error)
        say_error(what, as_json=False)
        return code
    return 0
