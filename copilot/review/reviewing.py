"""The review of a draft: grounding of each sentence, disclosure, the kind's checks. Says, never rewrites."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from copilot.draft import Citation, CitationKind, Draft, Finding, Origin, Sentence, Severity, Support
from copilot.drafts import citing
from copilot.drafts.kind import Material, Similarity
from copilot.retrieve import Evidence
from copilot.review.checks import run_checks
from copilot.review.connectives import review_origin
from copilot.review.disclosure import disclose, with_held_back
from copilot.review.edited import MORE_THAN_A_WISH, shares_a_word, stated, words_not_held
from copilot.review.goal_days import without_resolved_days
from copilot.review.grounding import Context, KnownPerson, Source, ground, verify_citations, with_vote
from ingest.models import Scope

_WORDS_AROUND = 8
"""A frame such as `What I can offer in return is …` has no more words than this."""
_NO_VOTES: Mapping[str, float] = MappingProxyType({})
_GROUNDING = "our rule: every sentence shows its source"
_ORIGIN_OF = {
    CitationKind.NOTE: Origin.NOTE,
    CitationKind.GUIDANCE: Origin.GUIDANCE,
    CitationKind.BRIEF: Origin.BRIEF,
}
"""What a sentence counts as that rests on such a source; any other is a record."""


def review(
    draft: Draft,
    material: Material,
    evidence: Evidence,
    readable: Collection[Scope],
    facts: Mapping[str, Any],
    *,
    included: Collection[str] = (),
    disabled: frozenset[str] = frozenset(),
    similar: Similarity | None = None,
    edited: frozenset[str] = frozenset(),
    votes: Mapping[str, float] = _NO_VOTES,
) -> Draft:
    """A copy of the draft with support, held-back sentences and findings set.

    `readable` are the scopes that the viewer and all readers share. `included` are ids of private
    sentences that the author has chosen to send; an id that is not held back changes nothing. `edited` are
    ids of sentences whose words the author typed into the draft, citing what they stand in place of. `votes` are
    by id how sure a language model is that a sentence's sources say it.
    """
    reviewer = Reviewer(material, evidence, frozenset(readable))
    copy = draft.model_copy(deep=True)
    findings = [_broken(problem.detail) for problem in verify_citations(copy, reviewer.text_of)]
    for sentence in copy.sentences():
        findings += (
            reviewer.edited(sentence, similar)
            if sentence.id in edited
            else reviewer.grounded(sentence, similar, votes.get(sentence.id))
        )
    copy = with_held_back(copy, reviewer.allowed, ())
    typed = [
        *reviewer.typed(),
        *(one.quote for each in copy.sentences() for one in each.citations if citing.is_edit(one)),
    ]
    disclosure = disclose(copy, reviewer.allowed, included=frozenset(included), typed=typed)
    held = _with_contact_data(copy, disclosure.findings, list(disclosure.held_back), frozenset(included))
    copy = copy.model_copy(update={"held_back": held})
    findings += disclosure.findings
    findings += run_checks(copy, facts, disabled)
    return copy.model_copy(update={"findings": [*copy.findings, *findings]})


def _with_contact_data(
    draft: Draft, findings: Sequence[Finding], held: list[str], included: frozenset[str]
) -> list[str]:
    """The held-back ids with those of sentences that carry contact data their author did not type."""
    carrying = {finding.sentence for finding in findings if finding.check == "contact"}
    for sentence in draft.sentences():
        if sentence.id in carrying:
            sentence.private = True
            if sentence.id not in held and sentence.id not in included:
                held.append(sentence.id)
    return held


class Reviewer:
    """Looks sources up in the material and the evidence the draft was made from."""

    def __init__(self, material: Material, evidence: Evidence, readable: frozenset[Scope]) -> None:
        self._material = material
        self._readable = readable
        self._passages = {piece.passage.id: piece.passage for piece in evidence.pieces()}
        self._goals = {goal.id: goal for goal in material.records.goals}
        self.context = self._who_is_who()

    def grounded(
        self, sentence: Sentence, similar: Similarity | None = None, vote: float | None = None
    ) -> list[Finding]:
        """Sets the sentence's support; findings where no source says what it says. `vote`: a model's, 0..1."""
        findings = review_origin(sentence)
        if sentence.origin is Origin.CONNECTIVE:
            sentence.support = Support.UNSUPPORTED if findings else Support.NOT_NEEDED
            return findings
        if self.is_as_it_stands(sentence):
            sentence.support = Support.UNSUPPORTED if findings else Support.SUPPORTED
            return findings
        cosine = (lambda a, b: similar(a, b).tolist()) if similar else None
        verdict = with_vote(ground(sentence.text, self.sources_of(sentence), self.context, cosine), vote)
        sentence.support = Support.SUPPORTED if verdict.supported and not findings else Support.UNSUPPORTED
        if not verdict.supported:
            reasons = "; ".join(problem.detail for problem in verdict.problems)
            findings.append(
                Finding(
                    check="grounding",
                    severity=Severity.ERROR,
                    sentence=sentence.id,
                    source=_GROUNDING,
                    strength="our rule",
                    message=f"No source says this as it stands: {reasons}.",
                )
            )
        return findings

    def edited(self, sentence: Sentence, similar: Similarity | None) -> list[Finding]:
        """Judges words the author typed into the draft by what their sentence cites.

        What its sources say stays as it is. Else the words are the author's own, which come before the sources
        of the sentence they replaced: those stay, for they tell who may read it and what it goes with. A wish of
        the author's own needs no source; a statement does, and is reported with the words that none says.
        """
        sources = [one for one in sentence.citations if not citing.is_edit(one)]
        texts = [one.quote for one in sources]
        if sources and sentence.origin is not Origin.CONNECTIVE and shares_a_word(sentence.text, texts):
            typed = len(sources) < len(sentence.citations)
            judged = sentence.model_copy(update={"citations": sources})
            if typed:
                judged.origin = _ORIGIN_OF.get(sources[0].kind, Origin.RECORD)
            self.grounded(judged, similar)
            if judged.support is Support.SUPPORTED:
                sentence.origin, sentence.citations, sentence.support = judged.origin, sources, judged.support
                return []
        needed = stated(sentence.text, self.context)
        if not needed and sentence.origin is Origin.CONNECTIVE and not review_origin(sentence):
            sentence.support = Support.NOT_NEEDED
            return []
        sentence.citations = [citing.edit(sentence.text), *sources]
        sentence.origin = Origin.BRIEF
        own = all(one.kind is CitationKind.BRIEF for one in sources)
        if not needed:
            sentence.support = Support.SUPPORTED if own else Support.NOT_NEEDED
            return []
        sentence.support = Support.UNSUPPORTED
        missing = [f"“{word}”" for word in words_not_held(sentence.text, texts)] if sources else []
        named = [
            one for one in needed if one != MORE_THAN_A_WISH and not any(one.strip("“”") in word for word in missing)
        ]
        which = ", ".join([*missing, *named] or needed)
        return [
            Finding(
                check="grounding",
                severity=Severity.ERROR,
                sentence=sentence.id,
                source=_GROUNDING,
                strength="our rule",
                message=f"You wrote this, and no source of it says it as it stands: {which}. "
                "If you know it yourself, say it in the brief, or leave it marked.",
            )
        ]

    def is_as_it_stands(self, sentence: Sentence) -> bool:
        """Whether it is what its author typed, or a source to the last word: then there is nothing to compare."""
        return self._as_typed(sentence) or _word_for_word(sentence)

    def _as_typed(self, sentence: Sentence) -> bool:
        """Whether the sentence is the author's typed words with no more than a few plain words around them."""
        own = [one for one in sentence.citations if one.kind is CitationKind.BRIEF or self._words_of_a_goal(one)]
        if len(own) < len(sentence.citations) or not own:
            return False
        written = next((self._goals[one.id].date for one in own if one.id in self._goals), self.context.as_of)
        days = {one.quote: written if one.id in self._goals else self.context.as_of for one in own}
        around = _plain(without_resolved_days(sentence.text, days))
        found = False
        for typed in sorted((_plain(one.quote) for one in own), key=len, reverse=True):
            if typed and typed in around:
                around, found = around.replace(typed, " ", 1), True
        return found and len(around.split()) <= _WORDS_AROUND and not re.search(r"\d", around)

    def _words_of_a_goal(self, citation: Citation) -> bool:
        """Whether the quoted words stand in the goal's own record."""
        goal = self._goals.get(citation.id) if citation.kind is CitationKind.GOAL else None
        return goal is not None and _plain(citation.quote) in _plain(goal.text)

    def text_of(self, citation: Citation) -> str | None:
        """The whole text that a citation's place counts in; None where it is not among the sources.

        A guidance passage stands at its own place, so what is before it is filled up.
        """
        if citation.kind is CitationKind.NOTE:
            note = self._material.records.note(citation.id)
            return note.text if note else None
        passage = self._passages.get(citation.id)
        return " " * passage.start + passage.text if passage else None

    def allowed(self, citation: Citation) -> bool:
        """Whether every reader may see the citation's source."""
        match citation.kind:
            case CitationKind.NOTE:
                note = self._material.records.note(citation.id)
                return note is not None and note.scope in self._readable
            case CitationKind.GOAL:
                goal = self._goals.get(citation.id)
                return goal is not None and goal.scope in self._readable
            case CitationKind.ACTION:
                return self._action_allowed(citation.id)
            case _:
                return True

    def typed(self) -> list[str]:
        """What the author typed: the brief's texts and the answers."""
        fields = self._material.brief.model_dump(exclude={"kind"})
        return [str(value) for value in (*fields.values(), *self._material.answers.values()) if value]

    def _action_allowed(self, identifier: str) -> bool:
        action = next((one for one in self._material.records.actions if one.id == identifier), None)
        if action is None:
            return False
        note = self._material.records.note(action.note) if action.note else None
        if note is not None:
            return note.scope in self._readable
        return (
            action.note is None
            and action.relationship is not None
            and (Scope.relationship(action.relationship) in self._readable)
        )

    def sources_of(self, sentence: Sentence) -> list[Source]:
        """What the sentence cites, as it is compared with."""
        return [self._source(one) for one in sentence.citations]

    def _source(self, citation: Citation) -> Source:
        material = self._material
        kind = citation.kind.value
        if citation.kind is CitationKind.NOTE:
            note = material.records.note(citation.id)
            author = material.directory[note.author].name if note and note.author in material.directory else None
            return Source(
                citation.quote, kind, citation.date, author, note.text if note else "", title=citation.document
            )
        if citation.kind is CitationKind.GUIDANCE:
            passage = self._passages.get(citation.id)
            return Source(citation.quote, kind, surroundings=passage.text if passage else "", title=citation.document)
        if citation.kind is CitationKind.RELATIONSHIP and material.relationship:
            pair = material.relationship
            names = {
                role: material.directory[person].name
                for role, person in (("mentor", pair.mentor), ("mentee", pair.mentee))
                if person in material.directory
            }
            days = tuple(day for day in (pair.started, pair.ends) if day)
            return Source(citation.quote, kind, names=names, dates=days)
        if citation.kind is CitationKind.PERSON and citation.id in material.directory:
            return Source(citation.quote, kind, names={"person": material.directory[citation.id].name})
        if citation.kind is CitationKind.GOAL and citation.id in self._goals:
            known = material.directory.get(self._goals[citation.id].owner)
            owner = known.name if known else None
            return Source(citation.quote, kind, citation.date, owner, dates=(self._goals[citation.id].date,))
        if citation.kind is CitationKind.ACTION:
            return Source(citation.quote, kind, dates=(citation.date,) if citation.date else ())
        return Source(citation.quote, kind, author=material.viewer.name)

    def _who_is_who(self) -> Context:
        material = self._material
        pair = material.relationship
        roles = {pair.mentor: "mentor", pair.mentee: "mentee"} if pair else {}
        people = tuple(
            KnownPerson(one.name, one.first_name, roles.get(one.id, "")) for one in material.directory.values()
        )
        recipient = material.directory.get(material.audience[0]) if len(material.audience) == 1 else None
        return Context(people, material.viewer.name, material.as_of, recipient.name if recipient else "")


def _plain(text: str) -> str:
    """Lower case, straight quotes, no marks at the end: what is left unchanged when words are set into a sentence."""
    straight = text.replace("“", '"').replace("”", '"').replace("’", "'")
    return " ".join(straight.casefold().split()).strip(' .!?;"')


def _broken(detail: str) -> Finding:
    return Finding(
        check="citation",
        severity=Severity.ERROR,
        message=f"A citation does not hold: {detail}.",
        source=_GROUNDING,
        strength="our rule",
    )


def _word_for_word(sentence: Sentence) -> bool:
    """Whether the sentence is its source as it stands, to the last word: then there is nothing to compare."""
    said = _bare(sentence.text)
    return any(said == _bare(citation.quote) for citation in sentence.citations)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".!").casefold()
