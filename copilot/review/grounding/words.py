"""Normalised text, clauses, tokens and stems: what every grounding check reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from copilot.irregular_verbs import BASES, PARTICIPLES


def word_list(text: str) -> list[str]:
    """The words of a list written as one string."""
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(text.split())


_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "\u00a0": " ", "…": "..."})
_PARTICIPLE = (
    rf"(?:\w{{3,}}ed|been|had|{'|'.join(sorted({form for base, form in PARTICIPLES.items() if form != base}))})"
)
_CONTRACTIONS = (
    (re.compile(r"(?<=\s)&(?=\s)"), "and"),
    (re.compile(r"(?<!\w)w/(?=\s)"), "with"),
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"\b(?:can't|cannot)\b", re.I), "can not"),
    (re.compile(r"\bshan't\b", re.I), "shall not"),
    (
        re.compile(r"\b(did|do|does|is|are|was|were|has|have|had|could|would|should|must|need)n['o]?t\b", re.I),
        r"\1 not",
    ),
    (re.compile(r"\b(i|you|we|they|he|she|it|that|who)'ll\b", re.I), r"\1 will"),
    (
        re.compile(rf"\b(i|you|we|they|he|she|it)'d(?= (?:already |never |just |not |only )?{_PARTICIPLE}\b)", re.I),
        r"\1 had",
    ),
    (re.compile(r"\b(i|you|we|they|he|she|it)'d\b", re.I), r"\1 would"),
    (re.compile(r"\b(i|you|we|they)'ve\b", re.I), r"\1 have"),
    (re.compile(r"\bi'm\b", re.I), "I am"),
    (re.compile(r"\b(you|we|they)'re\b", re.I), r"\1 are"),
    (re.compile(r"\b(he|she|it|that)'s\b", re.I), r"\1 is"),
    (re.compile(r"\blet's\b", re.I), "let us"),
    (re.compile(r"\b(\w+)in'(?=\s)", re.I), r"\1ing"),
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[%€£$]", re.UNICODE)
_CLAUSE = re.compile(
    r"[;!?\n]|,(?!\d)|\.(?=\s|$)|(?<!\w):|:(?=\s)|\s-\s|\(|\)"
    r"|\b(?:but|because|although|though|while|whereas|so that|and|however|which|unless|since)\b",
    re.I,
)

IRREGULAR = {**BASES, "tried": "try", "agreed": "agree", "freed": "free"}
"""Past forms that look unlike their verb. Forms equal to the base (cut, set, read) say nothing of time."""

STOP = word_set(
    "a an the this that these those there here it its he she him her his hers they them their theirs i me my "
    "mine we us our ours you your yours who whom whose which what when where why how be is am are was were "
    "been "
    "being have has had having do does did doing done will would shall should can could may might must ought "
    "of "
    "in on at by for with about against between into through during before after above below to from up down "
    "out off over under again then once and but if or because as until while so than too very just also "
    "still "
    "yet however although though whether since unless not no nor never both all any each few more most other "
    "some such only own same every always s t ll d re ve m himself herself themselves myself yourself itself "
    "ourselves per via am pm straight afterwards"
)
SCAFFOLD = word_set(
    "note wrote write say said tell mention date due overdue owe open action step task goal plan planned "
    "agree "
    "agreed next last session meeting day week month year time according report reflect ask go want hope "
    "like need intend promise still currently already today tomorrow yesterday january february march april "
    "may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday "
    "sunday late ago mentee mentor get thing way jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
    "wed "
    "thu fri sat sun word outcome minute hour fortnight percent euro pound dollar hello hi dear thank "
    "propose "
    "proposed correct corrected reach reached drop dropped gladly glad willing spare chance writing"
)
"""Stems that a writer needs to report on a source; other checks see to their truth."""

_PARAPHRASES = (
    "send share forward email mail circulate",
    "meeting session call conversation chat catch-up",
    "list collection",
    "cv resume",
    "talk discuss speak conversation discussion",
    "begin start kick",
    "finish complete end finalise finalize",
    "cut reduce shorten trim",
    "help support assist",
    "job role position post",
    "worry concern anxious nervous",
    "hard difficult tough",
    "good useful helpful",
    "colleague teammate coworker",
    "boss manager lead",
    "draft write prepare",
    "show demonstrate present",
    "ask request",
    "receive get",
    "choose pick select decide",
    "plan intend aim",
    "join attend shadow",
    "fix arrange book schedule set",
    "look check review",
    "goal aim objective target",
    "quick fast",
    "slide deck presentation",
    "feedback comment",
    "improve better",
    "happen place",
    "idea suggestion",
    "phone call ring",
    "training course",
    "try attempt test",
    "need require",
    "accept agree",
    "practise practice rehearse",
    "owner owe",
    "tell explain",
    "big large",
    "small short",
    "read reading",
    "contact reach",
    "free open available",
    "answer reply respond response",
    "impatient impatience",
)
_SUFFIXES = (
    "ization",
    "isation",
    "fulness",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "iness",
    "ness",
    "ers",
    "ies",
    "ied",
    "edly",
    "ed",
    "es",
    "ly",
    "s",
)


_WHOLE = {"going": "go", "goes": "go", "doing": "do", "does": "do", "being": "be"}
"""Forms too short for their ending to be taken off."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A light stem: irregular pasts to their verb, common endings off. `sent`, `sends` → `send`."""
    word = word.lower()
    if word in _WHOLE:
        return _WHOLE[word]
    if word in IRREGULAR:
        return stem(IRREGULAR[word])
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) <= 3:
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                return word
            root = word[: -len(suffix)]
            if suffix in ("ies", "ied", "iness"):
                return root + "y"
            if (
                suffix in ("ing", "ed", "ings", "edly")
                and len(root) > 3
                and root[-1] == root[-2]
                and root[-1] not in "lsz"
            ):
                root = root[:-1]
            return root[:-1] if root.endswith("e") and len(root) > 3 else root
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    return word


def _groups() -> dict[str, frozenset[int]]:
    """Which paraphrase groups each stem is in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_PARAPHRASES):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_GROUP_OF = _groups()


def stem_set(text: str) -> frozenset[str]:
    """The stems of the words of a list written as one string."""
    return frozenset(stem(word) for word in text.split())


STOP_STEMS = frozenset(stem(word) for word in STOP)
SCAFFOLD_STEMS = frozenset(stem(word) for word in SCAFFOLD)


@lru_cache(maxsize=100_000)
def same_meaning(one: str, other: str) -> bool:
    """Whether two stems are equal, close in spelling (a typo) or in one paraphrase pair."""
    if one == other:
        return True
    if _GROUP_OF.get(one, frozenset()) & _GROUP_OF.get(other, frozenset()):
        return True
    if min(len(one), len(other)) >= 5:
        return (one[:5] == other[:5] and abs(len(one) - len(other)) <= 4) or _one_slip(one, other)
    return min(len(one), len(other)) >= 4 and one[:4] == other[:4] and abs(len(one) - len(other)) <= 1


def _one_slip(one: str, other: str) -> bool:
    """One letter dropped, added or changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(places) == 1 or (
            len(places) == 2
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@dataclass(frozen=True)
class Token:
    """A word or number in normalised text. `lead` is true for the first word of a sentence."""

    text: str
    start: int
    end: int
    lead: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def stem(self) -> str:
        return stem(self.text)

    @property
    def is_content(self) -> bool:
        return self.text[0].isalpha() and self.lower not in STOP and self.stem not in STOP_STEMS


@lru_cache(maxsize=4_096)
def normalise(text: str) -> str:
    """Plain quotes and dashes, contractions written out, single spaces within lines."""
    text = text.translate(_TYPOGRAPHY)
    for pattern, replacement in _CONTRACTIONS:
        text = pattern.sub(replacement, text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


@lru_cache(maxsize=4_096)
def tokens(normalised: str) -> tuple[Token, ...]:
    """The tokens of normalised text, in order."""
    found = []
    for match in _TOKEN.finditer(normalised):
        before = normalised[: match.start()].rstrip(" \"'(*-[]x")
        lead = not before or before[-1] in ".!?:\n"
        found.append(Token(match.group(), match.start(), match.end(), lead))
    return tuple(found)


@lru_cache(maxsize=4_096)
def clauses(normalised: str) -> tuple[str, ...]:
    """The text cut at punctuation and joining words; parts without a word are left out."""
    return tuple(part.strip() for part in _CLAUSE.split(normalised) if re.search(r"[^\W\d_]", part))


@lru_cache(maxsize=4_096)
def content_stems(normalised: str) -> frozenset[str]:
    """Stems of the content words, scaffold included."""
    return frozenset(token.stem for token in tokens(normalised) if token.is_content)


def overlap(wanted: frozenset[str], offered: frozenset[str]) -> int:
    """How many of the wanted stems are offered, by meaning."""
    return sum(word in offered or any(same_meaning(word, other) for other in offered) for word in wanted)


def closest_clause(clause: str, candidates: tuple[str, ...]) -> tuple[str, int]:
    """The candidate sharing most content with the clause, and how many stems it shares."""
    wanted = content_stems(clause)
    best, shared = "", 0
    for candidate in candidates:
        count = overlap(wanted, content_stems(candidate))
        if count > shared:
            best, shared = candidate, count
    return best, shared
