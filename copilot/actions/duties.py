"""Duties that are told without "will": asked for, wanted by a day, somebody's job, taken on, or plainly whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from copilot.actions.dates import find_dates
from copilot.actions.people import Cast, Who
from copilot.actions.pledge import Pledge
from copilot.actions.verbs import work_in, work_of_gerund
from copilot.models import Note

_WHO = r"(?P<who>I|he|she|we|(?!They\b|It\b|This\b|That\b|You\b)(?-i:[A-Z])[\w’'-]*\.?(?:\s(?-i:[A-Z])[\w’'-]*)?)"
_WHOM = r"(?P<whom>me|us|him|her|them|(?-i:[A-Z])[\w’'-]*)"
_BY = r"(?:by|before|until|till|for|on|no\s+later\s+than|due)\b"
_TAKEN = re.compile(
    r"^\W*(?:I[’']m\s+on\s+it|on\s+it|will\s+do|sure|of\s+course|leave\s+it\s+with|consider\s+it\s+done|(?:I\s+)?said\s+(?:yes|I\s+would)|"
    r"no\s+problem|happy\s+to|gladly|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    rf"(?<![\w’'])(?:{_WHO})(?:[’'](?:m|s|ve|re)|\s+(?:am|is|are|has|have))?\s+(?:also\s+|now\s+)?"
    r"(?:(?P<charge>responsible\s+for|in\s+charge\s+of|down\s+for)|(?P<take>tak(?:en|es|e)\s+(?:on|over|care\s+of)))\s+"
    r"(?P<thing>(?!it\b|that\b|this\b)(?:(?!,\s+(?:and\s+)?(?:I|he|she|we|(?-i:[A-Z])\w+)\b)[^.;!?])+)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    rf"(?<![\w’'])(?:{_WHO})\s+(?:has\s+|have\s+)?asked\s+{_WHOM}\s+for\s+(?P<thing>(?!help|advice|feedback|time|it\b|that\b)[^.;!?]+)",
    re.IGNORECASE,
)
_WANTS_BY = re.compile(
    rf"(?<![\w’'])(?:{_WHO})\s+(?:also\s+)?(?:wants?|needs?|expects?|is\s+waiting\s+for|would\s+like|asks\s+for)\s+(?!to\b|me\b|him\b|her\b|it\b)"
    rf"(?P<thing>(?:the|an?|my|his|her|our|all|two|three|[A-Z]\w+[’']s|\w+)\s[^.;!?]*?\b{_BY}[^.;!?]+)",
    re.IGNORECASE,
)
_NEED_THEIRS = re.compile(
    rf"(?:^|\bI\s+|\bstill\s+|\bwe\s+)(?:need|want|am\s+waiting\s+for|waiting\s+for|waiting\s+on)\s+(?P<who>(?-i:[A-Z])\w+)[’']s?\s+"
    rf"(?P<thing>[^.;!?]*?\b{_BY}[^.;!?]+)",
    re.IGNORECASE,
)
_OTHERS_WANT = re.compile(
    r"(?:^|[,;]\s+|\band\s+)(?P<who>they|(?:the|my|her|his)\s+(?:[\w-]+\s+)?[\w-]+|(?-i:[A-Z])[\w’'-]*)\s+(?:also\s+|still\s+)?"
    r"(?:needs?|wants?|is\s+waiting\s+for|are\s+waiting\s+for)\s+"
    rf"(?P<thing>(?:my|(?P<name>(?-i:[A-Z])\w+)[’']s|(?:an?|the)\s[^.;,!?]*?\b(?:of|from)\s+me)\b[^.;,!?]*?\b{_BY}[^.;,!?]+)",
    re.IGNORECASE,
)
_TO_BE = re.compile(
    rf"(?<![\w’'-])(?P<thing>(?:(?:the|my|his|her|our)\s+)?(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+)\s+(?:should|must|has\s+to|have\s+to|needs?\s+to|is\s+to|are\s+to)\s+be\s+"
    rf"(?P<state>(?:with|at|in|on|there|here|ready|done|finished|live|out|back|sent|\w+ed)\b[^.;!?]*?)\s*"
    rf"(?P<when>\b{_BY}[^.;!?–—]*?)(?:\s+[-–—]+\s+(?P<tail>[^.;!?]+))?[.;!]?\s*$",
    re.IGNORECASE,
)
_IS_WHOSE = re.compile(
    r"^\W*(?:and\s+)?(?P<thing>[^.;,!?]{3,60}?)\s+(?:is|are)\s+(?:(?P<mine>mine|on\s+me)|(?P<name>(?-i:[A-Z])\w+)[’']s|on\s+(?P<on>(?-i:[A-Z])\w+))"
    r"(?P<more>(?:,\s+[^.;!?]*)?)[.!]?$",
    re.IGNORECASE,
)
_THAT_IS = re.compile(r"(?:that[’']s|that\s+is|on|by)\s+(?P<who>me|I|(?-i:[A-Z])\w+)\W*$", re.IGNORECASE)
_IS_DUE = re.compile(
    r"\b(?:(?P<mine>my)|(?P<name>(?-i:[A-Z])\w+)[’']s|(?P<one>his|her))\s+(?P<thing>(?:[\w-]+\s+){0,2}?[\w-]+)\s+(?:is|are)\s+(?:now\s+|then\s+)?due\s+"
    r"(?P<when>[^.,;!?]+)",
    re.IGNORECASE,
)
_JOBS = re.compile(
    r"(?<![\w’'])(?P<who>I|he|she|we|(?-i:[A-Z])\w+)(?:[’']ve)?\s+(?:has|have|got|left\s+with|went\s+(?:home|away)\s+with|took\s+away)\s+"
    r"(?:(?:\d|two|three|four|some|a\s+few)\s+)(?:jobs?|tasks?|things?(?:\s+to\s+do)?|actions?|homeworks?)\b(?P<until>[^:.!?]{0,30}):\s*(?P<steps>[^.!?]+)",
    re.IGNORECASE,
)
_GETS_MINE = re.compile(
    rf"(?<![\w’'])(?P<who>he|she|(?-i:[A-Z])\w+)(?:\s+will|[’']ll)?\s+(?:gets?|has|have|receives?)\s+my\s+(?P<thing>[^.;,!?]{{2,60}}?)\s+(?P<when>{_BY}[^.;,!?]+)",
    re.IGNORECASE,
)
_GETS_FROM = re.compile(
    r"(?<![\w’'])(?P<who>he|she|they|we|(?-i:[A-Z])\w+)(?:\s+will|[’']ll)?\s+(?:gets?|has|have|receives?)\s+(?P<thing>[^.;,!?]{2,60}?)\s+from\s+"
    rf"(?P<giver>me|him|her|(?-i:[A-Z])\w+)\s+(?P<when>{_BY}[^.;,!?]+)",
    re.IGNORECASE,
)
_NOW_TO = re.compile(
    r"^\W*(?:so\s+)?now\s+(?:just\s+)?to\s+(?P<phrase>(?P<verb>[a-z]+)\s+\S.*)$", re.IGNORECASE | re.DOTALL
)
_SHARE = re.compile(
    r"(?:\b(?:(?P<mine>my)|(?P<name>(?-i:[A-Z])\w+)[’']s|(?P<one>his|her))\s+(?P<share>next\s+step|task|homework|job|part|bit|share)|"
    r"\b(?P<for>next\s+step|homework)\s+for\s+(?P<whom>me|him|her|(?-i:[A-Z])\w+))(?:\s+now)?"
    rf"(?:\s+(?P<until>{_BY}[^.;:]{{2,30}}?))?(?:\s*:|\s+(?P<is>is|are|will\s+be))\s+"
    r"(?P<phrase>(?:to\s+(?P<verb>[a-z]+)|(?P<doing>[a-z]+ing)|(?P<thing>the|an?|\d+|one|two|three|four|five)|(?P<plain>[a-z]+))\s+[^.;!?]+)",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:\b(?P<mine>my)|(?P<name>(?-i:[A-Z])\w+)[’']s|\b(?P<one>his|her))\s+(?:turn|job|task)\s+to\s+(?P<phrase>(?P<verb>[a-z]+)\s+[^.;!?]+)",
    re.IGNORECASE,
)
_LETS = re.compile(
    r"^\W*(?:(?:and|so|also|then),?\s+)?let[’']s\s+(?:both\s+|each\s+|all\s+)(?P<phrase>\S.*)$|"
    r"^\W*(?:(?:and|so|also|then),?\s+)?let[’']s\s+(?P<dated>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_REMIND = re.compile(r"^\W*(?:please\s+)?remind\s+(?:me|myself)\s+to\s+(?P<phrase>\S.*)$", re.IGNORECASE | re.DOTALL)
_ADDRESSED = re.compile(
    r"^\W*(?P<who>(?-i:[A-Z])\w*)(?P<about>,(?:[^.:!?]|\d\.){0,50}:|\s*\([^()]{1,20}\)\s*:|,|:|\s*(?:->|→|=>))\s+(?:please\s+|pls\s+|could\s+you\s+please\s+)?(?P<phrase>(?P<verb>[a-z]+)\s+\S.*)$",
    re.DOTALL,
)


def duties(text: str, following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    """What the statement says is somebody's to do, in words other than a promise.

    `following` is the statement after it, which may say that it was taken on ("I'm on it"); `earlier` the one before.
    """
    if text.rstrip().endswith("?"):
        return
    for read in (
        _charged,
        _asked_for,
        _wanted,
        others_want,
        _need,
        _to_be,
        _is_whose,
        _is_due,
        _gets_from,
        _gets_mine,
        _jobs,
        _share,
        _turn,
        _now_to,
        _lets,
        _remind,
        _told_to,
    ):
        found = [
            one for one in read(text, following, cast, earlier, note) if one.who is not None and one.phrase.strip()
        ]
        if found:
            yield from found
            return


_Reader = Callable[[str, str, Cast, str, Note], Iterator[Pledge]]


def _charged(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    """ "I'm responsible for snacks": beside somebody else's share or a day; alone it may be what one is employed for."""
    found = list(_CHARGED.finditer(text))
    for match in found:
        if match["charge"] and len(found) == 1 and not _ahead(text, note):
            continue
        who = cast.resolve(match["who"], text[: match.start()], earlier)
        verb = "see to" if match["charge"] or match["take"].endswith("of") else f"take {match['take'].split()[-1]}"
        if who is not None and who.known:
            yield Pledge(who, f"{verb} {match['thing']}", match.start("thing"))


def _asked_for(text: str, following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    match = _ASKED_FOR.search(text)
    if match is None or not (_ahead(match["thing"], note) or _TAKEN.match(following)):
        return
    asking = cast.resolve(match["who"], text[: match.start()], earlier)
    asked = cast.resolve(match["whom"], text[: match.start("whom")], earlier)
    if asked is not None and asked.member and asking is not None and asking.label and asking.person != asked.person:
        yield Pledge(asked, f"give {asking.label} {match['thing']}", match.start("thing"))


def _wanted(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    match = _WANTS_BY.search(text)
    wanting = cast.resolve(match["who"], text[: match.start()], earlier) if match is not None else None
    if match is None or wanting is None or wanting.person not in (cast.author, cast.partner) or cast.partner is None:
        return
    if _ahead(match["thing"], note):
        other = cast.partner if wanting.person == cast.author else cast.author
        yield Pledge(_member(cast, other), f"give {wanting.label} {match['thing']}", match.start("thing"))


def others_want(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    """ "HR needs my form by Friday", "they want a photo of me by the 20th": whoever's it is gives it."""
    match = _OTHERS_WANT.search(text)
    if match is None or not _ahead(match["thing"], note):
        return
    wanting = cast.resolve(match["who"], text[: match.start()], earlier) if match["who"].lower() != "they" else None
    who = cast.resolve(match["name"] or "me")
    if who is not None and who.member and (wanting is None or not wanting.member):
        to = "them" if match["who"].lower() == "they" else re.sub(r"^The\b", "the", match["who"])
        yield Pledge(who, f"give {to} {match['thing']}", match.start("thing"))


def _need(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    match = _NEED_THEIRS.search(text)
    who = cast.resolve(match["who"], "", earlier) if match is not None else None
    if (
        match is not None
        and who is not None
        and who.known
        and who.person != cast.author
        and _ahead(match["thing"], note)
    ):
        yield Pledge(who, f"give me their {match['thing']}", match.start("thing"))


def _to_be(text: str, _following: str, cast: Cast, _earlier: str, note: Note) -> Iterator[Pledge]:
    """ "The slides should be with the printer by the 12th - that's Hanna"; of the two the one it is not sent to."""
    match = _TO_BE.search(text)
    if match is None or not _ahead(match["when"], note):
        return
    whose = _THAT_IS.search(match["tail"] or match["state"])
    who = cast.resolve(whose["who"]) if whose is not None else None
    to = re.search(r"\b(?:to|with)\s+(me|(?-i:[A-Z])\w+)\b", match["state"], re.IGNORECASE)
    reader = cast.resolve(to[1]) if to is not None else None
    if who is None and reader is not None and reader.person in (cast.author, cast.partner) and cast.partner is not None:
        who = _member(cast, cast.partner if reader.person == cast.author else cast.author)
    if who is not None and who.known:
        thing = re.sub(r"^The\b", "the", match["thing"])
        yield Pledge(who, f"have {thing} {match['state']} {match['when']}", match.start("thing"))


def _is_whose(text: str, _following: str, cast: Cast, _earlier: str, _note: Note) -> Iterator[Pledge]:
    for clause in re.finditer(r"[^;]+", text):
        match = _IS_WHOSE.match(clause.group())
        if match is None or re.search(
            r"\b(?:idea|fault|view|problem|turn|favou?rite)\b", match["thing"], re.IGNORECASE
        ):
            continue
        who = cast.resolve("me" if match["mine"] else match["name"] or match["on"])
        if who is not None and who.member:
            yield Pledge(who, f"{match['thing']}{match['more']}", clause.start() + match.start("thing"))


def _is_due(text: str, _following: str, cast: Cast, earlier: str, _note: Note) -> Iterator[Pledge]:
    """ "My draft is due on the 25th", or "then"."""
    match = _IS_DUE.search(text)
    who = cast.resolve("me" if match["mine"] else match["name"] or "he", text, earlier) if match is not None else None
    if match is not None and who is not None and who.member:
        when = re.sub(r"\s+as\s+well$", "", match["when"].strip())
        yield Pledge(who, f"{match['thing']} by {re.sub(r'^(?:on|by|for)[ ]', '', when)}", match.start("thing"))


def _gets_from(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    """ "She gets the plan from me by Friday": whoever gives it owes it."""
    match = _GETS_FROM.search(text)
    giver = cast.resolve(match["giver"], text[: match.start("giver")], earlier) if match is not None else None
    getting = cast.resolve(match["who"], text[: match.start()], earlier) if match is not None else None
    if match is not None and giver is not None and giver.member and getting is not None and _ahead(match["when"], note):
        whom = f"{getting.label} " if getting.label not in ("", "both", giver.label) else ""
        yield Pledge(giver, f"give {whom}{match['thing']} {match['when']}", match.start("thing"))


def _gets_mine(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    """ "He gets my draft by Friday"."""
    match = _GETS_MINE.search(text)
    who = cast.resolve(match["who"], text[: match.start()], earlier) if match is not None else None
    if match is not None and who is not None and who.label and _ahead(match["when"], note):
        words_of = f"give {who.label} my {match['thing']} {match['when']}"
        yield Pledge(_member(cast, cast.author), words_of, match.start("thing"))


def _jobs(text: str, _following: str, cast: Cast, earlier: str, note: Note) -> Iterator[Pledge]:
    """ "She has two jobs till then: finish the CV and phone the dean"."""
    match = _JOBS.search(text)
    who = cast.resolve(match["who"], text[: match.start()], earlier) if match is not None else None
    if match is None or who is None or not who.member:
        return
    place = match.start("steps")
    until = match["until"] if _ahead(match["until"], note) else ""
    for step in re.split(r"(,\s+(?:and\s+)?|\s+and\s+)", match["steps"]):
        if work_in(step.partition(" ")[0]) == step.partition(" ")[0].lower() != "":
            yield Pledge(who, f"{step}{until}", place)
        place += len(step)


def _now_to(text: str, _following: str, cast: Cast, _earlier: str, _note: Note) -> Iterator[Pledge]:
    """ "Now to tell the boss": what comes next for the author."""
    match = _NOW_TO.match(text)
    if match is not None and work_in(match["verb"]) == match["verb"].lower():
        yield Pledge(_member(cast, cast.author), match["phrase"], match.start("phrase"))


def _share(text: str, _following: str, cast: Cast, earlier: str, _note: Note) -> Iterator[Pledge]:
    """ "Her part is asking the dean", "next step for him is the form"; a mere thing only as a step or homework."""
    match = _SHARE.search(text)
    if match is None:
        return
    share = re.sub(r"\s+", " ", (match["share"] or match["for"]).lower())
    named = "me" if match["mine"] else match["name"] or match["whom"] or "he"
    who = cast.resolve(named, text[: match.start()], earlier)
    gerund = work_of_gerund(match["doing"] or "") or _HAVING.get((match["doing"] or "").lower(), "")
    gerund = "" if share == "job" else gerund  # what one is employed for
    told = match["plain"] and not match["is"] and work_in(match["plain"]) == match["plain"].lower()
    if who is None or not who.member or not (match["verb"] or gerund or told or (match["thing"] and share in _STEP)):
        return
    phrase = re.sub(r"^to\s+", "", match["phrase"], flags=re.IGNORECASE)
    phrase = f"{gerund}{phrase[len(match['doing']) :]}" if gerund else phrase
    yield Pledge(who, f"{phrase} {match['until'] or ''}".rstrip(), match.start("phrase"))


def _turn(text: str, _following: str, cast: Cast, earlier: str, _note: Note) -> Iterator[Pledge]:
    """ "Her turn to book the hall"."""
    match = _TURN.search(text)
    named = "" if match is None else "me" if match["mine"] else match["name"] or "he"
    who = cast.resolve(named, text[: match.start()], earlier) if match is not None else None
    if match is not None and who is not None and who.member and work_in(match["verb"]) == match["verb"].lower():
        yield Pledge(who, match["phrase"], match.start("phrase"))


_STEP = ("next step", "homework")
_HAVING = {"having": "have", "getting": "get", "making": "make"}


def _lets(text: str, _following: str, _cast: Cast, _earlier: str, note: Note) -> Iterator[Pledge]:
    match = _LETS.match(text)
    phrase = (match["phrase"] or match["dated"]) if match is not None else ""
    if match is not None and work_in(phrase.split()[0]) and (match["phrase"] or _ahead(phrase, note)):
        yield Pledge(Who(None, True, True, "both"), phrase, match.start("phrase" if match["phrase"] else "dated"))


def _remind(text: str, _following: str, cast: Cast, _earlier: str, _note: Note) -> Iterator[Pledge]:
    match = _REMIND.match(text)
    if match is not None:
        yield Pledge(_member(cast, cast.author), match["phrase"], match.start("phrase"))


def _told_to(text: str, _following: str, cast: Cast, _earlier: str, note: Note) -> Iterator[Pledge]:
    """ "Omar, about your talk: move slide 9 up": the other one is addressed, with a doing."""
    match = _ADDRESSED.match(text)
    who = cast.resolve(match["who"]) if match is not None else None
    if match is None or who is None or who.person is None or who.person not in (cast.partner, cast.author):
        return
    if work_in(match["verb"]) == match["verb"]:
        days = [each for each in find_dates(match["about"], note.date) if each.day is not None]
        day = days[-1] if days else None  # "next week (17.3.)"
        named = match["about"][day.start : day.end] if day is not None else ""
        by = f" by {re.sub(r'^(?:by|on|before|until|till)[ ]', '', named)}" if named else ""
        yield Pledge(who, f"{match['phrase'].rstrip(' .')}{by}", match.start("phrase"))


def _member(cast: Cast, person: str) -> Who:
    return replace(Who(person, True, True), label=cast.first_name(person))


def _ahead(words: str, note: Note) -> bool:
    """Whether the words name a day to come, or the next session."""
    return any(
        each.session or (each.day is not None and each.day >= note.date) for each in find_dates(words, note.date)
    )
