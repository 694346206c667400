"""`mentor user add|reset|disable|list`: who can sign in with a password. For the owner of the folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Group, invocation
from copilot.commands.output import say, table_of
from copilot.errors import BriefError, InvalidInput

if TYPE_CHECKING:
    from rich.console import Console

_FILE = click.option(
    "--password-file",
    type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
    metavar="FILE|-",
    help="Take the password from a file's first line, or standard input (-), and do not ask.",
)


@click.group(cls=Group)
def user() -> None:
    """Who can sign in where COPILOT_SIGN_IN=password. A password is asked for, never taken from the command line."""


@user.command()
@click.argument("person", metavar="PERSON")
@_FILE
def add(person: str, password_file: Path | None) -> None:
    """Let somebody of the programme sign in with a password."""
    _set(person, password_file, new=True)


@user.command()
@click.argument("person", metavar="PERSON")
@_FILE
def reset(person: str, password_file: Path | None) -> None:
    """Another password; lets a disabled one in again. All their sessions and tokens end."""
    _set(person, password_file, new=False)


@user.command()
@click.argument("person", metavar="PERSON")
def disable(person: str) -> None:
    """They cannot sign in any more. All their sessions and tokens end."""
    call = invocation()
    with call.open() as copilot:
        copilot.accounts.disable(call.programme(copilot), person)
    say(
        {"person": person, "disabled": True},
        lambda console: console.print(f"{person} cannot sign in any more, and is signed out.", markup=False),
    )


@user.command("list")
def list_() -> None:
    """Who can sign in, or could."""
    call = invocation()
    with call.open() as copilot:
        known = copilot.accounts.users(call.programme(copilot))

    def render(console: Console) -> None:
        from rich.text import Text

        if not known:
            console.print("Nobody has a password yet. Give one with `mentor user add PERSON`.")
            return
        table = table_of("person", "", "since", whole=("person",))
        for one in known:
            table.add_row(Text(one.person), "disabled" if one.disabled else "", f"{one.changed:%Y-%m-%d %H:%M} UTC")
        console.print(table)

    say({"users": [{"person": one.person, "disabled": one.disabled, "changed": one.changed} for one in known]}, render)


def _set(person: str, file: Path | None, *, new: bool) -> None:
    call = invocation()
    password = _asked() if file is None else _from(file)
    with call.open() as copilot:
        copilot.accounts.set_password(call.programme(copilot), person, password, new=new)
    done = "can sign in now" if new else "has another password, and is signed out"
    say(
        {"person": person, "disabled": False},
        lambda console: console.print(f"{person} {done}.", markup=False),
    )


def _asked() -> str:
    if not sys.stdin.isatty():
        raise BriefError(
            "There is no terminal to ask for the password.",
            location="--password-file",
            next_step="Name a file that holds it, or - for standard input.",
        )
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True)
    return typed


def _from(file: Path) -> str:
    """The first line, without its end. Raises InvalidInput."""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InvalidInput(
            f"{file} cannot be read: {reason}.", location="--password-file", next_step="Check the file."
        ) from error
    lines = text.splitlines()
    return lines[0] if lines else ""
