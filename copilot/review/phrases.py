"""Stock phrases that make a message read as written by nobody, and words that blame. Our own lists."""

from __future__ import annotations

import re

STOCK_PHRASES: tuple[str, ...] = (
    "i hope this finds you well",
    "i hope this email finds you well",
    "i hope this message finds you well",
    "hope you are well",
    "hope you're doing well",
    "i trust this finds you well",
    "pick your brain",
    "delve",
    "i am reaching out",
    "i'm reaching out",
    "reaching out to you",
    "just reaching out",
    "i wanted to reach out",
    "at your earliest convenience",
    "touch base",
    "circle back",
    "synergy",
    "synergies",
    "leverage your expertise",
    "leverage my",
    "wealth of knowledge",
    "wealth of experience",
    "wealth of expertise",
    "invaluable insights",
    "valuable insights",
    "your esteemed",
    "i would be honoured",
    "i would be honored",
    "it would be an honor",
    "it would be an honour",
    "deeply inspired by your",
    "your impressive career",
    "your incredible journey",
    "your remarkable journey",
    "your inspiring journey",
    "thought leader",
    "in today's fast-paced world",
    "in the ever-evolving",
    "ever-changing landscape",
    "navigate the complexities",
    "navigating the complexities",
    "foster meaningful connections",
    "meaningful connection",
    "take my career to the next level",
    "next level",
    "unlock my potential",
    "unlock my full potential",
    "game changer",
    "game-changer",
    "tapestry",
    "a testament to",
    "please do not hesitate",
    "please don't hesitate",
    "feel free to reach out",
    "thank you for your consideration",
    "to whom it may concern",
    "dear sir or madam",
    "i came across your profile",
    "i stumbled upon your profile",
    "huge fan of your work",
    "resonated deeply",
    "resonates deeply",
    "passionate about leveraging",
    "mutually beneficial",
    "embark on",
    "per my last email",
    "as per my last",
)

BLAME_PHRASES: tuple[str, ...] = (
    "you did not reply",
    "you didn't reply",
    "you have not replied",
    "you haven't replied",
    "you never replied",
    "you did not answer",
    "you didn't answer",
    "you have not answered",
    "you haven't answered",
    "you never answered",
    "you did not respond",
    "you didn't respond",
    "you have not responded",
    "you haven't responded",
    "you never responded",
    "you ignored",
    "you have ignored",
    "ignoring me",
    "ignoring my",
    "you forgot",
    "you must have forgotten",
    "you failed to",
    "you promised",
    "still waiting for your",
    "still waiting for you",
    "i am disappointed",
    "i'm disappointed",
    "i was disappointed",
    "still have not heard",
    "still haven't heard",
    "as i already wrote",
    "as i already said",
    "per my last",
    "i have already asked",
    "not even a reply",
    "the least you could",
    "third time i",
    "no reply from you",
    "without any reply from you",
    "your silence",
    "you obviously",
    "you clearly",
)

PLAIN_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(phrases), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
        + r")(?:s|d|ing)?(?!\w)",
        re.I,
    )


_STOCK = _pattern(STOCK_PHRASES)
_BLAME = _pattern(BLAME_PHRASES)


def stock_phrases(text: str) -> list[str]:
    """The stock phrases in the text as they stand there, in order."""
    return [match.group() for match in _STOCK.finditer(text.translate(PLAIN_PUNCTUATION))]


def blaming_phrases(text: str) -> list[str]:
    """Words that blame the reader for their silence, in order."""
    return [match.group() for match in _BLAME.finditer(text.translate(PLAIN_PUNCTUATION))]
