"""Who can sign in with a password, as the programme's staff keep it: let in, let in anew, shut out."""

from __future__ import annotations

from copilot import access
from copilot.accounts import Accounts
from copilot.errors import BriefError
from copilot.models import User, Viewer
from copilot.settings import Settings


def listed(accounts: Accounts, viewer: Viewer) -> tuple[User, ...]:
    """Those who have a password, by id. Raises NotFound for who is not staff."""
    access.staff_only(viewer)
    return accounts.users(viewer.programme)


def invite(accounts: Accounts, settings: Settings, viewer: Viewer, person: str, *, new: bool) -> str:
    """Let somebody sign in, with a password that is made here, returned, and stored nowhere. Ends all their sessions.

    Args:
        new: they had none; otherwise theirs is forgotten, or they were shut out.

    Raises:
        NotFound: the viewer is not staff, there is no such person, or (unless `new`) they never had a password.
        BriefError: this app takes no passwords, or (if `new`) they have one.
    """
    access.staff_only(viewer)
    if settings.sign_in != "password":
        raise BriefError(
            "This app takes no passwords: it trusts whoever is at this computer.",
            next_step="Start it with COPILOT_SIGN_IN=password.",
        )
    return accounts.invite(viewer.programme, person, new=new)


def shut_out(accounts: Accounts, viewer: Viewer, person: str) -> User:
    """They cannot sign in any more; all their sessions and tokens end.

    Raises:
        NotFound: the viewer is not staff, or there is nobody of that id who has a password.
        BriefError: it would be the viewer.
    """
    access.staff_only(viewer)
    if person == viewer.person.id:
        raise BriefError("That would shut yourself out.", location="person", next_step="Ask another of the staff.")
    return accounts.disable(viewer.programme, person)
