"""What can go wrong while text comes in. Each message names the thing and the next step."""


class IngestError(Exception):
    """Base of everything this package raises.

    Args:
        message: what happened to which thing, in one line.
        next_step: what the person can do now, in one line.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class UnsupportedFile(IngestError):
    """The file's format is not one we read."""


class FileTooLarge(IngestError):
    """The file, or what it would unpack to, is over the limit."""


class UnreadableFile(IngestError):
    """The file is empty, broken, encrypted, not what its name says, or its parser ran out of time or memory."""


class ModelUnavailable(IngestError):
    """The embedding model is missing or its weights are not the ones we know."""


class DatabaseUnavailable(IngestError):
    """The database cannot be opened, read or written."""


class FolderInUse(IngestError):
    """Another process owns the data folder."""
