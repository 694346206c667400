"""The review's eye, lent to a writer while it writes: the same verdict that the draft will get."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from copilot.draft import Citation, CitationKind, Origin, Sentence, Support
from copilot.drafts.kind import Material
from copilot.retrieve import Evidence
from copilot.review.edited import stated
from copilot.review.grounding.words import content_stems, normalise, same_meaning
from copilot.review.reviewing import Reviewer
from copilot.writing import phrasing
from copilot.writing.writer import Verdict
from ingest.models import Scope

_KEPT = 0.6
"""So much of what was typed must be said by the sentences in its place."""
_NAME = re.compile(r"(?<![.!?“\"‘:(]\s)(?<!^)\b[A-ZÀ-ÞŁŚŽ][\w’'-]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MEASURE = re.compile(r"How I will know: ")
_KNOWN_BY = re.compile(
    r"\bknow\b[^.]{0,20}?(?::|\b(?:by|when|if|from|because|once|is|that)\b)|\bmeasure|\bsign\b", re.IGNORECASE
)
"""How a sentence says what will show that a goal is reached: `I will know four pages` says something else."""
_NEGATION = re.compile(r"\b(?:no|not|never|nobody|nothing|none|without)\b|n[’']t\b", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"\s*\([^()]{3,60}\)\s*\.?\s*$")
_YEAR = re.compile(r"(?<=\w )(?:19|20)\d\d\b")
_THIRD = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_COURTEOUS = re.compile(
    r"(?:thank|thanks|many thanks|since|in return|as|after|before|when|if|with|because)\b", re.IGNORECASE
)
"""How sentences begin that need no subject first."""
_ORDINARY = frozenset({"I", "I’m", "I'm", "I’ve", "I've", "I’ll", "I'll", "I’d", "I'd"})


class SentenceJudge:
    """Judges a writer's sentences against a draft's own material and evidence."""

    def __init__(self, material: Material, evidence: Evidence, readable: Collection[Scope]) -> None:
        self._material = material
        self._reviewer = Reviewer(material, evidence, frozenset(readable))

    def sentence(self, sentence: Sentence) -> Verdict:
        """What its sources say to it; sets its support, as the review will."""
        report = self._material.report
        if report is not None and report.runs.shared_with(sentence.text):
            sentence.support = Support.UNSUPPORTED
            return Verdict(False, "it repeats words of a comment")
        if not sentence.citations and not self._reviewer.grounded(
            probe := sentence.model_copy(update={"origin": Origin.CONNECTIVE}), None
        ):
            sentence.origin, sentence.support = probe.origin, probe.support
            return Verdict(True, empty=True)
        findings = self._reviewer.grounded(sentence, None)
        unfit = "" if findings else self._unfit(sentence)
        if unfit:
            sentence.support = Support.UNSUPPORTED
            return Verdict(False, unfit)
        if not findings:
            return Verdict(True)
        reason = "; ".join(one.message for one in findings).removeprefix("No source says this as it stands: ")
        says = bool(stated(sentence.text, self._reviewer.context))
        return Verdict(False, reason.rstrip("."), empty=not says and not sentence.citations)

    def _unfit(self, sentence: Sentence) -> str:
        """Why a sentence that is true is none for its place: in the wrong person, no question, or no sentence at all."""
        text, kind = sentence.text, self._material.brief.kind
        if kind not in ("outreach", "goal"):
            return ""
        me = self._material.viewer
        if re.search(rf"\b(?:{re.escape(me.first_name)}|{re.escape(me.name)})\b", text) or _THIRD.search(text):
            if not any(me.first_name in one.quote or _THIRD.search(one.quote) for one in sentence.citations):
                return "it is said of me by name, and not from I"
            if kind == "goal":
                return "it is said of me by name, and not from I"
        if kind == "goal":
            return ""
        asks = [one for one in sentence.citations if one.kind is CitationKind.BRIEF and one.id == "ask"]
        if asks and not text.endswith("?"):
            return "it asks for something, so it must be a question"
        if any(_turned(one.quote, text) for one in asks):
            return "it is you who is asked to do this, not I"
        whole = text.endswith("?") or phrasing.shape(text) is phrasing.Shape.SENTENCE or _COURTEOUS.match(text)
        return "" if whole else "it is no whole sentence"

    def closed(self, citation: Citation) -> bool:
        """Whether some reader may not see the citation's source."""
        return not self._reviewer.allowed(citation)

    def keeps(self, texts: Sequence[str], of: str, typed: Sequence[str] = ()) -> bool:
        """Whether the texts together still say the names, numbers and days of a line, and most of what was typed."""
        said = " ".join(texts)
        line = " ".join(typed) if typed else _ATTRIBUTION.sub("", of)
        facts = {one for one in _NAME.findall(line) if one not in _ORDINARY} | set(_NUMBER.findall(_YEAR.sub("", line)))
        plain = said.casefold()
        if not all(one.casefold().removesuffix("’s").removesuffix("'s") in plain for one in facts):
            return False
        if _NEGATION.search(line) and not _NEGATION.search(said):
            return False
        if _MEASURE.match(of) and not _KNOWN_BY.search(said):
            return False
        wanted = set(content_stems(normalise(line)))
        offered = set(content_stems(normalise(said)))
        held = sum(any(same_meaning(one, other) for other in offered) for one in wanted)
        return held >= (_KEPT if typed else _KEPT - 0.1) * len(wanted)


def _turned(asked: str, text: str) -> bool:
    """Whether `look over my outline`, which the reader is asked to do, became `could I look over my outline?`."""
    if phrasing.shape(asked) is not phrasing.Shape.BASE_VERB:
        return False
    return re.search(rf"\bI\b(?:\s+\w+){{0,2}}\s+{re.escape(asked.split()[0])}\b", text, re.IGNORECASE) is not None
