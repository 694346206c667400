"""`mentor person add|edit|list`: who is in the programme, as its staff keep it (`--as STAFF`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Group, invocation
from copilot.commands.output import say, table_of

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.models import Person
    from copilot.own_people import PersonEdit

_ROLES = click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(["mentee", "mentor", "staff"]),
    help="What they are in it; may be repeated.",
)
_KNOWN_AS = click.option("--known-as", metavar="NAME", help="What others call them.")
_TITLE = click.option("--title", metavar="TITLE", help="What they do.")
_EMAIL = click.option("--email", metavar="ADDRESS", help="Seen by staff and by themselves.")
_PHONE = click.option("--phone", metavar="NUMBER", help="Seen by staff and by themselves.")


@click.group(cls=Group)
def person() -> None:
    """For the programme's staff: who is in it. `mentor people` says whom one may know of."""


@person.command()
@click.argument("name")
@click.option("--id", "identifier", metavar="ID", help="Their id (default: made of the name).")
@_ROLES
@_KNOWN_AS
@_TITLE
@_EMAIL
@_PHONE
def add(
    name: str,
    identifier: str | None,
    roles: Sequence[str],
    known_as: str | None,
    title: str | None,
    email: str | None,
    phone: str | None,
) -> None:
    """Add a person called NAME. Prints their id."""
    call = invocation()
    said = _said(name, roles, known_as, title, email, phone)
    with call.open() as copilot:
        added = copilot.add_person(call.viewer(copilot), said, identifier=identifier)
    say(_told(added), lambda console: console.print(added.id, markup=False))


@person.command()
@click.argument("identifier", metavar="ID")
@click.option("--name", metavar="NAME")
@_ROLES
@click.option("--no-role", is_flag=True, help="They are neither mentee, mentor nor staff any more.")
@_KNOWN_AS
@_TITLE
@_EMAIL
@_PHONE
def edit(
    identifier: str,
    name: str | None,
    roles: Sequence[str],
    no_role: bool,
    known_as: str | None,
    title: str | None,
    email: str | None,
    phone: str | None,
) -> None:
    """Change what is kept of a person. What no flag names stays; all roles are named, or none."""
    if roles and no_role:
        raise click.UsageError("--role and --no-role exclude each other.")
    call = invocation()
    said = _said(name, () if no_role else roles or None, known_as, title, email, phone)
    with call.open() as copilot:
        changed = copilot.edit_person(call.viewer(copilot), identifier, said)
    say(_told(changed), lambda console: console.print(f"Changed {changed.id}.", markup=False))


@person.command("list")
@click.option("--unpaired", is_flag=True, help="Only mentors and mentees who are in no relationship.")
def list_(unpaired: bool) -> None:
    """Everyone in the programme."""
    call = invocation()
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        found = (
            copilot.programme_unpaired(viewer, call.as_of(copilot)) if unpaired else copilot.programme_people(viewer)
        )

    def render(console: Console) -> None:
        from rich.text import Text

        table = table_of("id", "name", "roles", "title", "e-mail", ids=[one.id for one in found])
        for one in found:
            roles = ", ".join(sorted(one.roles))
            table.add_row(Text(one.id), Text(one.name), roles, Text(one.title), Text(one.email))
        console.print(table)

    say({"people": [_told(one) for one in found]}, render)


def _said(
    name: str | None,
    roles: Sequence[str] | None,
    known_as: str | None,
    title: str | None,
    email: str | None,
    phone: str | None,
) -> PersonEdit:
    from copilot.models import Role
    from copilot.own_people import PersonEdit

    return PersonEdit(
        name, known_as, None if roles is None else frozenset(Role(one) for one in roles), title, email, phone
    )


def _told(one: Person) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "known_as": one.known_as,
        "roles": sorted(one.roles),
        "title": one.title,
        "email": one.email,
        "phone": one.phone,
    }
