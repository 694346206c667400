"""Another password of one's own: a plain page, so that no script and no browser memory ever holds it."""

from __future__ import annotations

import html
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import SecretStr

from copilot.api.asking import CopilotHere, SessionHere
from copilot.api.guard import COOKIE
from copilot.errors import BriefError, CopilotError, TooManyTries
from ui.plain_page import page

router = APIRouter(include_in_schema=False)
_FORM = (
    '<form method="post" action="/password" class="stack">'
    '<label>The password you have<input name="current" type="password" required autocomplete="current-password"></label>'
    '<label>The new one<input name="new" type="password" required autocomplete="new-password"></label>'
    '<label>The new one again<input name="again" type="password" required autocomplete="new-password"></label>'
    '<button class="primary">Take the new one</button><a class="quiet" href="/settings">Keep the old one</a></form>'
    '<p class="small">You are signed out everywhere then, programs with a token of yours too, and sign in again.</p>'
)
_Typed = Annotated[SecretStr, Form(max_length=1000)]


@router.get("/password")
def password_page(copilot: CopilotHere) -> Response:
    """The form; where nobody has a password, the settings."""
    if copilot.settings.sign_in != "password":
        return RedirectResponse("/settings", 303)
    return page("Another password", _FORM)


@router.post("/password")
def take_another(copilot: CopilotHere, session: SessionHere, current: _Typed, new: _Typed, again: _Typed) -> Response:
    """Change it and sign in anew, or say what is wrong with it."""
    if copilot.settings.sign_in != "password":
        return RedirectResponse("/settings", 303)
    try:
        if new.get_secret_value() != again.get_secret_value():
            raise BriefError("The new password is not the same both times.", next_step="Type it twice, and all of it.")
        copilot.accounts.change_password(
            session.programme, session.person, current.get_secret_value(), new.get_secret_value()
        )
    except CopilotError as error:
        said = html.escape(f"{error.message} {error.next_step}")
        status = 429 if isinstance(error, TooManyTries) else 400
        return page("Another password", f'<p class="wrong" role="alert">{said}</p>{_FORM}', status=status)
    answer = RedirectResponse("/sign-in?next=/settings", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer
