"""The domain's errors, each with the exit code of docs/interfaces.md and the next step for the person."""

from __future__ import annotations


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


class Conflict(CopilotError):
    """Somebody else, or another window, was quicker: nothing was written over.

    `current` is how the thing stands now, `sent` what was refused, both as plain values to be shown side by side.
    """

    code = "conflict"
    exit_code = 2

    def __init__(
        self, message: str, *, current: object, sent: object, location: str | None = None, next_step: str = ""
    ) -> None:
        super().__init__(
            message,
            location=location,
            next_step=next_step or "Compare both, then send yours again with the version of the current one.",
        )
        self.current, self.sent = current, sent
