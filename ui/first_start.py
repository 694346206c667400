"""The first start: the sample programme to look around, or a place of one's own by three questions."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from copilot import programme_file
from copilot.api.asking import the_copilot
from copilot.api.routes.sessions import over_https, set_cookie
from copilot.app import Copilot
from copilot.beginning import PROGRAMME, Beginning, slug
from copilot.errors import CopilotError
from copilot.models import RelationshipKind, Role
from ui.plain_page import attr, page

SAMPLE = Path(__file__).parent.parent / "copilot" / "sample" / "programme.yaml"
router = APIRouter(include_in_schema=False)

_LONGEST_NAME, _LONGEST_WISH = 120, 2000
_MEET = {"mentor": "They are my mentor", "mentee": "They are my mentee", "peer": "We are peers"}
"""Whom one meets, by what the partner is."""


@dataclass(frozen=True)
class Said:
    """What was typed."""

    name: str = ""
    partner: str = ""
    meet: str = "mentor"
    wish: str = ""


@router.get("/first-start")
def first_start(request: Request) -> Response:
    """Both ways to begin."""
    copilot = the_copilot(request)
    return _form(copilot, Said()) if _is_local(copilot) else _not_here()


@router.post("/first-start")
def begin(
    request: Request,
    way: Annotated[str, Form(max_length=20)] = "mine",
    name: Annotated[str, Form(max_length=10_000)] = "",
    partner: Annotated[str, Form(max_length=10_000)] = "",
    meet: Annotated[str, Form(max_length=20)] = "mentor",
    wish: Annotated[str, Form(max_length=100_000)] = "",
) -> Response:
    """Do what was chosen, and go on into the app. What cannot be used is said above what was typed."""
    copilot = the_copilot(request)
    if not _is_local(copilot):
        return _not_here()
    if way == "sample":
        _bring_in_sample(copilot)
        return RedirectResponse("/sign-in", 303)
    said = Said(name.strip(), partner.strip(), meet, wish.strip())
    problem = _problem(said)
    if problem:
        return _form(copilot, said, problem)
    try:
        programme, person = _begin(copilot, said)
    except CopilotError as error:
        # The next step of some speaks of flags, which a page has none of.
        next_step = "" if "--" in error.next_step else error.next_step
        return _form(copilot, said, f"{error.message} {next_step}".strip())
    answer = RedirectResponse("/", 303)
    set_cookie(answer, copilot.accounts.open(programme, person), secure=over_https(request))
    return answer


def _begin(copilot: Copilot, said: Said) -> tuple[str, str]:
    """The programme and the person that were made."""
    begun = copilot.begin(
        Beginning(
            name=said.name,
            role=Role.MENTOR if said.meet == "mentee" else Role.MENTEE,
            partner=said.partner,
            kind=RelationshipKind.PEER if said.meet == "peer" else None,
            programme=_place(copilot, said.name),
        )
    )
    if said.wish:
        viewer = copilot.viewer(begun.programme, begun.me)
        copilot.add_goal(viewer, said.wish, day=copilot.as_of(begun.programme), relationship=begun.relationship)
    return begun.programme, begun.me


def _place(copilot: Copilot, name: str) -> str:
    """The programme that is this person's, or the first name for one that nobody has."""
    taken = {one.id for one in copilot.programmes()}
    names = chain([PROGRAMME], (f"{PROGRAMME}-{number}" for number in count(2)))
    return next(one for one in names if one not in taken or copilot.me(one) == slug(name))


def _bring_in_sample(copilot: Copilot) -> None:
    """See that the sample programme is there; what somebody wrote in it since stays."""
    if programme_file.load(SAMPLE).programme.id not in {one.id for one in copilot.programmes()}:
        copilot.import_programme(SAMPLE)


def _problem(said: Said) -> str:
    if not said.name or not said.partner:
        return "Two names are needed: yours, and that of the person you meet."
    if max(len(said.name), len(said.partner)) > _LONGEST_NAME:
        return f"A name has at most {_LONGEST_NAME} characters here."
    if said.meet not in _MEET:
        return "Say whether they are your mentor, your mentee or a peer."
    if len(said.wish) > _LONGEST_WISH:
        return f"Say what you want in at most {_LONGEST_WISH} characters; notes can be long later."
    return ""


def _is_local(copilot: Copilot) -> bool:
    return copilot.settings.sign_in == "local"


def _not_here() -> Response:
    return page(
        "Not on this server",
        "<p>People sign in here with a password, so nobody can begin a programme of their own in the browser. "
        "Whoever runs the server can add you with <code>mentor user add</code>.</p>"
        '<p><a class="primary" href="/sign-in">To signing in</a></p>',
        status=403,
    )


def _form(copilot: Copilot, said: Said, problem: str = "") -> Response:
    wrong = f'<p class="wrong" role="alert">{html.escape(problem)}</p>' if problem else ""
    options = "".join(
        f'<label class="option"><input type="radio" name="meet" value="{key}"{" checked" if key == said.meet else ""}>'
        f"{words}</label>"
        for key, words in _MEET.items()
    )
    back = '<p class="small"><a href="/sign-in">Back to who you are</a></p>' if copilot.programmes() else ""
    return page(
        "How would you like to begin?",
        f"""{wrong}
<section class="way"><h2>Look around first</h2>
<p>A made-up company with mentors, mentees and a year of notes. Nobody in it exists; try anything.</p>
<form method="post" action="/first-start"><input type="hidden" name="way" value="sample">
<button class="primary">Open the sample programme</button></form></section>
<section class="way"><h2>My own, in three questions</h2>
<form method="post" action="/first-start" class="stack"><input type="hidden" name="way" value="mine">
<label>What is your name?
<input type="text" name="name" required maxlength="{_LONGEST_NAME}" autocomplete="name" value="{attr(said.name)}"></label>
<label>Whom do you meet?
<input type="text" name="partner" required maxlength="{_LONGEST_NAME}" autocomplete="off" value="{attr(said.partner)}"></label>
<fieldset class="options"><legend>And what are they to you?</legend>{options}</fieldset>
<label><span>What do you want from it? <span class="small">May be blank. It becomes your first goal, and yours alone.</span></span>
<textarea name="wish" rows="3" maxlength="{_LONGEST_WISH}">{html.escape(said.wish)}</textarea></label>
<button class="primary">Begin</button></form></section>
<p class="small">Everything stays on this computer, in {html.escape(str(copilot.settings.folder))}.</p>{back}""",
        status=422 if problem else 200,
        script="keep.js",
    )
