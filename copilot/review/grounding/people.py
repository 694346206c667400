"""Who is meant: names, roles and pronouns in a text, as sets of people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.review.grounding.days import day_mentions
from copilot.review.grounding.model import Context, KnownPerson, Problem, Source
from copilot.review.grounding.thesaurus import part_of_speech
from copilot.review.grounding.words import IRREGULAR, STOP, Token, normalise, stem, tokens, word_set

People = frozenset[str]
NOBODY: People = frozenset()

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_SECOND = frozenset({"you", "your", "yours", "yourself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_THIRD = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_SPEAKING = _FIRST | _SECOND | _PLURAL
"""He and she are somebody who was spoken of, and neither who speaks nor who is spoken to."""
_MEAN_PEOPLE = _SPEAKING | _THEY | _THIRD | {"both", "mentee", "mentor"}
POSSESSIVES = frozenset({"my", "your", "our", "their", "his", "her", "its"})
THIRD = _THIRD | _THEY
_REPORTS = word_set(
    "wrote noted said says writes notes mentioned mentions described reported added asked "
    "put "
    "remarked felt found thought observed recorded note reflection"
)
_ORDINARY = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august "
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept "
    "oct "
    "nov dec i ok english somebody someone anybody anyone everybody everyone nobody professor"
)
_WEEKDAYS = word_set("mondays tuesdays wednesdays thursdays fridays saturdays sundays tues thur thurs")
_INITIAL = re.compile(r"\s(?P<letter>[A-Z])(?:\.|(?=[\s,;)]|$))(?!\w)")
"""How people of one first name are told apart: `Ana K.`"""
_SHORT = re.compile(r"(?<![\w.-])(?P<name>[A-Z]\.(?=\s[a-z]|,|')|[A-Z][^\W\d_]{2,}(?!\w))(?P<own>'s)?")
"""What may be short for a name: "K. passed", "Ros was on the train"."""
_OWNER = re.compile(r", owner ([^,(]+)")
"""How an action's citation writes whose it is."""
_VERB_STARTS = word_set(
    "not never did will had have was am can could need plan read cut set put still also really no to would "
    "should "
    "must want hope finally already almost just send talk write ask book draft prepare try"
)


@dataclass(frozen=True)
class Mention:
    """A place in normalised text that means people."""

    start: int
    end: int
    people: People
    possessive: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Cast:
    """The people a text can mean: its author, the pair, and all known names."""

    people: tuple[KnownPerson, ...]
    author: str | None
    addressee: str | None

    @property
    def pair(self) -> People:
        return frozenset(person.name for person in self.people if person.role in ("mentee", "mentor"))

    def with_role(self, role: str) -> People:
        return frozenset(person.name for person in self.people if person.role == role)


def forms(person: KnownPerson) -> frozenset[str]:
    """How a person may be called, in lower case: whole name, first name, last name, what others call them."""
    words = person.name.split()
    every = {person.name, words[0], words[-1]} | ({person.known_as} if person.known_as else set())
    return frozenset(form.lower() for form in every)


@lru_cache(maxsize=512)
def _names(people: tuple[KnownPerson, ...]) -> tuple[re.Pattern[str] | None, dict[str, People]]:
    table: dict[str, set[str]] = {}
    for person in people:
        for form in forms(person):
            table.setdefault(normalise(form), set()).add(person.name)
    if not table:
        return None, {}
    pattern = (
        r"(?<![\w-])(" + "|".join(re.escape(form) for form in sorted(table, key=len, reverse=True)) + r")('s?)?(?!\w)"
    )
    return re.compile(pattern, re.I), {form: frozenset(names) for form, names in table.items()}


def named(normalised: str, cast: Cast) -> list[Mention]:
    """Where people of the cast are called by a name, in order."""
    pattern, table = _names(cast.people)
    if pattern is None:
        return []
    found = []
    for match in pattern.finditer(normalised):
        if not normalised[match.start()].isupper():
            continue
        people, end = table[match.group(1).lower()], match.end()
        if len(people) > 1:
            initial = _INITIAL.match(normalised, match.end())
            if initial and (meant := _by_initial(people, initial["letter"])):
                people, end = meant, initial.end()
            elif cast.author not in people:
                # two people of one first name: the one in the relationship is meant, unless they are speaking
                people = people & cast.pair or people
        found.append(Mention(match.start(), end, people, possessive=bool(match.group(2))))
    taken = [(one.start, one.end) for one in found]
    short = [
        Mention(match.start(), match.end(), people, possessive=bool(match["own"]))
        for match in _SHORT.finditer(normalised)
        if not any(start <= match.start() < end for start, end in taken)
        and (people := _in_short(match["name"].rstrip("."), cast))
    ]
    return sorted([*found, *short], key=lambda one: one.start)


def _in_short(name: str, cast: Cast) -> People:
    """Who of the pair, but for the writer, is called by an initial or a shortened first name: "K.", "Ros"."""
    if name.lower() in STOP | _ORDINARY or (len(name) > 1 and part_of_speech(stem(name))):
        return NOBODY
    people = cast.pair - {cast.author} if cast.author in cast.pair else NOBODY
    return frozenset(one for one in people if _plain(one).startswith(_plain(name)) and not one.startswith(f"{name} "))


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _by_initial(people: People, letter: str) -> People:
    return frozenset(name for name in people if name.split()[-1].startswith(letter))


def mentions(normalised: str, cast: Cast, before: str = "") -> list[Mention]:
    """People meant in the text, in order. `before` is the text that comes before it, for pronouns."""
    found = named(normalised, cast)
    taken = [(mention.start, mention.end) for mention in found]
    earlier = [mention.people for mention in named(before, cast)]
    for token in tokens(normalised):
        word = token.lower.removesuffix("'s")
        if word not in _MEAN_PEOPLE:
            continue
        if any(start <= token.start < end for start, end in taken):
            continue
        spoken_of = (
            [
                *earlier,
                *(
                    mention.people
                    for mention in found
                    if mention.end <= token.start
                    and normalised[mention.start : mention.end].lower().removesuffix("'s") not in _SPEAKING
                ),
            ]
            if word in _THIRD
            else []
        )
        people, sure = _pronoun(word, cast, spoken_of)
        if people is None:
            continue
        possessive = (word in POSSESSIVES and not _object_her(word, token, normalised)) or token.lower.endswith("'s")
        found.append(Mention(token.start, token.end, people, possessive, sure))
    return sorted(found, key=lambda mention: mention.start)


def outsiders(normalised: str, taken: Sequence[Mention]) -> list[Mention]:
    """Names that nobody in the cast bears, as mentions of whoever bears them: `Delphine`, `Dr Almeida`.

    Places and products are among them; they too do things and have things done to them.
    """
    found: list[Mention] = []
    for token in tokens(normalised):
        word = token.text.removesuffix("'s")
        if any(mention.start <= token.start < mention.end for mention in taken) or not word[0].isupper():
            continue
        if word.lower() in STOP | _ORDINARY | _WEEKDAYS or len(word) < 2 or word.isupper():
            continue
        if token.lead and (part_of_speech(token.stem) or word.lower().endswith(("ed", "ing"))):
            continue
        last = found[-1] if found else None
        between = normalised[last.end : token.start] if last else ""
        titled = bool(last) and last is not None and normalised[last.start : last.end].lower() in _TITLES
        if last and not last.possessive and not between.strip(". " if titled else " "):
            found[-1] = Mention(last.start, token.end, frozenset({word}), token.text.endswith("'s"))
        else:
            found.append(Mention(token.start, token.end, frozenset({word}), token.text.endswith("'s")))
    return found


_TITLES = word_set("mr mrs ms dr prof frau herr sister father")


def _object_her(word: str, token: Token, text: str) -> bool:
    """ "told her." and "told her that": an object, not "her slides"."""
    rest = re.match(r"\s*([a-z]+|\d+|\W|$)", text[token.end :], re.I)
    following = rest.group(1).lower() if rest else ""
    if following.isdigit():
        return False
    beside = following in STOP or part_of_speech(stem(following)) == "r"  # "bring her together with"
    return word == "her" and (not following.isalpha() or beside)


def _pronoun(word: str, cast: Cast, named: Sequence[People]) -> tuple[People | None, bool]:
    """Who a pronoun or role word means, and whether that is sure; None for any other word."""
    if word in _FIRST:
        return (frozenset({cast.author}) if cast.author else NOBODY), True
    if word in _SECOND:
        return (frozenset({cast.addressee}) if cast.addressee else NOBODY), True
    if word in _PLURAL:
        return cast.pair, True
    if word in _THEY or word == "both":
        return cast.pair, False
    if word in ("mentee", "mentor"):
        return cast.with_role(word), True
    if word in _THIRD:
        # he or she: the one person named before, else whoever of the pair is not speaking
        if named:
            return frozenset().union(*named), len(set(named)) == 1
        others = cast.pair - {cast.author} if cast.author else cast.pair
        return others, len(others) == 1
    return None, False


def cast_of(source: Source, context: Context) -> Cast:
    """Who a source's pronouns stand for: I is its author, you the author's partner."""
    pair = [person.name for person in context.people if person.role in ("mentee", "mentor")]
    author = _full_name(source.author, context)
    partner = next((name for name in pair if name != author), None) if author in pair else None
    return Cast(context.people, author, partner)


def _full_name(name: str | None, context: Context) -> str | None:
    if name is None:
        return None
    return next((person.name for person in context.people if name.lower() in forms(person)), name)


def record_people(source: Source, context: Context) -> People:
    """The people a record stands for by itself."""
    named = [*source.names.values(), *_OWNER.findall(source.text)] if source.kind == "action" else source.names.values()
    return frozenset(_full_name(name.strip(), context) or name for name in named)


def source_people(source: Source, context: Context) -> People:
    """Everyone the source's words mean, its record's people included."""
    cast = cast_of(source, context)
    found = set(record_people(source, context))
    text = normalise(source.text)
    for mention in mentions(text, cast, words_before(source)):
        found |= mention.people
    if cast.author and (not found or drops_subject(text)):
        # a note that names nobody speaks of its author
        found.add(cast.author)
    return frozenset(found)


def words_before(source: Source) -> str:
    """The passage up to the quoted words."""
    whole, words = normalise(source.surroundings), normalise(source.text)
    return whole.partition(words)[0] if words and words in whole else whole


def drops_subject(normalised: str) -> bool:
    """Whether a note leaves out "I": "Applied for the rotation", "Never got an answer"."""
    for part in re.split(r"[.!?;\n]|,(?=\s)", normalised):
        words = re.findall(r"[a-z']+", part.lower())
        if words and (
            words[0] in IRREGULAR
            or words[0] in _VERB_STARTS
            or (words[0].endswith(("ed", "ing")) and len(words[0]) > 4)
        ):
            return True
    return False


def check_names(sentence: str, sources: Sequence[Source], context: Context, raw: str) -> list[Problem]:
    """Problems of kind `name`: people and capitalised names of the sentence that no source holds."""
    allowed: set[str] = set()
    authors: set[str] = set()
    for source in sources:
        allowed |= source_people(source, context)
        author = _full_name(source.author, context)
        if author:
            authors.add(author)
    if {token.lower for token in tokens(sentence)} & _REPORTS:
        allowed |= authors
    reader = Cast(context.people, context.viewer, context.addressee or context.viewer)
    problems, taken = [], []
    for mention in named(sentence, reader):
        taken.append((mention.start, mention.end))
        shown = sentence[mention.start : mention.end].removesuffix("'s")
        literally = re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", raw, re.I)
        if not mention.people & allowed and not (literally and shown.lower() in _literal_forms(mention, context)):
            problems.append(Problem("name", f"“{shown}” is in no cited source"))
    lowered = raw.lower()
    days = day_mentions(sentence, context.as_of)
    for token in tokens(sentence):
        if any(start <= token.start < end for start, end in taken) or not _looks_like_name(token, sentence, lowered):
            continue
        if any(day.start <= token.start < day.end for day in days):
            continue
        word = token.text.removesuffix("'s")
        same = rf"{word[:3]}\w*" if word.lower() in _WEEKDAYS else re.escape(word)
        if not re.search(rf"(?<!\w){same}(?!\w)", raw, re.I):
            problems.append(Problem("name", f"“{word}” is in no cited source"))
    return problems


def _literal_forms(mention: Mention, context: Context) -> frozenset[str]:
    return frozenset(form for person in context.people if person.name in mention.people for form in forms(person))


def _looks_like_name(token: Token, sentence: str, raw: str) -> bool:
    word = token.text.removesuffix("'s")
    if not word[0].isupper() or word.lower() in _ORDINARY or len(word) < 2 or word.lower() in STOP:
        return False
    if not token.lead:
        return True
    # the first word is capitalised anyway: a name only if a verb or a possessive shows it
    if token.text.endswith("'s"):
        return True
    if not part_of_speech(token.stem) and word.isalpha() and len(word) > 3 and not part_of_speech(word.lower()):
        return word.lower() not in raw and not word.lower().endswith(("ing", "ly", "s", "ed"))
    following = re.match(r"\s+([a-z]+)", sentence[token.end :])
    if following is None or word.lower() in raw or word.lower().endswith(("ing", "ly", "s", "ed")):
        return False
    verb = following.group(1)
    return (
        verb in IRREGULAR
        or verb in ("is", "was", "has", "had", "will", "plans", "wants")
        or (verb.endswith("ed") and len(verb) > 4)
    )
