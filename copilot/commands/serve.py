"""`mentor serve`: the API alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.output import aside


@click.command(cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to answer at.")
@click.option("--port", default=8500, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
def serve(host: str, port: int) -> None:
    """Serve the API (/api/docs describes it) until Ctrl+C. Other `mentor` commands go through it meanwhile."""
    from copilot.api import Guard, create_app
    from copilot.api.application import PUBLIC
    from copilot.api.hosting import address_of, check_address, ends_with_the_block, listen
    from copilot.api.hosting import serve as run
    from copilot.app import Copilot
    from copilot.serving import is_loopback, new_token

    call = invocation()
    settings = call.settings()
    check_address(settings, host)
    with (
        ends_with_the_block(),
        _said_at_the_end(),
        Copilot.open(settings, embedder=call.embedder) as copilot,
        listen(host, port) as listening,
    ):
        owner = new_token()
        app = Guard(create_app(copilot, owner=owner), copilot, public=PUBLIC, hosts=settings.allowed_hosts)
        address = address_of(listening)
        if not is_loopback(host) and not settings.allowed_hosts:
            aside().print(
                "No other computer can use it yet: name what browsers call this one in COPILOT_ALLOWED_HOSTS.",
                style="yellow",
                soft_wrap=True,
            )
        run(
            app,
            settings,
            owner,
            listening,
            lambda: click.echo(f"The API is at {address}/api/docs\nStop it with Ctrl+C."),
        )


@contextmanager
def _said_at_the_end() -> Iterator[None]:
    yield
    click.echo("Stopped.", err=True)
