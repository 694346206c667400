"""Drafts as files: pure functions from a draft, as far as it is for its audience, to bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from copilot.draft import Draft, DraftStatus
from copilot.errors import BriefError
from copilot.exports.audience import Allowed, for_audience

SUFFIXES = (".md", ".docx", ".eml", ".ics", ".txt", ".json")
"""What a draft can be exported to, by the file's suffix."""

WITH_SOURCES = (".md", ".docx", ".json")
"""Those that can carry sources."""


def suffix_of(name: str | PurePath, *, sources: bool = False) -> str:
    """The suffix of a file's name, in lower case.

    Raises:
        BriefError: no draft can be exported to it, or not with `sources`; the error names the known ones.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise BriefError(
            f"{name} has the suffix {suffix!r}, which no draft is written to."
            if suffix
            else f"{name} has no suffix, so what to write is not said.",
            location="--out",
            next_step=f"End the name with one of: {', '.join(SUFFIXES)}.",
        )
    if sources and suffix not in WITH_SOURCES:
        raise BriefError(
            f"Sources cannot stand in a {suffix} file.",
            location="--with-sources",
            next_step=f"Use one of {', '.join(WITH_SOURCES)}, or leave --with-sources out.",
        )
    return suffix


def export(
    draft: Draft,
    suffix: str,
    allowed: Allowed,
    *,
    sources: bool = False,
    names: Mapping[str, str] | None = None,
    timezone: str = "UTC",
) -> bytes:
    """The draft as a file of that suffix, for its audience (see `audience.for_audience`).

    `allowed` says whether every reader may see a citation's source, `names` what people are called, by id.

    Raises:
        BriefError: the suffix is none of SUFFIXES, the draft has no text yet, or no day for a calendar.
    """
    suffix = suffix_of(f"draft{suffix}", sources=sources)
    if draft.status is DraftStatus.QUESTIONS:
        raise BriefError(
            "This draft has no text yet, only questions.",
            location="--out",
            next_step="Answer them first (--answers FILE, or flags).",
        )
    # An answer without its source is none, so it takes them along wherever they can stand.
    left = for_audience(draft, allowed, sources=sources or draft.kind == "ask")
    if not left.text.strip():
        raise BriefError(
            "Nothing of this draft is left for its readers.",
            location="--out",
            next_step="Make it anew, or include what is held back (--include-private ID).",
        )
    # The libraries for Word and calendars take a while to load, so only who needs them does.
    match suffix:
        case ".md":
            from copilot.exports.markdown_file import markdown

            return markdown(left)
        case ".docx":
            from copilot.exports.word_file import word

            return word(left)
        case ".eml":
            from copilot.exports.mail_file import mail

            return mail(left)
        case ".ics":
            from copilot.exports.calendar_file import calendar, session_day

            written = calendar(left, session=session_day(draft), names=names or {}, timezone=timezone)
            if written is None:
                raise BriefError(
                    "This draft names no day: no session date, no action with a due date, no check or milestone.",
                    location="--out",
                    next_step="Give an agenda its --date, or export to another suffix.",
                )
            return written
        case ".txt":
            from copilot.exports.plain_file import plain_text

            return plain_text(left)
        case _:
            from copilot.exports.plain_file import as_json

            return as_json(left)
