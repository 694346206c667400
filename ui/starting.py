"""Starting the app: its flags, the sample programme where there is nothing yet, the address, the end."""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path

import click
import uvicorn

from copilot.api.guard import LOOPBACK
from copilot.app import Copilot
from copilot.commands.output import described, logs_aside, say_error
from copilot.errors import BriefError, CopilotError
from copilot.settings import load_settings
from ingest.errors import IngestError
from ui.entrance import SAMPLE


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="The data folder.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--sample", is_flag=True, help="Bring in the sample programme where the folder is empty.")
def start(data: Path | None, host: str, port: int, sample: bool) -> None:
    """Serve the Mentoring Copilot to this computer's browser."""
    settings = load_settings(data=data)
    if settings.sign_in == "local" and host not in LOOPBACK:
        raise BriefError(
            f"Without passwords the app answers to this computer alone, not to {host}.",
            location="--host",
            next_step="Set COPILOT_SIGN_IN=password and give people passwords with `mentor user add`.",
        )
    os.environ["HF_HUB_OFFLINE"] = "1"
    with Copilot.open(settings) as copilot, _bound(host, port) as listening:
        if sample and not copilot.programmes():
            copilot.import_programme(SAMPLE)
        from ui.server import create_server

        app = create_server(copilot)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}"
        threading.Thread(target=_warm_up, args=(copilot,), daemon=True).start()
        click.echo(f"Mentoring Copilot is at {address}\nStop it with Ctrl+C.")
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=5,
                ws_max_size=8 * 1024 * 1024,
            )
        )
        server.run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """Listening there. Raises BriefError where another program does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise BriefError(
            f"The app cannot answer at {host}, port {port}: {error.strerror}.",
            location="--port",
            next_step="Name another --port, or 0 for any free one.",
        ) from error
    return listening


def _warm_up(copilot: Copilot) -> None:
    """Load the encoder while the person looks at the first page."""
    for programme in copilot.programmes():
        try:
            copilot.warm_up(programme.id)
        except (CopilotError, IngestError) as error:
            logging.getLogger(__name__).warning("%s %s", error.message, error.next_step)


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
