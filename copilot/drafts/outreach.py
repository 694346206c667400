"""`outreach`: a request, a follow-up or a thank-you, in the sender's own words (docs/evidence.md, rows 1-8, 21)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from copilot.brief import Brief, Text
from copilot.draft import Citation, DraftAction, Question
from copilot.drafts import lifting
from copilot.drafts.common_ground import CommonGround
from copilot.drafts.history import open_actions
from copilot.drafts.kind import Material, Section, Similarity
from copilot.drafts.outreach_letters import OutreachWriter
from copilot.drafts.own_words import is_vague, takes_time, time_named
from copilot.models import Role
from copilot.retrieve import Evidence, Query
from copilot.review.goal_answers import says_nothing
from ingest.models import DocumentKind

_GUIDANCE = frozenset({DocumentKind.GUIDANCE})
_NOTES = frozenset({DocumentKind.NOTE})


class Recipient(BaseModel):
    """Somebody by name, with what is known of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text = None
    known: Text = None


def _blank(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


_FEW_WORDS = 4


def _said(value: str | None) -> str | None:
    """`dunno` is no answer: the field stays a gap. Longer words are always somebody's own."""
    if value is None or len(value.split()) > _FEW_WORDS:
        return value
    return None if says_nothing(value.rstrip("? ")) else value


Said = Annotated[Text, AfterValidator(_said)]


class OutreachBrief(Brief):
    kind: Literal["outreach"] = "outreach"
    type: Annotated[Literal["request", "follow_up", "thank_you"] | None, BeforeValidator(_blank)] = None
    to: Annotated[str | Recipient | None, BeforeValidator(_blank)] = None
    why: Said = None
    ask: Said = None
    about: Said = None
    give_back: Said = None

    @property
    def kind_of_message(self) -> Literal["request", "follow_up", "thank_you"]:
        """The type; a request where none is said."""
        return self.type or "request"

    @property
    def recipient(self) -> str | None:
        """The person id or name that `to` gives."""
        return self.to.name if isinstance(self.to, Recipient) else self.to


class Outreach:
    """A message to one person."""

    name = "outreach"
    brief = OutreachBrief

    def gaps(self, material: Material) -> list[Question]:
        """What only the sender can say, each with why it matters."""
        brief = brief_of(material)
        name = _called(material)
        found: list[Question] = []
        if brief.recipient is None:
            found.append(
                Question(
                    id="to",
                    text="Who is the message for?",
                    blocking=True,
                    why="Everything else depends on it: what they know of you, and what you may tell.",
                )
            )
            return found
        to_staff = is_staff(material, brief.recipient)
        match brief.kind_of_message:
            case "request":
                asked: list[tuple[str, bool, str, str]] = [
                    (
                        "why",
                        brief.why is None and not to_staff,
                        f"Why {name}, rather than somebody else?",
                        "People who are asked for advice on something hard they know about think better of the asker "
                        "(Brooks, Gino & Schweitzer 2015, moderate).",
                    ),
                    (
                        "ask",
                        brief.ask is None,
                        f"What exactly do you want to ask {name} for, and how much of their time?",
                        "One clear ask with a time is the easiest to say yes or no to (NIH advice, weak).",
                    ),
                    (
                        "ask",
                        brief.ask is not None and is_vague(brief.ask),
                        f"“{brief.ask}”: with what exactly, and how much of their time?",
                        "One clear ask with a time is the easiest to say yes or no to (NIH advice, weak).",
                    ),
                    (
                        "time",
                        brief.ask is not None
                        and not is_vague(brief.ask)
                        and takes_time(brief.ask)
                        and not to_staff
                        and time_named(brief.ask) is None,
                        "How much time are you asking for, and when?",
                        "A named time lets the reader answer at once (NIH advice, weak).",
                    ),
                    (
                        "about",
                        brief.about is None,
                        "What should they know about you: what you do, what you are working on?",
                        "They can only help with what they can picture.",
                    ),
                    (
                        "give_back",
                        brief.give_back is None and not to_staff,
                        "Is there something you could offer in return, however small?",
                        "Mentoring is mutual; say what you can give (five articles on mentoring, weak).",
                    ),
                ]
            case "follow_up":
                asked = [
                    (
                        "ask",
                        brief.ask is None,
                        f"What would you like {name} to do next?",
                        "A follow-up that asks for one thing is easier to answer than one that only reminds.",
                    ),
                    (
                        "about",
                        brief.about is None and material.relationship is None,
                        "What was your first message about, and when did you send it?",
                        "They may have forgotten it; silence is common and seldom about you.",
                    ),
                ]
            case _:
                asked = [
                    (
                        "why",
                        brief.why is None and not _can_thank(material, brief.recipient),
                        f"What did {name} do that helped, and what came of it?",
                        "Thanks that name the thing and what it changed are the ones people keep.",
                    ),
                ]
        return found + [Question(id=key, text=text, why=why) for key, missing, text, why in asked if missing]

    def plan(self, material: Material) -> list[Query]:
        brief = brief_of(material)
        kind = brief.kind_of_message
        known = brief.to.known if isinstance(brief.to, Recipient) else None
        about = " ".join(part for part in (brief.ask, brief.about, brief.why, known) if part)
        queries = [Query("advice", _ADVICE[kind], _GUIDANCE, k=4, tags=frozenset({"topic:outreach", f"topic:{kind}"}))]
        if about:
            queries.append(Query("own", about, _NOTES, k=5, words=400))
        return queries

    def sections(self, material: Material, evidence: Evidence, similar: Similarity) -> list[Section]:
        return OutreachWriter(brief_of(material), material, evidence, similar).sections()

    def actions(self, material: Material) -> list[DraftAction]:  # noqa: ARG002 - a message carries none
        return []

    def facts(self, material: Material) -> Mapping[str, Any]:
        brief = brief_of(material)
        return {
            "type": brief.kind_of_message,
            "tone": brief.tone,
            "give_back": brief.give_back or is_staff(material, brief.recipient),
            "takes_time": not is_staff(material, brief.recipient) and (brief.ask is None or takes_time(brief.ask)),
            "open_actions": len(open_actions(material)),
        }


_ADVICE = {
    "request": "the first message to a possible mentor: why them, one clear ask, a time",
    "follow_up": "following up after silence, kindly, once, without blame",
    "thank_you": "thanks that name what helped and what changed",
}


def with_evidence(questions: list[Question], evidence: Evidence, similar: Similarity) -> list[Question]:
    """The questions, each with the guidance that says why it is asked, where some does."""
    lines = lifting.statements(evidence.of("advice"))
    if not lines:
        return questions
    found = []
    for question in questions:
        scores = similar([question.text + " " + question.why], [one.text for one in lines])[0]
        at = int(scores.argmax())
        near: Citation | None = lines[at].citation if float(scores[at]) >= 0.55 else None
        found.append(question.model_copy(update={"evidence": question.evidence or near}))
    return found


def is_staff(material: Material, recipient: str | None) -> bool:
    """Whether it goes to somebody who runs the programme: a matter of theirs, no favour to be courted and returned."""
    known = material.directory.get(recipient or "")
    return known is not None and known.roles == frozenset({Role.STAFF})


def _can_thank(material: Material, recipient: str | None) -> bool:
    return CommonGround(material).can_thank(recipient)


def brief_of(material: Material) -> OutreachBrief:
    assert isinstance(material.brief, OutreachBrief)
    return material.brief


def _called(material: Material) -> str:
    recipient = brief_of(material).recipient or ""
    return material.name(recipient)
