"""What a question wants beside what stands in notes: advice, or how a thing is done among us."""

from __future__ import annotations

import re

_SHOULD = re.compile(
    r"(?:^|[.,;:!?–—-]\s*)(?:(?:and|so|but|or)\s+)?(?:"
    r"(?:should|shall|may|must|ought)\s+(?:I|we|one)\b|(?:can|could)\s+(?:I|we|one)\s+(?!still\b|have\b)|"
    r"do\s+(?:I|we|one)\s+(?:have|need|get)\s+to\b|is\s+it\s+(?:ok|okay|all\s+right|alright|fine|wise|rude|wrong|normal|allowed)\b|"
    r"how\s+(?:do|can|should|could)\s+(?:I|we|one)\b|how\s+to\b|what\s+(?:now|next|then)\b|now\s+what\b|"
    r"what\s+(?:do|can|could|should|shall|might|must)\s+(?:I|we|one)\s+(?:do|say|write|ask|try|answer)\b|"
    r"what(?:[’']s|\s+is|\s+are|\s+would\s+be)\s+(?:an?\s+|the\s+)?(?:good|right|best|fair|normal|usual|reasonable|typical|ideal)\b|"
    r"any\s+(?:tips?|advice|ideas?|suggestions?)\b)",
    re.IGNORECASE,
)
_CUSTOM = re.compile(
    r"\b(?:what|which|whose|where|who|whom)\s+(?:[^\W_]+\s+){0,2}?(?:do|should)\s+(?:we|you|people|mentors|mentees)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:did|was|were|had|last|yesterday|ago|this\s+week|next\s+(?:week|session|meeting|call))\b", re.IGNORECASE
)
_OF_ONE_DAY = re.compile(r"\b(?:did|was|were|had|yesterday|ago|(?:this|last|next)\s+week)\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:hi|hello|hey|ok|okay|so|and|please|pls|quick\s+question|one\s+more\s+thing|just\s+wondering)\W+)*"
    r"(?:(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?(?:tell|remind|show)\s+(?:me|us)(?:\s+again)?\s+(?=(?:who|what|when|where|"
    r"which|why|how|whether|if)\b)|(?:do\s+you\s+(?:know|remember)|any\s+idea|I\s+(?:wonder|forgot|forget|can[’']t\s+remember|"
    r"don[’']t\s+(?:know|remember)|need\s+to\s+know|want\s+to\s+know)|I[’']d\s+like\s+to\s+know|I[’']m\s+wondering)\s+"
    r"(?=(?:who|what|when|where|which|why|how|whether)\b))?",
    re.IGNORECASE,
)
_LEAD_OUT = re.compile(
    r"(?:[\s,]+(?:please|pls|plz|thanks|thank\s+you|thx|again|btw|by\s+the\s+way))+\W*$", re.IGNORECASE
)


def plainly(text: str) -> str:
    """The question without what only leads to it (`could you tell me when …`) or thanks for it; itself where no more is said."""
    bare = " ".join(text.split())
    bare = _LEAD_OUT.sub("", _LEAD_IN.sub("", bare, count=1), count=1)
    return bare if len(bare.split()) > 1 else " ".join(text.split())


def wants_advice(text: str) -> bool:
    """Whether it asks what one should do, whoever is named: `should I tell Sam?`, `Sam never answers, what now?`."""
    return _SHOULD.search(text) is not None


def of_a_custom(text: str) -> bool:
    """Whether it asks how it is done among us, on no day in particular: `which form do we use?`."""
    return _CUSTOM.search(text) is not None and not _OF_ONE_DAY.search(text)


def of_one_time(text: str) -> bool:
    """Whether it speaks of one time alone; `how long should the last session be?` speaks of every last session."""
    return (_OF_ONE_DAY if re.search(r"\bshould\b", text, re.IGNORECASE) else _ONCE).search(text) is not None
