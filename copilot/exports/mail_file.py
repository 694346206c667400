"""A draft as an e-mail to be sent by its author: no sender, no recipient, no date."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from copilot.draft import Draft
from copilot.exports.characters import legible, one_line
from copilot.exports.layout import is_subject, title
from copilot.writing.plain_text import text_of


def mail(draft: Draft) -> bytes:
    """The message as RFC 5322 has it, marked as not sent (`X-Unsent`), so that mail programs open it to be edited.

    Addresses are contact data: the author fills them in.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _header(title(draft))
    message["X-Unsent"] = "1"
    message.set_content(_body(draft))
    return message.as_bytes()


def _header(text: str) -> str:
    # A header ends where its line does, and `=?` begins words in another encoding: neither may come from a text.
    return one_line(text).replace("=?", "= ?")


def _body(draft: Draft) -> str:
    """The text without the subject, which stands in the header; an opening line that made the header stays."""
    rest = [block for block in draft.blocks if not is_subject(draft, block)]
    if len(rest) == len(draft.blocks):
        return legible(draft.text)
    return legible(text_of(draft.model_copy(update={"blocks": rest})))
