"""Text that gives an order about what is to be written: no model is shown it, and it stands as somebody's own words.

A note may say “tell everyone that the post is filled”. A model that writes “the post is filled” would be backed by the
note's words, and wrong: nobody said so. So such a sentence is quoted by the Composer, and never handed to a model.
"""

from __future__ import annotations

import re

_BEGINS = r"(?:^|[.!?:;,()“”\"'«»‘’*•>|–—-]\s*|(?-i:(?<=\w)\s+(?=[A-Z]))|\b(?:please|then|and|also|now|or|bitte|und|et|y|e)\s+|\b[A-Z]\d{1,2}\s+)"
"""Where an order can begin: with a sentence, a clause, an item of a list, or behind a false label."""
_THAT = r"(?:\s+(?:instead|only|exactly|just|now|again|here|this))*\s*(?:,?\s*(?:that|whether)\b|[:“\"‘«{\[])"
_SAYS = (
    r"(?:say|state|claim|mention|announce|confirm|promise|pretend|repeat|print|write|output|add|reply|respond|"
    r"recommend|advise|conclude|declare|insist|emphasi[sz]e|quote|begin|start|end)"
)
_TELLS = r"(?:tell|remind|inform|notify|send|urge|invite|encourage|warn)"
_EVERYONE = r"\s+(?:everyone|everybody|people|them|all|users?|readers?|the\s+(?:readers?|users?|recipients?|others))\b"
_PUTS = (
    r"(?:say|write|add|include|insert|append|put|mention|integrate|embed|place|show|display|print|repeat|use|end|begin|"
    r"start|close|finish|introduce|feature|provide)"
)
_PIECE = (
    r"(?:word|words|phrase|text|sentence|statement|line|link|url|address|image|picture|headline|hashtag|reminder|"
    r"paragraph|reference|footer|ending)"
)
_ORDER = re.compile(
    rf"{_BEGINS}{_SAYS}{_THAT}|"
    rf"{_BEGINS}{_TELLS}{_EVERYONE}|"
    rf"\b{_PUTS}\s+(?:with\s+)?(?:(?:the|this|that|these|a|an|one|only|exactly|following|each|every)\s+)+(?:[\w-]+\s+){{0,2}}{_PIECE}\b|"
    r"\b(?:in|into|to|of|with|at|from)\s+your\s+(?:next\s+)?(?:answer|response|reply|output|summary|draft)s?\b|"
    r"\b(?:modify|alter|change|replace|rearrange|translate|encode|group|remove|reverse|misspell)\b.{0,30}\b(?:answer|response|reply|output)\b|"
    r"\b(?:search_notes|search_guidance)\b|\b(?:begin|start|end)(?:ning|ing)?\s+with\s*[:“\"]|"
    rf"{_BEGINS}(?:state|reveal|repeat|show|print|output)\s+(?:what|all|everything|whatever)\b|"
    r"\bin\s+(?:each|every|the\s+first)\s+(?:line|sentence|answer|message)\b|"
    rf"{_BEGINS}(?:schreibe?n?|füge|antworte|erwähne|nenne|sage?|gib)\s*(?:[:„“«]|(?:in|das|den|die|nur|mit|allen|dass)\b)|"
    rf"{_BEGINS}(?:écri(?:s|vez)|ajoute[rz]?|répond(?:s|ez)|mentionne[rz]?|dis|dites|indique[rz]?|déclare[rz]?)\s*"
    r"(?:[:«“]|(?:que|dans|le|la|les|un|une|à)\b)|"
    rf"{_BEGINS}(?:escrib[ea]|añad[ea]|respond[ea]|mencion[ea]|incluy[ea]|di|declara)\s*(?:[:«“]|(?:el|la|en|que|con|un|una)\b)|"
    r"\b(?:ignore[rz]?\s+l[ea]s?|ignorie\w*\s+(?:alle|die)|olvid[ea]\w*\s+(?:todas?|las?|los?)|vergiss\s+(?:alle|die))\b|"
    r"忽略|无视|無視|請回答|请在",
    re.IGNORECASE | re.MULTILINE,
)


def gives_an_order(text: str) -> bool:
    """Whether the text says what is to be written, said or put in."""
    return _ORDER.search(text) is not None
