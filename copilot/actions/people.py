"""Who is meant by a name, a role or a pronoun in a note about one relationship."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copilot.actions.wording import word_set
from copilot.models import Note, Person, Relationship

_DETERMINER = r"(?:my|her|his|their|our|the|a|an)\s+(?:new\s+|old\s+|line\s+|senior\s+|skip-level\s+)?"
_OUTSIDE_PERSON = (
    rf"{_DETERMINER}(?:manager|boss|director|colleague|teammate|friend|sponsor|recruiter|"
    rf"wife|husband|"
    r"sister|brother|mother|father|mum|mom|dad|son|daughter|ceo|cto|cfo|vp|professor|"
    r"supervisor|"
    r"head\s+of\s+\w+)\b"
)
OUTSIDER = (
    rf"(?:{_OUTSIDE_PERSON}|(?:{_DETERMINER})?(?:client|customer|team|manager|boss|hr|panel|board|"
    rf"company|"
    r"recruiter|leadership)\b)"
)
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_STRANGER = re.compile(
    r"\b([A-Z][a-zà-ÿ]{2,})(?:\s+(?:[A-Z][a-zà-ÿ]+\s+)?(?:is|was|has|had|will|would|can|could|wants|needs|said|asked|told|"
    r"offered|wrote|knows|thinks|joined|runs|leads)\b)"
)
"""A capitalised word that does what people do: "Nadia Berg is new in the team"."""
_SOMEBODYS = re.compile(
    r"\w[’']s?\s+(?:new\s+|old\s+|line\s+|senior\s+)*(?:manager|boss|director|colleague|teammate|friend|sponsor|recruiter|"
    r"wife|husband|sister|brother|mother|father|mum|mom|dad|son|daughter|professor|supervisor|lead|mentor|mentee)\b",
    re.IGNORECASE,
)
"""A person without a name: "Amara's manager"."""
_SPEAKS = re.compile(
    r"\W*(?P<who>[A-Z]\w*):\s+[\"'“‘]?(?=[^.!?\n]*(?<!if\s)(?<!whether\s)(?<!when\s)(?<!where\s)(?<!what\s)(?<!that\s)(?<!so\s)\bI(?:[’'](?:ll|m)|\s+(?:will|can|promise|shall|do))\b)"
)
"""A name, and words of that person's own."""
_NOT_NAMES = word_set(
    """
    i a an the it this that these those he she we they you there here what when where why how who which
    if so and but also then next note notes session meeting today tomorrow monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec ok okay action actions todo my her his our their good great long first second last
    after before by on in at from to for with no yes both everyone someone nobody nothing something
    everything things next step steps agreed promised need must will would could should maybe perhaps
    mentor mentee homework follow plan remember asked said told please not as once until since during
    over again still now later all any some one two three correction update edit reminder mine ought got
    had has have was were being going doing having getting
    """
)


@dataclass(frozen=True)
class Who:
    """Whom the words mean.

    `person` is an id, or None: both members, or someone we cannot tell. `member`: of this relationship.
    `known`: a person of the programme is meant, even when we cannot tell which.
    """

    person: str | None
    member: bool = False
    known: bool = False
    label: str = ""


def named_in(note: Note, people: Mapping[str, Person], relationship: Relationship | None) -> dict[str, Person]:
    """Those of the people whom the note may name, its author, and the relationship's members.

    Nobody else can be meant in it, so a cast of these reads it as one of all would; its patterns, which take a
    while to compile, stay as short in a programme of five hundred people.
    """
    always = {note.author, *(relationship.members if relationship else ())}
    folded = _folded(note.text)
    return {
        identifier: person
        for identifier, person in people.items()
        if identifier in always or any(_folded(name) in folded for name in _names_of(person))
    }


def _names_of(person: Person) -> set[str]:
    """What a person may be called beside their whole name."""
    parts = person.name.split()
    return {part for part in (person.known_as, parts[0], parts[-1]) if part}


def _told_apart(person: Person) -> set[str]:
    """First names with the initial of the last one: "Jo B", as people write who know two of that name."""
    parts = person.name.split()
    if len(parts) == 1:
        return set()
    return {f"{first} {parts[-1][0]}" for first in (person.known_as, parts[0]) if first and parts[-1][0].isupper()}


def _folded(text: str) -> str:
    # A pattern that ignores case takes İ for i, and casefold makes i and a dot of it.
    return text.casefold().replace("\u0307", "")


class Cast:
    """The people a note may speak of, seen from its author.

    Args:
        author: the note's author, "I" and "me".
        relationship: whom the note is about; None for a note about none, where only "I" is a member.
        people: those the caller may know of, by id. Members win over others of the same name; a name
            shared by several others means none of them.
    """

    def __init__(self, author: str, relationship: Relationship | None, people: Mapping[str, Person]) -> None:
        self.author = author
        self.partner = relationship.partner_of(author) if relationship and author in relationship.members else None
        self._people = people
        self._relationship = relationship
        self._members = set(relationship.members) if relationship else {author}
        self._roles = {"mentor": relationship.mentor, "mentee": relationship.mentee} if relationship else {}
        self._names: dict[str, Who] = {}
        for identifier in sorted(people, key=lambda each: each in self._members):
            self._add(people[identifier])
        alternatives = sorted((re.escape(name) for name in self._names), key=len, reverse=True)
        known = "|".join(alternatives) or r"(?!)"
        initials = "|".join(map(re.escape, sorted(self._initials(), key=len, reverse=True))) or r"(?!)"
        spoken = rf"{known}|(?-i:(?:{initials})\b\.?)"
        roles = r"(?:(?:the|my|our)\s+)?ment(?:or|ee)"
        self.known_pattern = rf"(?:I|we\s+both|(?:both|each)\s+of\s+us|we|both|he|she|they|{roles}|{spoken})"
        """Those who can be meant by a subject, without anybody outside the programme."""
        self.subject_pattern = (
            rf"(?:I|we\s+both|(?:both|each)\s+of\s+us|we|both|you|he|she|they|me|him|her|them|{roles}|{spoken}|"
            rf"{OUTSIDER}|(?-i:[A-Z][a-zà-ÿ]{{2,}}(?:\s+[A-Z][a-zà-ÿ]+)?))"
        )
        self._mention = re.compile(
            rf"(?<![\w’'])(?:(?P<known>{known})|(?-i:(?P<initials>{initials})\b)|(?P<role>mentor|mentee)|"
            rf"(?P<outsider>{_OUTSIDE_PERSON})|"
            rf"(?P<near>(?:with|ask(?:ed)?|from|told|w/|to|met|by|"
            rf"meet(?:ing)?)\s+(?-i:(?P<name>[A-Z][a-zà-ÿ]{{2,}}))))"
            r"(?!\w|[’']s\s)",
            re.IGNORECASE,
        )

    def _add(self, person: Person) -> None:
        member = person.id in self._members
        who = Who(person.id, member, True, person.first_name)
        self._names[person.name.lower()] = who
        for name in {part.lower() for part in (*_names_of(person), *_told_apart(person))}:
            taken = self._names.get(name)
            if taken is not None and taken.person != person.id and (taken.member == member):
                who_shared = Who(None, member, True, name.title())
                self._names[name] = who_shared
            elif taken is None or member:
                self._names[name] = who

    def _initials(self) -> dict[str, str]:
        """Initials of the members, as long as they tell the two apart."""
        found: dict[str, str] = {}
        clash: set[str] = set()
        first = [self.first_name(identifier) for identifier in self._members]
        namesakes = len(set(first)) < len(first)
        for identifier in self._members:
            person = self._people.get(identifier)
            if person is None:
                continue
            letters = "".join(part[0].upper() for part in re.split(r"[\s-]+", person.name) if part)
            last = {letters[-1:]} if namesakes else set()
            for key in {letters, letters[:1], person.first_name[:1].upper(), *last}:
                if key in found and found[key] != identifier:
                    clash.add(key)
                if key != "I":
                    found[key] = identifier
        return {key: person for key, person in found.items() if key not in clash and key.lower() != "i"}

    def names_somebody(self, text: str) -> bool:
        """Whether a person of the programme other than the author is named, not by a pronoun."""
        return any(who.known for _, who in self._others(text))

    def speaking(self, text: str) -> tuple[Cast, str]:
        """Who speaks in a line, and their words: in "Chiara: leave it with me, I'll …" the author is not "I"."""
        match = _SPEAKS.match(text)
        who = self.resolve(match["who"]) if match is not None else None
        if match is None or who is None or who.person is None or who.person != self.partner:
            return self, text
        return Cast(who.person, self._relationship, self._people), text[match.end() :]

    def first_name(self, person: str) -> str:
        found = self._people.get(person)
        return found.first_name if found else person

    def resolve(self, words: str, before: str = "", earlier: str = "") -> Who | None:
        """Whom `words` mean. Pronouns look back over `before`, then `earlier` (the previous sentence).

        None: the words mean nobody in particular ("the book").
        """
        spoken = re.sub(r"^(?:the|my|our)\s+(?=ment)", "", re.sub(r"\s+", " ", words.strip().lower()))
        plain = spoken.rstrip(".")
        if plain in ("i", "me", "my", "myself"):
            return self._member(self.author)
        if plain in ("we", "both", "we both", "both of us", "each", "each of us", "us"):
            return Who(None, True, True, "both")
        if plain in self._roles:
            return self._member(self._roles[plain])
        if plain in ("you", "your"):
            return self._member(self.partner) if self.partner else None
        if plain in ("he", "she", "they", "him", "her", "them", "his", "their"):
            return self._pronoun(before, earlier)
        if plain in self._names:
            return self._names[plain]
        initials = words.strip().rstrip(".")
        if initials in self._initials():
            return self._member(self._initials()[initials])
        if re.fullmatch(OUTSIDER, plain):
            return Who(None, False, False, "")
        if words.strip()[:1].isupper() and plain.split()[0] not in _NOT_NAMES:
            return Who(None, False, False, words.strip())
        return None

    def _member(self, person: str) -> Who:
        return Who(person, True, True, self.first_name(person))

    def _pronoun(self, before: str, earlier: str) -> Who | None:
        """The first person named nearby (most often the subject), else the other member."""
        for text in (before, earlier):
            place, named = self._first_other(text)
            if named is not None:
                spoken = _PRONOUN.search(text, 0, place)
                return self._member(self.partner) if spoken and self.partner else named
        if self.partner is None:
            return Who(None, False, False, "")
        return self._member(self.partner)

    def only_other(self, before: str, earlier: str, owner: str | None) -> Who | None:
        """The one person whom "him" or "her" in a promise of `owner` can mean, or None where that cannot be told.

        Looked for in `before`, the words of the same sentence, then in `earlier`, the sentence before it. The
        author would be "me" and the owner "himself", so neither is meant. Where nobody is named, a promise of
        the author's speaks of the partner; where two are, or somebody not known, nobody can tell.
        """
        for text in (before, earlier):
            named: dict[str, Who] = {}
            first = len(text)
            for place, who in self._others(text):
                first = min(first, place)
                if who.person is None or who.person != owner:
                    named.setdefault(who.person or who.label.lower(), who)
            strangers = {match[1].lower() for match in _STRANGER.finditer(text)} - _NOT_NAMES - set(self._names)
            if named or strangers or _SOMEBODYS.search(text):
                spoken = _PRONOUN.search(text, 0, first) if self.partner else None
                unknown = strangers - {who.label.lower() for who in named.values()}
                if unknown or _SOMEBODYS.search(text) or len(named) != 1 or (spoken and self.partner not in named):
                    return None
                return next(iter(named.values()))
        return self._member(self.partner) if self.partner is not None and owner == self.author else None

    def _others(self, text: str) -> Iterator[tuple[int, Who]]:
        """Everybody but the author whom the text names, and where."""
        for match in self._mention.finditer(text):
            words = match["known"] or match["initials"] or match["role"] or match["outsider"] or match["name"]
            who = None if match["name"] and match["name"].lower() in _NOT_NAMES else self.resolve(words)
            if who is not None and who.person != self.author:
                yield match.start(), who

    def _first_other(self, text: str) -> tuple[int, Who | None]:
        """The first person but the author that the text names, and where."""
        return next(self._others(text), (len(text), None))
