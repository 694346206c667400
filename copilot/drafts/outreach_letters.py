"""How a request, a follow-up and a thank-you are put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copilot.draft import Origin
from copilot.drafts import citing, own_words
from copilot.drafts.common_ground import CommonGround
from copilot.drafts.history import last_session
from copilot.drafts.kind import Line, Material, Section, Similarity
from copilot.models import Role
from copilot.retrieve import Evidence
from copilot.writing import phrasing

if TYPE_CHECKING:
    from copilot.drafts.outreach import OutreachBrief

_EASY_OUT = (
    "If now is not a good time, please just say so.",
    "A short no is perfectly fine too.",
    "If you are too busy, I will quite understand.",
)
_NO_HURRY = (
    "Whenever you get to it is soon enough.",
    "There is no hurry from my side.",
    "Please answer when it suits you.",
)
_GREETING = {"warm": "Hi", "plain": "Hello", "formal": "Dear"}
_CLOSING = {
    "warm": ("Warm wishes,", "All the best,"),
    "plain": ("Best wishes,", "Many thanks,"),
    "formal": ("Kind regards,", "With kind regards,"),
}
_SOON = re.compile(
    r"\d|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|this|next|before|by|until)\b", re.IGNORECASE
)
"""An ask with a day does not go with `no hurry`."""
_STYLED = re.compile(
    r"(?:dr|doctor|prof|professor|mr|mrs|ms|mx|miss|sir|dame|lord|lady|sister|brother|father|rev|reverend|canon|rabbi|imam|judge|"
    r"justice|councillor|cllr|mayor|ambassador|captain|major|colonel|chief|herr|frau|monsieur|madame|señora?|signora?)\b",
    re.IGNORECASE,
)
_WORDS_TOO = frozenset(
    """
    will mark grace may rose hope faith pat bill art sue dawn frank jack rob ray guy miles penny joy june april august rich
    drew lance nick grant chase chuck don ruth sandy heather iris violet daisy olive basil
    """.split()
)
"""Names that are words, too."""
_OF_MENTORING = re.compile(r"\bmentor", re.IGNORECASE)


def _first_name(name: str) -> str:
    """The first name in a full one; the whole where it starts with a particle or holds no space."""
    first = name.split()[0] if name else ""
    return name if first[:1].islower() else first


class OutreachWriter:
    """Writes one message: subject, greeting, at most two paragraphs, close."""

    def __init__(self, brief: OutreachBrief, material: Material, evidence: Evidence, similar: Similarity) -> None:
        self._brief = brief
        self._material = material
        self._ground = CommonGround(material, evidence, similar)
        self._tone = brief.tone or "plain"
        recipient = brief.recipient
        self._recipient = recipient if recipient and recipient in material.directory else None

    def sections(self) -> list[Section]:
        """The message, without empty paragraphs."""
        match self._brief.kind_of_message:
            case "request":
                paragraphs = self._request()
            case "follow_up":
                paragraphs = self._follow_up()
            case "thank_you":
                paragraphs = self._thank_you()
        said = [Section("", tuple(lines)) for lines in paragraphs if lines]
        head = [Section("Subject", (self._subject(),)), Section("", (self._greeting(),))]
        return [*head, *said, Section("", self._signature())]

    def _request(self) -> list[list[Line]]:
        brief = self._brief
        wanted = " ".join(filter(None, (brief.ask, brief.about)))
        first = [
            self._own(
                "why",
                own_words.why(brief.why, self._choose) if brief.why else None,
                "why you are writing to this person",
            ),
            self._own(
                "about", own_words.about(brief.about) if brief.about else None, "what they should know about you"
            ),
            *([] if brief.length == "short" else self._ground.own_words(wanted)),
        ]
        second = [
            self._own(
                "ask", own_words.ask(brief.ask, self._choose) if brief.ask else None, "your one clear ask, with a time"
            ),
            self._own(
                "give_back",
                own_words.offer(brief.give_back, self._choose) if brief.give_back else None,
                "what you could offer in return",
            ),
        ]
        known = self._material.directory.get(self._recipient or "")
        if known is not None and known.roles == frozenset({Role.STAFF}):
            first = [one for one, said in ((first[0], brief.why), *((line, True) for line in first[1:])) if said]
            second = [one for one, said in zip(second, (True, brief.give_back), strict=True) if said]
        if brief.length != "short":
            second.append(Line(self._choose("out", *_EASY_OUT), Origin.CONNECTIVE))
        return [first, second]

    def _follow_up(self) -> list[list[Line]]:
        brief = self._brief
        first: list[Line] = []
        if brief.about or self._material.relationship is None:
            first.append(
                self._own(
                    "about",
                    own_words.reminder(brief.about) if brief.about else None,
                    "what your first message was about",
                )
            )
        first += [*self._ground.done_since(), *self._ground.still_mine()]
        theirs = [] if brief.ask else self._ground.theirs(self._recipient)
        second = theirs or [
            self._own(
                "ask",
                own_words.ask(brief.ask, self._choose) if brief.ask else None,
                "the one thing you would like next",
            )
        ]
        second = [*second, *self._offer()]
        if not (brief.ask and _SOON.search(brief.ask)):
            second.append(Line(self._choose("hurry", *_NO_HURRY), Origin.CONNECTIVE))
        return [first, second]

    def _thank_you(self) -> list[list[Line]]:
        brief = self._brief
        noted = [] if brief.why else self._ground.thanks(self._recipient)
        first = noted or [
            self._own("why", own_words.thanks(brief.why) if brief.why else None, "what they did that helped")
        ]
        if brief.about:
            first = [*first, self._own("about", own_words.outcome(brief.about), "")]
        ground = self._ground
        pair = self._material.relationship
        mine = ground.done_since(only_newer=True) if pair and pair.mentee == self._material.viewer.id else []
        reached = [] if brief.why else ground.reached()
        return [first, [*reached, *ground.grateful(), *mine, *self._offer()]]

    def _offer(self) -> list[Line]:
        offer = self._brief.give_back
        return [self._own("give_back", own_words.offer(offer, self._choose), "")] if offer else []

    def _subject(self) -> Line:
        brief = self._brief
        match brief.kind_of_message:
            case "request":
                topic = own_words.topic(brief.ask) if brief.ask else None
                if brief.ask and topic:
                    time = own_words.time_asked(brief.ask)
                    text = f"{phrasing.sentence(time, '')} on {topic}" if time else f"A question about {topic}"
                    return Line(text, Origin.BRIEF, (citing.brief("ask", brief.ask),))
                if brief.ask and (time := own_words.time_asked(brief.ask)):
                    text = f"{phrasing.sentence(time, '')} of your time"
                    return Line(text, Origin.BRIEF, (citing.brief("ask", brief.ask),))
                if brief.ask and (thing := own_words.named(brief.ask)):
                    return Line(phrasing.sentence(thing, ""), Origin.BRIEF, (citing.brief("ask", brief.ask),))
                if brief.ask and not _OF_MENTORING.search(f"{brief.ask} {brief.about or ''}"):
                    return Line("A question for you", Origin.CONNECTIVE)
                return Line("A mentoring request", Origin.CONNECTIVE)
            case "follow_up":
                field = "about" if brief.about else "ask"
                text = brief.about or brief.ask or ""
                last = last_session(self._material)
                words = own_words.topic(text) or own_words.named(text)
                if words:
                    return Line(f"Following up: {words}", Origin.BRIEF, (citing.brief(field, text),))
                if last:
                    day = phrasing.day(last.date, self._material.as_of)
                    return Line(f"After our session on {day}", Origin.NOTE, (self._ground.session_cited(),))
                return Line("Following up", Origin.CONNECTIVE)
            case _:
                return Line("Thank you", Origin.CONNECTIVE)

    def _greeting(self) -> Line:
        typed = self._brief.recipient or ""
        known = self._material.directory.get(typed)
        if known:
            name = known.name if self._tone == "formal" else known.first_name
            return Line(f"{_GREETING[self._tone]} {name},", Origin.RECORD, (citing.person(known),))
        name = typed.split(",")[0].strip()
        if self._tone != "formal" and not _STYLED.match(name):
            name = _first_name(name)
        return Line(f"{_GREETING[self._tone]} {name},", Origin.BRIEF, (citing.brief("to", typed),))

    def _signature(self) -> tuple[Line, ...]:
        """First name to a partner; full name and title to anyone else."""
        viewer = self._material.viewer
        stranger = self._material.relationship is None
        name = viewer.name if stranger or self._tone == "formal" else viewer.first_name
        lines = [
            Line(self._choose("close", *_CLOSING[self._tone]), Origin.CONNECTIVE),
            Line(name, Origin.RECORD, (citing.person(viewer),)),
        ]
        if stranger and viewer.title:
            lines.append(Line(viewer.title, Origin.RECORD, (citing.person(viewer),)))
        return tuple(lines)

    def _own(self, field: str, text: str | None, place: str) -> Line:
        """A sentence made of a field's words, or the place where the sender's words belong."""
        typed = getattr(self._brief, field)
        if text is None or not typed:
            return Line(f"[Your words here: {place}. See question “{field}”.]", Origin.CONNECTIVE)
        return Line(self._with_names(text), Origin.BRIEF, (citing.brief(field, typed),))

    def _with_names(self, text: str) -> str:
        """The reader's and the partner's first names with their capital, however they were typed."""
        pair = self._material.relationship
        known = {self._recipient, *(pair.members if pair else ())} & self._material.directory.keys()
        for name in {self._material.directory[one].first_name for one in known if one}:
            if name.casefold() not in _WORDS_TOO:
                text = re.sub(rf"(?<![\w@.]){re.escape(name.casefold())}(?![\w@])", name, text)
        return text

    def _choose(self, salt: str, *forms: str) -> str:
        return self._material.chance(salt).choice(forms)
