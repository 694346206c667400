"""One statement taken apart into commitments: who, by which cue, to do what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from copilot.actions.bare_steps import bare_step, is_plain_verb, labelled_step, names_a_thing, present_step, step_from
from copilot.actions.grammar import (
    ADVERBS,
    ARRANGED,
    ASKING,
    BY,
    CONDITION,
    DOUBT,
    FURTHER,
    GIVEN,
    LABEL,
    LATER_IF,
    LEAD,
    OWN,
    ROUTINES,
    STATES,
    TAIL_OWNER,
    VOWED,
    WOULD,
    Grammar,
    grammar,
)
from copilot.actions.people import Cast, Who
from copilot.actions.pledge import Pledge
from copilot.actions.verbs import begins_with_work, plain, work_of_gerund
from copilot.actions.wording import doings, is_past


def pledges(
    text: str, cast: Cast, earlier: str, *, steps: bool, heading: str, item: bool, reads_as_steps: bool = False
) -> list[Pledge]:
    """Every commitment in a statement.

    Args:
        text: the statement without its list mark.
        earlier: the statement before it, for pronouns.
        steps: it stands in a list of next steps; `heading` may name whose.
        item: it is a list line or a checkbox.
        reads_as_steps: it stands in a list without a heading whose lines are steps (`promises`).
    """
    forms = grammar(cast.subject_pattern)
    body, offset, label, owner = text, 0, "", None
    match = LABEL.match(text)
    if match is not None:
        label = (match["label"] or match["bare"]).lower()
        offset = match.end()
        body = text[offset:]
        owner = cast.resolve(match["who"]) if match["who"] else None
        if label.startswith("homework") and owner is None:
            owner = cast.resolve("mentee")
        until = re.match(r"(?:b4|before|for|by)\b[^:.]{0,30}:\s*", body, re.IGNORECASE)
        offset, body = (offset + until.end(), body[until.end() :]) if until else (offset, body)
    elif heading:
        owner = cast.resolve(re.sub(r"[’']s?$", "", heading))
    listing = bool(label and label not in ("agreed",)) or steps
    if re.search(r"\?[\"”’')]*\s*$", body) and not (label or item):
        return []
    found: list[Pledge] = []
    begin: int | None = None
    for start, end in _clauses(body, forms.boundary, FURTHER if label.startswith(OWN) else None):
        begin = start if begin is None else begin
        clause = body[start:end]
        if CONDITION.match(clause) or CONDITION.match(body[end:]):
            continue
        agreed = "agreed " if WOULD.search(clause) and _vowed(body[:start]) else ""
        pledge = _pledge(agreed + clause, cast, forms, body[:start], earlier)
        if pledge is not None and agreed:
            pledge = replace(pledge, start=pledge.start - len(agreed))
        if start == begin and ARRANGED.search(clause) and pledge is None:
            break  # "mock interview pencilled in for the 13th, he'll …": an event with its details
        opens = start == begin or (listing and (body[:start].rstrip().endswith(";") or _begins_a_step(clause)))
        if pledge is None and listing and opens:
            pledge = bare_step(clause, cast, forms, owner, label, item)
        elif pledge is None and item and (BY.search(clause) or (reads_as_steps and start == begin)):
            pledge = labelled_step(clause, cast, forms) if start == begin else None
            if (
                pledge is not None
                and not BY.search(clause)
                and not is_plain_verb(pledge.phrase.split()[0])
                and not names_a_thing(pledge.phrase)
            ):
                pledge = None  # "Daniel: not happy with it"
            pledge = pledge or present_step(
                LEAD.sub("", clause), cast, len(clause) - len(LEAD.sub("", clause)), sure=reads_as_steps
            )
            pledge = pledge or (step_from(clause, cast) if reads_as_steps else None)
        if (
            pledge is not None
            and pledge.weak
            and item
            and re.match(
                r"\W*I\s+(?:must|need\s+to|"
                r"have\s+to)\b",
                clause,
            )
        ):
            pledge = replace(pledge, weak=False)
        if pledge is not None:
            found.append(
                Pledge(
                    pledge.who,
                    pledge.phrase,
                    pledge.start + start + offset,
                    pledge.weak and not listing,
                    pledge.to_do,
                )
            )
    return found


def _begins_a_step(clause: str) -> bool:
    return re.match(r"(?:my|his|her|[A-Z]\w+[’']s)\s", clause) is not None or begins_with_work(clause)


def _vowed(before: str) -> bool:
    """Whether an agreement named earlier in the sentence still governs "and he'd …"."""
    return VOWED.search(before) is not None and DOUBT.search(before) is None


def _clauses(text: str, boundary: re.Pattern[str], further: re.Pattern[str] | None = None) -> Iterator[tuple[int, int]]:
    start = 0
    found = [*boundary.finditer(text), *(further.finditer(text) if further is not None else ())]
    for match in sorted(found, key=lambda each: each.start()):
        if match.end() == 0 or not text[start : match.start()].strip():
            start = match.end()
            continue
        if match.group().strip(" -–—") == "" and (
            len(text[start : match.start()].split()) <= 2 or TAIL_OWNER.match(text, match.end())
        ):
            continue  # "Amara - update the log" names an owner, it does not end a clause
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _pledge(clause: str, cast: Cast, forms: Grammar, before: str, earlier: str) -> Pledge | None:
    for pattern in (forms.owes, forms.request, forms.assigned, forms.pledge):
        match = pattern.search(clause)
        while match is not None:
            pledge = _read(match, pattern, cast, forms, before, clause[: match.start()], earlier)
            if pledge is not None:
                return pledge
            match = pattern.search(clause, match.start() + 1)
    match = re.match(
        r"\s*(?:and\s+|also\s+)*(?P<cue>will(?:\s+also)?|must|(?:need|have|got|ought)\s+to|had\s+better|should|going\s+to|promised\s+to|"
        r"agreed\s+to|"
        r"remember\s+to|don[’']?t\s+forget\s+to|(?:from|on|for)\s+my\s+(?:side|"
        r"part)[,:]?\s+(?:to|will))\s+"
        rf"(?P<phrase>{ADVERBS}\S.*)$",
        clause,
        re.IGNORECASE | re.DOTALL,
    )
    going = match is not None and match["cue"].lower().startswith("going")
    if (
        match is not None
        and _does(match["phrase"], cast.resolve("I"))
        and not (going and not _WORK.match(match["phrase"]))
    ):
        if match["cue"].lower().startswith("will"):
            who = _subject_of(before, cast)
            if who is None and re.search(r"\w\s+and\s+$", before):
                return None  # "The oak is here and will do"
            who = who or _not_me(match["phrase"], cast) or cast.resolve("I")
            return Pledge(who, match["phrase"], match.start("phrase")) if who is not None and who.member else None
        sure = match["cue"].lower().startswith(("going", "promis", "remember", "don", "from", "on", "for"))
        sure = sure or "remember" in match["phrase"][:12].lower()
        if match["cue"].lower().startswith("agreed"):
            return Pledge(Who(None, True, True, "both"), match["phrase"], match.start("phrase"), weak=True)
        return Pledge(cast.resolve("I"), match["phrase"], match.start("phrase"), weak=not sure)
    return None


def _subject_of(before: str, cast: Cast) -> Who | None:
    """Whose "will" it is further on in a sentence: "Ron hasn't …, will ring her by Friday".

    The subject of the part right before it, else the member with whom the sentence opens; somebody who is no
    member may come back ("Tom has a tent and will air it"), None where there is no subject.
    """
    parts = re.split(r"[,;]\s+(?:(?:and|but|so)\s+)?", before)
    for part in (parts[-1], parts[0]):
        match = re.match(rf"\W*(?P<who>{cast.subject_pattern})(?:[’']\w+)?\s+\w", part, re.IGNORECASE)
        who = cast.resolve(match["who"]) if match is not None else None
        if who is not None and (part is parts[-1] or who.member):
            return who
    return None


def _not_me(phrase: str, cast: Cast) -> Who | None:
    """The other member, where what is to be done is done to the author: "Will send me the form"."""
    if cast.partner is None or not re.search(r"\b(?:me|us)\b", phrase):
        return None
    return Who(cast.partner, True, True, cast.first_name(cast.partner))


def _read(
    match: re.Match[str],
    pattern: re.Pattern[str],
    cast: Cast,
    forms: Grammar,
    before: str,
    own: str,
    earlier: str,
) -> Pledge | None:
    """The pledge in a match; `own` is what stands before it in its clause, `before` in its sentence."""
    groups = match.groupdict()
    sentence = before
    before = before + own
    if pattern is forms.owes:
        if before.rstrip().endswith(("not", "n't", "n’t", "never")) or DOUBT.search(own):
            return None
        who = cast.resolve(groups["who"] or "I", before, earlier)
        if "promised" in (groups["verb"] or groups["own"]).lower() and not GIVEN.match(groups["phrase"]):
            return None
        whom = f"{groups['whom']} " if groups["whom"] else ""
        usable = who is not None and who.member
        return Pledge(who, f"give {whom}{groups['phrase']}", match.start("phrase")) if usable else None
    if pattern is forms.assigned:
        key = "who" if groups["who"] else "mine"
        who = cast.resolve(re.sub(r"[’']s$", "", groups[key]), before, earlier)
        place = "phrase" if groups["phrase"] else "step"
        phrase = f"{groups[place].rstrip(' .')}{groups['until'] or ''}"
        return _checked(Pledge(who, phrase, match.start(place)), sentence, own)
    if pattern is forms.request:
        who = cast.resolve(groups["who"], before, earlier)
        weak = groups["verb"].lower() in ("told", "encouraged", "invited", "wanted", "would like")
        taken = _TAKEN_ON.search(groups["phrase"])
        phrase = groups["phrase"][: taken.start()] if taken is not None else groups["phrase"]
        return _checked(Pledge(who, phrase, match.start("phrase"), weak and taken is None), sentence, own)
    if groups["ing"]:
        return _checked(
            Pledge(cast.resolve(groups["who"], before, earlier), groups["phrase"], match.start("phrase")),
            sentence,
            own,
        )
    if groups["inner"]:
        frame = (groups["frame"] or "").strip()
        speaker = cast.resolve(frame.split()[0], before, earlier) if frame else None
        if (
            groups["inner"].lower() in ("he", "she", "they")
            and speaker
            and speaker.person != cast.author
            and frame.lower() != "we"
        ):
            who = speaker
        else:
            who = cast.resolve(groups["inner"], before, earlier)
        if re.match(
            r"(?:have(?!\s+an?\s+(?:look|word|go|chat|talk|read)\b)|rather|sooner|love|like)\b",
            groups["phrase"],
            re.IGNORECASE,
        ):
            return None
        return _checked(Pledge(who, groups["phrase"], match.start("phrase")), sentence, own)
    who = cast.resolve(groups["who"], before, earlier)
    pledge = Pledge(who, groups["phrase"], match.start("phrase"), weak=_is_weak(match))
    if who is None:
        return None
    cue = (groups["strong"] or "").lower().strip()
    if cue == "to" and not re.search(
        r"(?:^|[,;:.–—-]|\b(?:and|then|so|also|but|agreed|plus)|&)\s*$", before, re.IGNORECASE
    ):
        return None
    if cue == "to" and groups["who"].lower() in ("he", "she", "they", "you"):
        return None
    if not who.member:
        return _outsider(who, pledge, cue, sentence, own)
    return _checked(pledge, sentence, own)


_TAKEN_ON = re.compile(
    r"\s*(?:,|;|\s[-–—])\s*(?:(?:and|so|to\s+which|which)\s+)?(?:I|he|she|they)(?:[’']ve|\s+have|\s+has)?\s+"
    r"(?:said\s+(?:yes|ok|(?:I|he|she|they)\s+would)|agreed|accepted)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Behind what somebody would like another to do: then it is promised."""


def _is_weak(match: re.Match[str]) -> bool:
    """A duty counts by itself where it is still to be done: "He still has to sign the form"."""
    if not match["weak"]:
        return False
    said = match.string[match.end("who") : match.start("phrase")].lower()
    return not (
        re.search(r"\bstill\b", said) and re.search(r"\b(?:to|must)\s*$", said) and _WORK.match(match["phrase"])
    )


_WORK = re.compile(rf"(?:get\s+(?:rid|hold)\s+of|{plain()})\b", re.IGNORECASE)


def _outsider(who: Who, pledge: Pledge, cue: str, before: str, own: str) -> Pledge | None:
    """Others' promises count when the person is known, or a bare "Marcus to share …" assigns the work."""
    if who.person is not None or who.known:
        return _checked(pledge, before, own) if not pledge.weak else None
    verb = pledge.phrase.split()[0]
    if cue == "to" and who.label and not (before + own).strip() and verb.islower() and doings(verb):
        return _checked(pledge, before, own)
    return None


_HAVING_TO = re.compile(rf"(?:have|need)\s+to\s+{ADVERBS}", re.IGNORECASE)
"""Behind "will": a duty like "has to", no promise."""


def _checked(pledge: Pledge, before: str, own: str) -> Pledge | None:
    phrase = re.sub(rf"^{ADVERBS}", "", pledge.phrase, flags=re.IGNORECASE)
    having = _HAVING_TO.match(phrase)
    phrase = phrase[having.end() :] if having is not None else phrase
    being = re.match(r"be\s+(?P<doing>[a-z]+ing)\b", phrase)
    verb = work_of_gerund(being["doing"]) if being is not None else ""
    phrase = f"{verb}{phrase[being.end() :]}" if being is not None and verb else phrase  # "will be sending"
    shift = len(pledge.phrase) - len(phrase)
    if pledge.who is not None and pledge.who.label and not pledge.who.member and pledge.who.label in phrase:
        return None  # one does not talk to oneself: the pronoun was read wrongly
    if pledge.who is None or DOUBT.search(own) or LATER_IF.search(before) or not _does(phrase, pledge.who):
        return None
    later = LATER_IF.search(phrase)
    if later is not None and not ASKING.match(phrase):
        return None
    return Pledge(pledge.who, phrase, pledge.start + shift, pledge.weak or having is not None, pledge.to_do)


def _does(phrase: str, who: Who | None) -> bool:
    """Whether the phrase begins with something one can do and later have done."""
    tokens = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", phrase.lower())
    if not tokens:
        return False
    first, following = tokens[0], tokens[1:3]
    if re.match(r"\W*(?:think\s+about|go\s+for|do|try|consider|see\s+to)\s+(?:it|that|this)\b", phrase, re.IGNORECASE):
        return False
    if re.match(r"\W*(?:take\s+it\s+from\s+(?:there|here)|sleep\s+on\s+(?:it|that|this))\b", phrase, re.IGNORECASE):
        return False
    if re.match(
        r"\W*have\s+(?:it|them|(?:the|my|his|her|our|an?)\s+(?:\w+\s+){1,3}?)\s*(?:ready|done|finished|written|back|printed|signed)\b",
        phrase,
        re.I,
    ):
        return True
    if re.match(r"\W*have\s+an?\s+(?:\w+\s+)?(?:look|word|go|chat|talk|call|read)\b", phrase, re.IGNORECASE):
        return True
    if first == "think" and following[:1] in (["about"], ["abt"], ["through"]):
        return "more" not in following
    if first == "have" and following and (is_past(following[0]) or following[0] == "done"):
        return True
    if first == "see":
        return following[:1] in (["if"], ["whether"], ["about"], ["to"])
    if first == "get" and following[:1] in (["better"], ["there"], ["easier"], ["used"], ["lost"]):
        return False
    if first == "let" and following[1:] == ["forget"]:
        return False
    if who is not None and who.label == "both" and first in ROUTINES:
        return False
    if first in ("change", "take", "cover") and who is not None and not who.known:
        return False
    return first not in STATES


def promises(text: str, cast: Cast) -> bool:
    """Whether a line has a step's form: a promise, a name and a colon, or a member's doing in the present tense."""
    if promises_plainly(text, cast):
        return True
    text = LABEL.sub("", text)
    labelled = labelled_step(text, cast, grammar(cast.subject_pattern))
    if labelled is not None and labelled.who is not None and labelled.who.member:
        return is_plain_verb(labelled.phrase.split()[0]) or names_a_thing(labelled.phrase)
    present = present_step(text, cast, 0, sure=True)
    if present is not None and present.who is not None and present.who.member:
        return True
    return BY.search(text) is not None and step_from(text, cast) is not None


def promises_plainly(text: str, cast: Cast) -> bool:
    """Whether a line says that somebody will do something, or stands under a label such as "Agreed:"."""
    if LABEL.match(text):
        return True
    return any(not one.weak for one in pledges(text, cast, "", steps=False, heading="", item=True))
