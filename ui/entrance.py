"""Signing in and out, and the first start: plain pages that need no script, before Streamlit is reached."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import SecretStr

from copilot.api.asking import the_copilot
from copilot.api.guard import COOKIE
from copilot.api.routes.sessions import address_of, open_session, over_https, set_cookie
from copilot.app import Copilot
from copilot.errors import CopilotError, NotFound, TooManyTries
from copilot.models import Person, Programme, Role, Session
from ui import first_start, own_password
from ui.plain_page import attr, page
from ui.shell import mark_of

PUBLIC = ("/sign-in", "/sign-out", "/first-start", "/here", "/assets/")
router = APIRouter(include_in_schema=False)
router.include_router(first_start.router)
router.include_router(own_password.router)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the address says `next`
    """Who are you? On this computer alone one picks; else a password says it."""
    copilot = the_copilot(request)
    if not copilot.programmes():
        return RedirectResponse("/first-start", 303)
    return _sign_in(copilot, next)


@router.post("/sign-in")
def sign_in(
    request: Request,
    programme: Annotated[str, Form(max_length=200)],
    name: Annotated[str, Form(max_length=320)],
    password: Annotated[SecretStr | None, Form(max_length=1000)] = None,
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002
) -> Response:
    """Open the session and go on to where one wanted to be."""
    copilot = the_copilot(request)
    try:
        opened = open_session(
            copilot, programme, name, password.get_secret_value() if password else "", address_of(request)
        )
    except CopilotError as error:
        status = 429 if isinstance(error, TooManyTries) else 404 if isinstance(error, NotFound) else 401
        return _sign_in(copilot, next, said=f"{error.message} {error.next_step}", name=name, status=status)
    answer = RedirectResponse(_ours(next), 303)
    set_cookie(answer, opened, secure=over_https(request))
    return answer


@router.get("/sign-out")
def sign_out_page(request: Request) -> Response:
    """Asks once, so that no other page can sign somebody out by an image."""
    session = request.scope.get("state", {}).get("session")
    if not isinstance(session, Session):
        return RedirectResponse("/sign-in", 303)
    return page(
        "Sign out?",
        '<form method="post" action="/sign-out" class="row" data-leave><button class="primary">Sign out</button>'
        '<a class="quiet" href="/">Stay</a></form>'
        '<p class="small">What you typed and did not save is forgotten by this browser.</p>',
        script="leave.js",
    )


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    session = request.scope.get("state", {}).get("session")
    if isinstance(session, Session):
        the_copilot(request).accounts.revoke(session.programme, session.person, session.id)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    # The tab's own memory, where what was typed and not saved is kept.
    answer.headers["clear-site-data"] = '"storage"'
    return answer


@router.get("/here")
def here(request: Request) -> dict[str, str]:
    """Whose session this browser holds now, as pages name them: a tab asks when its connection broke (`keep.js`)."""
    return {"person": mark_of(request.scope.get("state", {}).get("session"))}


def _sign_in(copilot: Copilot, then: str, *, said: str = "", name: str = "", status: int = 200) -> HTMLResponse:
    local = copilot.settings.sign_in == "local"
    programmes = copilot.programmes()
    if local:
        body = "".join(_choices(copilot, one, then) for one in programmes)
    else:
        body = _password_form(programmes, then, name)
    error = f'<p class="wrong" role="alert">{html.escape(said)}</p>' if said else ""
    about = (
        '<p class="small">This app answers to this computer alone and trusts whoever uses it: pick who you are. '
        "Whoever can open its data folder can read everything in it.</p>"
        '<p class="small"><a href="/first-start">Start with my own mentoring instead</a></p>'
        if local
        else '<p class="small">Whoever runs this server can read its database.</p>'
    )
    return page("Who are you?" if local else "Sign in", error + body + about, status=status)


def _choices(copilot: Copilot, programme: Programme, then: str) -> str:
    rows = "".join(_choice(programme, person, then) for person in copilot.people(programme.id))
    return f"<section><h2>{html.escape(programme.name)}</h2><div class='people'>{rows}</div></section>"


def _choice(programme: Programme, person: Person, then: str) -> str:
    roles = ", ".join(role.value for role in Role if role in person.roles)
    told = " · ".join(one for one in (roles, person.title) if one)
    return (
        f'<form method="post" action="/sign-in"><input type="hidden" name="programme" value="{attr(programme.id)}">'
        f'<input type="hidden" name="name" value="{attr(person.id)}">'
        f'<input type="hidden" name="next" value="{attr(then)}">'
        f'<button class="person"><b>{html.escape(person.name)}</b><span>{html.escape(told)}</span></button></form>'
    )


def _password_form(programmes: Sequence[Programme], then: str, name: str) -> str:
    if len(programmes) == 1:
        where = f'<input type="hidden" name="programme" value="{attr(programmes[0].id)}">'
    else:
        options = "".join(f'<option value="{attr(one.id)}">{html.escape(one.name)}</option>' for one in programmes)
        where = f'<label>Programme<select name="programme">{options}</select></label>'
    return (
        f'<form method="post" action="/sign-in" class="stack">{where}'
        f'<input type="hidden" name="next" value="{attr(then)}">'
        f'<label>Name or e-mail<input name="name" required autocomplete="username" value="{attr(name)}"></label>'
        '<label>Password<input name="password" type="password" required autocomplete="current-password"></label>'
        '<button class="primary">Sign in</button></form>'
    )


def _ours(place: str) -> str:
    """The place, if it is a page of this app; else its home. No `//host`, no `/\\host`, no scheme."""
    parts = urlsplit(place)
    if parts.scheme or parts.netloc or not place.startswith("/") or place[1:2] in ("/", "\\"):
        return "/"
    return quote(place, safe="/?=&-_.~%")
