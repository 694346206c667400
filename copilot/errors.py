"""The domain's errors, each with the exit code of docs/interfaces.md and the next step for the person."""

from __future__ import annotations

from collections.abc import Mapping


class CopilotError(Exception):
    """Base of what the copilot raises on purpose.

    Args:
        message: what happened to which thing.
        location: where in a file or brief it happened, if anywhere (`people[2].name`, `line 14`).
        next_step: what to do now.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, location: str | None = None, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.next_step = next_step


class BriefError(CopilotError):
    """The brief, or a flag, cannot be used."""

    code = "brief"
    exit_code = 2


class Conflict(CopilotError):
    """It was changed, in another tab perhaps, since the caller last saw it. Nothing was written.

    `version` is its number, or its fingerprint (`versions`), now. `yours` is what the caller sent and `theirs` what stands in the same places now,
    each by the name of its part (a field, a question, a sentence's id; `text` is the whole text), so that neither
    is lost.
    """

    code = "conflict"
    exit_code = 2

    def __init__(
        self, message: str, *, version: int | str, yours: Mapping[str, str], theirs: Mapping[str, str]
    ) -> None:
        super().__init__(
            message, location="version", next_step="Look at what it says now, and send what you still want changed."
        )
        self.version = version
        self.yours = yours
        self.theirs = theirs


class InvalidInput(CopilotError):
    """A file that came in is wrong. `problems` lists one line for each thing, with its place."""

    code = "invalid_input"
    exit_code = 3

    def __init__(
        self, message: str, *, location: str | None = None, next_step: str = "", problems: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, location=location, next_step=next_step)
        self.problems = problems


class NotFound(CopilotError):
    """It is not there, or the viewer may not see it: never told apart."""

    code = "not_found"
    exit_code = 4


class FolderBusy(CopilotError):
    """Another process owns the data folder."""

    code = "folder_in_use"
    exit_code = 5


class BatchFailed(CopilotError):
    """Part of a batch failed; the rest was done."""

    code = "partly_failed"
    exit_code = 6


class NotSignedIn(CopilotError):
    """Whoever asks has not said who they are, or said it wrongly."""

    code = "not_signed_in"
    exit_code = 4


class TooManyTries(CopilotError):
    """Wait `seconds` before the next one."""

    code = "too_many_tries"
    exit_code = 4

    def __init__(self, message: str, *, location: str | None = None, next_step: str = "", seconds: int = 60) -> None:
        super().__init__(message, location=location, next_step=next_step)
        self.seconds = seconds
