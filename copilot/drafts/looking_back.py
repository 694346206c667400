"""What a session looks back on: changes since the last one, plans without outcome, the notes' own words."""

from __future__ import annotations

import calendar
import re
from datetime import date

from copilot.actions import TrackedAction
from copilot.actions.dates import find_dates
from copilot.actions.wording import content_stems
from copilot.draft import Origin
from copilot.drafts import citing
from copilot.drafts.agenda_topics import ahead_line, attributed, is_the_session, overlap, said_by, short
from copilot.drafts.common_ground import names_it
from copilot.drafts.history import (
    Spoken,
    accounted_for,
    coming_up,
    in_hand,
    last_session,
    open_actions,
    spoken,
    unknown_outcomes,
    usable_notes,
)
from copilot.drafts.kind import Line, Material, Similarity
from copilot.models import Note
from copilot.records import Quote
from copilot.review.disclosure import contact_data
from copilot.writing import phrasing

_MOST_CHANGES = 4
_MOST_OUTCOMES = 2
_MOST_MOVED = 2
_MOST_NEWS = 2
_HOPES = re.compile(
    r"(?<!what )(?<!whatever )(?<!all )(?<!which )\bI(?:['’]d| would)? (?:want|like|love|hope|wish)\b", re.IGNORECASE
)
_HOPE_WORDS = (5, 30)
_ONLY_ANSWERED = re.compile(
    r"\b(?:answered|replied|came\s+back|got\s+back|wrote\s+back|responded)\b[^,:;]{0,30}\W*$", re.IGNORECASE
)
_ANOTHER_DAY = re.compile(
    r"\b(?:has\s+gone\s+to|has\s+been\s+(?:moved|put|pushed)|ha(?:s|ve)\s+moved|moved\s+(?:the|to|from|their|its)|put\s+(?:back|off)|postponed|"
    r"(?:is|are)\s+back\s+on|now\s+(?:starts?|on|is|begins?)|instead\s+of\s+the|brought\s+forward)\b",
    re.IGNORECASE,
)
_MOST_AHEAD = 2
_QUOTE_WORDS = 30
_TELLING_WORDS = 8
_TELLS = re.compile(
    r"\b(?:agreed|decided|reali[sz]ed|learn(?:ed|t)|struggl\w+|want\w*|worr\w+|went|stuck|feedback|felt|"
    r"feels?|better|harder?|useful|helped|issue|problem|question|because|plan\w*|talked)\b",
    re.IGNORECASE,
)
_HOUSEKEEPING = re.compile(
    r"^(?:(?:(?:first|second|third|last|our|another|short|quick|long)\s+)?(?:call|session|meeting|talk)\s+with\b|met|mtg|meeting|session|call|zoom|teams|present|attend\w*|next\b|date|agenda|actions?|"
    r"notes?|todo|ap\b|hi\b|short one|quick one)\b|:\s*$|\b\d{1,2}[:.]\d\d\b|"
    r"\b\d+ ?min(?:ute)?s?\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[a-z,:;] )[A-Z][a-zà-ÿ]+")
"""A word that only a name begins with a capital: one within a sentence."""
_CALENDAR = frozenset(name for names in (calendar.month_name, calendar.month_abbr, calendar.day_name) for name in names)
_CHANGED = re.compile(
    r"\b(?:now|no longer|used to|first time|better|since then|confiden\w+|learn(?:ed|t)|by (?:my|him|her)self|"
    r"without (?:me|asking|help)|different(?:ly)?|gave up|stopped|started)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(r"\d|\b(?:not|should|instead|other way|rather|meant|is|was|are|were)\b", re.IGNORECASE)
"""A sentence that says what is right; others only announce a correction."""
_CHANGE = "What has changed: something I learnt, can do now, or do differently than at the start."


_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine)\b")


def _through(note: Note, first: Quote, last: Quote) -> Quote:
    """The note's words from one quote to the end of another."""
    return Quote(note.id, note.date, note.text[first.start : last.end], first.start, last.end)


class LookingBack:
    """Lines about what was. What one of them quotes, no later one quotes again."""

    def __init__(self, material: Material, similar: Similarity) -> None:
        self._material = material
        self._similar = similar
        self._told = accounted_for(material)
        self._quoted = Spoken()

    def quoted(self, quote: Quote) -> None:
        """Remember that these words stand in the draft."""
        self._quoted.add(quote)

    def quotable(self, quote: Quote) -> bool:
        """Whether the words are a sentence worth quoting that nothing in the draft tells yet."""
        return (
            6 <= len(quote.text.split()) <= _QUOTE_WORDS
            and not _HOUSEKEEPING.search(quote.text)
            and not contact_data(quote.text)
            and quote not in self._told
            and quote not in self._quoted
            and not self._of_somebody_else(quote)
        )

    def _of_somebody_else(self, quote: Quote) -> bool:
        """Whether "her" in it is somebody named in the sentence before, who is neither of the two.

        Without that sentence a reader would take her for one of them.
        """
        pronoun = _SOMEONE.search(quote.text)
        note = self._material.records.note(quote.note)
        if pronoun is None or note is None or _NAMED.search(quote.text, 0, pronoun.start()):
            return False
        before = max((one for one in spoken(note) if one.end <= quote.start), key=lambda one: one.end, default=None)
        known = {word for name in map(self._material.name, self._members()) for word in name.split()}
        return before is not None and bool(set(_NAMED.findall(before.text)) - known - _CALENDAR)

    def _members(self) -> tuple[str, ...]:
        pair = self._material.relationship
        return pair.members if pair else (self._material.viewer.id,)

    def since_last_time(self) -> list[Line]:
        """What was done, dropped, corrected, came of a plan or is unknown; then the last session's own words."""
        material = self._material
        last = last_session(material)
        if last is None:
            return []
        lines = self._changes(last.date)
        asked = [plan for plan in unknown_outcomes(material) if not in_hand(material, plan)]
        ahead = [plan for plan in coming_up(material) if not is_the_session(plan, material)]
        lines += [self._outcome_missing(plan.quote, plan.day) for plan in asked[:_MOST_OUTCOMES]]
        lines += [self._answered(key, text) for key, text in material.answers.items() if key.startswith("outcome:")]
        lines += [ahead_line(material, plan) for plan in ahead[:_MOST_AHEAD] if self._fresh(plan.quote)]
        lines += [said_by(material, quote) for quote in self._recap(2 if len(lines) < 3 else 1)]
        return lines

    def signs_of_change(self, most: int) -> list[Quote]:
        """Sentences of the notes that tell of something being different from before, in their order."""
        told = [
            quote
            for note in usable_notes(self._material)
            for quote in spoken(note)
            if self.quotable(quote) and len(quote.text.split()) >= 9 and _CHANGED.search(quote.text)
        ]
        if not told:
            return []
        scores = self._similar([_CHANGE], [quote.text for quote in told])[0]
        chosen = sorted((told[int(at)] for at in scores.argsort()[::-1][:most]), key=lambda one: (one.date, one.start))
        for quote in chosen:
            self._quoted.add(quote)
        return chosen

    def hopes(self, most: int) -> list[Quote]:
        """What the two have written that they want from it, before they have met."""
        found = [
            quote
            for note in usable_notes(self._material)
            for quote in spoken(note)
            if _HOPES.search(quote.text)
            and _HOPE_WORDS[0] <= len(quote.text.split()) <= _HOPE_WORDS[1]
            and not contact_data(quote.text)
        ]
        return [quote for quote in found if self._fresh(quote)][:most]

    def _changes(self, since: date) -> list[Line]:
        """What was done, dropped, corrected or came of a plan on or after `since`."""
        material = self._material
        today = material.as_of
        found: list[tuple[date, Line]] = []
        for one in material.tracked:
            for update in one.updates:
                if update.quote.date < since or update.quote.note in material.troubled or not self._fresh(update.quote):
                    continue
                owner = f" ({material.name(one.action.owner)})" if one.action.owner else ""
                verb = {"done": "Done", "dropped": "Dropped"}.get(update.kind)
                if verb is None:
                    continue
                day = phrasing.day(update.quote.date, today)
                what = phrasing.fragment(phrasing.without_afterthought(one.action.text))
                note = material.records.note(update.quote.note)
                answer = self._answer(one, update.quote)
                if answer is not None:
                    self._quoted.add(answer)
                whole = update.quote if answer is None or note is None else _through(note, update.quote, answer)
                said = short(whole)
                author = note.author if note else None
                told = f"({material.name(author)}, {day})" if author else f"({day})"
                if phrasing.speaks_of_a_third(what) or _FIRST_PERSON.search(what):
                    text = f"{verb}{owner}: “{said}” {told}."
                else:
                    text = f"{verb}: {what}{owner}. “{said}” {told}."
                cited = [citing.note(whole, material.records), *citing.named(material.directory, author)]
                if one.source and not names_it(update.quote.text, what):
                    cited.append(citing.note(one.source, material.records))
                if one.action.owner != author:
                    cited += citing.named(material.directory, one.action.owner)
                found.append((update.quote.date, Line(text, Origin.NOTE, tuple(cited))))
        news: list[tuple[date, Line]] = []
        for fix in material.corrections:
            if (
                fix.right.date >= since
                and fix.right.note not in material.troubled
                and _CORRECTS.search(fix.right.text)
                and self._fresh(fix.right)
            ):
                news.append((fix.right.date, attributed(material, "Corrected", fix.right)))
        for quote in self._moved(since):
            news.append((quote.date, attributed(material, "Changed", quote)))
        found.sort(key=lambda pair: pair[0], reverse=True)
        news.sort(key=lambda pair: pair[0], reverse=True)
        news = news[:_MOST_NEWS]  # what is different matters more when they meet than what is done
        return [line for _, line in (*found[: _MOST_CHANGES - len(news)], *news)]

    def _moved(self, since: date) -> list[Quote]:
        """What has another day than it had, and nothing else in the draft tells; two at most."""
        found = [
            quote
            for note in usable_notes(self._material)
            if note.date >= since
            for quote in spoken(note)
            if _ANOTHER_DAY.search(quote.text)
            and any(one.day and one.day > self._material.as_of for one in find_dates(quote.text, quote.date))
            and quote not in self._quoted
            and not contact_data(quote.text)
            and not any(quote in Spoken([one.source]) for one in open_actions(self._material) if one.source)
        ]
        newest: list[Quote] = []
        for quote in reversed(found):
            if not any(len(content_stems(quote.text) & content_stems(later.text)) > 1 for later in newest):
                newest.append(quote)  # what was moved again since holds no longer
        return [quote for quote in newest[:_MOST_MOVED] if self._fresh(quote)]

    def _answer(self, one: TrackedAction, quote: Quote) -> Quote | None:
        """The sentence after words that only say somebody has answered: what was answered."""
        note = self._material.records.note(quote.note)
        if note is None or not one.action.text.lower().startswith("ask ") or not _ONLY_ANSWERED.search(quote.text):
            return None
        after = next((each for each in spoken(note) if each.start >= quote.end), None)
        return after if after is not None and after not in self._quoted and not contact_data(after.text) else None

    def _outcome_missing(self, quote: Quote, planned: date | None) -> Line:
        material = self._material
        self._quoted.add(quote)
        day = phrasing.day(planned, material.as_of) if planned else "an earlier day"
        return attributed(material, f"Planned for {day}, and no note says how it went", quote)

    def _answered(self, key: str, text: str) -> Line:
        return Line(phrasing.sentence(text), Origin.BRIEF, (citing.brief(key, text),))

    def _recap(self, most: int) -> list[Quote]:
        """The sentences of the last session's note that tell most, in their order."""
        last = last_session(self._material)
        if last is None:
            return []
        owed = [one.action.text for one in open_actions(self._material)]
        told = [
            quote
            for quote in spoken(last)
            if self.quotable(quote)
            and len(quote.text.split()) >= _TELLING_WORDS
            and _TELLS.search(quote.text)
            and not any(overlap(quote.text, text) for text in owed)
        ]
        told.sort(key=lambda quote: -len(_TELLS.findall(quote.text)))
        chosen = sorted(told[:most], key=lambda quote: quote.start)
        for quote in chosen:
            self._quoted.add(quote)
        return chosen

    def _fresh(self, quote: Quote) -> bool:
        """Whether these words were not quoted yet; from now on they were."""
        if quote in self._quoted:
            return False
        self._quoted.add(quote)
        return True
