"""Signing in and out; sessions and tokens of one's own."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from copilot.accounts import Opened
from copilot.api.asking import CopilotHere, SessionHere
from copilot.api.guard import COOKIE
from copilot.errors import BriefError
from copilot.models import Session, SessionKind

router = APIRouter(tags=["sessions"])


class SignIn(BaseModel):
    """Who one is. On this computer alone (`local`) the person is picked; else a password proves it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"programme": "oak", "name": "ann", "password": "four grey herons fly"}]},
    )

    programme: str = Field(max_length=200)
    name: str = Field(description="The person's id, or e-mail address.", max_length=320)
    password: SecretStr = Field(default=SecretStr(""), max_length=1000)


class SessionShown(BaseModel):
    """A session or token, without its secret."""

    id: str
    kind: SessionKind
    label: str
    created: datetime
    seen: datetime
    expires: datetime
    current: bool = Field(description="Whether this very request came with it.")


class SignedIn(BaseModel):
    """Who is signed in now. The secret is in the cookie."""

    programme: str
    person: str
    expires: datetime


class TokenWanted(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"label": "my calendar", "days": 90}]})

    label: str = Field(min_length=1, max_length=100, description="What it is for.")
    days: int = Field(default=90, ge=1, le=366)


class TokenMade(SessionShown):
    secret: str = Field(description="Shown this once: send it as `Authorization: Bearer …`.")


@router.post("/sessions", status_code=201)
def sign_in(said: SignIn, copilot: CopilotHere, request: Request, response: Response) -> SignedIn:
    """Sign in, by cookie."""
    opened = open_session(copilot, said.programme, said.name, said.password.get_secret_value(), address_of(request))
    set_cookie(response, opened, secure=over_https(request))
    session = opened.session
    return SignedIn(programme=session.programme, person=session.person, expires=session.expires)


@router.delete("/sessions/current", status_code=204)
def sign_out(copilot: CopilotHere, session: SessionHere, response: Response) -> None:
    """End the session (or token) that this request came with."""
    copilot.accounts.revoke(session.programme, session.person, session.id)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")


@router.get("/sessions")
def sessions(copilot: CopilotHere, session: SessionHere) -> list[SessionShown]:
    """One's own sessions and tokens, newest first."""
    mine = copilot.accounts.sessions(session.programme, session.person)
    return [_shown(one, session) for one in mine]


@router.delete("/sessions/{identifier}", status_code=204)
def revoke(identifier: str, copilot: CopilotHere, session: SessionHere) -> None:
    """End one of one's own sessions or tokens, now."""
    copilot.accounts.revoke(session.programme, session.person, identifier)


@router.delete("/sessions", status_code=204)
def revoke_all(copilot: CopilotHere, session: SessionHere, response: Response) -> None:
    """Sign out everywhere: all sessions and tokens of one's own end."""
    copilot.accounts.revoke_all(session.programme, session.person)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")


@router.post("/tokens", status_code=201)
def make_token(wanted: TokenWanted, copilot: CopilotHere, session: SessionHere) -> TokenMade:
    """A token for a program that acts as oneself. It lists among one's sessions and ends there."""
    opened = copilot.accounts.open(
        session.programme,
        session.person,
        kind=SessionKind.TOKEN,
        label=wanted.label,
        lasts=timedelta(days=wanted.days),
    )
    return TokenMade(**_shown(opened.session, session).model_dump(), secret=opened.secret)


def open_session(copilot: CopilotHere, programme: str, name: str, password: str, address: str) -> Opened:
    """By password, or, where `local` is set, for whoever is picked. Raises NotSignedIn, TooManyTries, NotFound."""
    if copilot.settings.sign_in == "local":
        if password:
            raise BriefError(
                "This app runs for this computer alone and takes no passwords.",
                location="password",
                next_step="Send only who you are.",
            )
        return copilot.accounts.open(programme, name)
    return copilot.accounts.sign_in(programme, name, password, address=address)


def address_of(request: Request) -> str:
    """Where the request comes from, for counting tries."""
    return request.client.host if request.client else "unknown"


def over_https(request: Request) -> bool:
    """Whether the browser asks over HTTPS: of this server, or of one before it, which the page's origin tells."""
    return request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")


def set_cookie(response: Response, opened: Opened, *, secure: bool) -> None:
    """The session's secret, out of reach for scripts and for other sites."""
    response.set_cookie(
        COOKIE,
        opened.secret,
        expires=opened.session.expires,
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )


def _shown(one: Session, current: Session) -> SessionShown:
    return SessionShown(
        id=one.id,
        kind=one.kind,
        label=one.label,
        created=one.created,
        seen=one.seen,
        expires=one.expires,
        current=one.id == current.id,
    )
