"""LoCoMo: long conversations as notes. Do the first words found hold the evidence for an answer?

Maharana et al. (2024). Each conversation is a relationship, each of its sessions one shared note of its
day, a paragraph a turn. A question's evidence is turns; one counts as found when the whole of it lies in the
passages that make up the first 350 words of the ranking (the one that would exceed them is left out, and all
after it). Reported beside it: the same with a line a turn, as transcripts are pasted, where a passage may
end in the middle of a turn.

What has a target is the lines that `copilot.excerpts` picks, with weights fitted on the other four conversations:
never those that are shipped, which have seen all five.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from copilot.excerpts import WEIGHTS, Line, excerpts, lines_of
from copilot.retrieve import DOCUMENT_SHARE, NEIGHBOUR_SHARE, POOL, lend, search
from evals.figures import Distribution, Figure, Measured, Run, Table, at_least
from evals.metrics import Retrieved, Span, covered, within_words
from evals.retrieval.fusions import KEYWORD_ALONE, VARIANTS, VECTOR_ALONE, by_score
from evals.retrieval.line_weights import fit
from evals.workspace import corpus_of, encoder
from ingest.chunking import ChunkingConfig
from ingest.models import Document, DocumentKind, Filter, Hit, Scope, Scored
from ingest.preparing import DEFAULT_CHUNKING
from ingest.sync import Corpus

WORDS = 350
_PROGRAMME = "locomo"
_DEEP = 200
_NOTES = frozenset({DocumentKind.NOTE})
_TURN = re.compile(r"D(\d+):(\d+)")
_SIZES = (
    ChunkingConfig(max_tokens=75, target_tokens=60, min_tokens=15),
    DEFAULT_CHUNKING[DocumentKind.NOTE],
    ChunkingConfig(max_tokens=150, target_tokens=120, min_tokens=30),
    ChunkingConfig(max_tokens=220, target_tokens=180, min_tokens=40),
)


@dataclass(frozen=True)
class Asked:
    """A question with where its evidence stands. `where` sees the conversation after its last session."""

    text: str
    category: int
    where: Filter
    evidence: tuple[Span, ...]


Find = Callable[[Asked], Sequence[Hit]]


def measure(run: Run) -> Measured:
    """The share of evidence turns the product's search finds. `limit` cuts a conversation's questions."""
    file = run.input("retrieval", "locomo", "locomo-1-5.json")
    documents, asked, lost = load(file, run.limit)
    lines, asked_of_lines, _ = load(file, run.limit, between="\n")
    with encoder(run) as embedder:
        embedder.encode([one.text for one in asked])
        with corpus_of(documents, run.scratch / "locomo", embedder) as corpus:
            passages = corpus.count()
            whole = shares(asked, _searcher(corpus))
            lines_found = {one: lines_of(one.text, _searcher(corpus, _ALL)(one)) for one in asked}
        with corpus_of(lines, run.scratch / "locomo-lines", embedder) as corpus:
            lines_of_lines = {one: lines_of(one.text, _searcher(corpus, _ALL)(one)) for one in asked_of_lines}
    weights = {one: fit(*_known(lines_found, without=one)) for one in _conversations(asked)}

    def picked(lines: Mapping[Asked, Sequence[Line]]) -> Find:
        return lambda question: excerpts(lines[question], WORDS, weights[_conversation(question)])

    found = shares(asked, picked(lines_found))
    found_in_lines = shares(asked_of_lines, picked(lines_of_lines))
    shipped = shares(asked, lambda question: excerpts(lines_found[question], WORDS))
    pairs = list(zip(asked, found, strict=True))
    by_category = [
        Figure(
            f"evidence turns found, category {category}",
            _mean(share for one, own in pairs if one.category == category for share in own),
        )
        for category in sorted({one.category for one in asked})
    ]
    every = [share for own in found for share in own]
    return Measured(
        (
            Figure(
                "evidence turns found in 350 words",
                _mean(every),
                target=at_least(0.75),
                note=f"{len(every)} turns of {len(asked)} questions, {passages} passages; "
                f"{lost} turns named by no known id; weights fitted on the other conversations",
            ),
            Figure("the same in whole passages", _mean(share for own in whole for share in own), target=at_least(0.68)),
            Figure(
                "the same with the shipped weights",
                _mean(share for own in shipped for share in own),
                note="which were fitted on all conversations: not a fair figure",
            ),
            Figure(
                "the same, mean over questions",
                _mean(_mean(own) for own in found),
                note="each question counts alike, however many turns it rests on",
            ),
            Figure("evidence turns found, a line a turn", _mean(share for own in found_in_lines for share in own)),
            *by_category,
        ),
        {
            "words": WORDS,
            "pool": POOL,
            "chunking": str(DEFAULT_CHUNKING[DocumentKind.NOTE]),
            "shipped weights": str(WEIGHTS),
            "fitted weights": {name: str(each) for name, each in weights.items()},
        },
        (file,),
        tuple(ablation(run, documents, asked)) if run.ablate else (),
        (
            Distribution(
                "evidence found, by question",
                {
                    f"category {category}": [_mean(own) for one, own in pairs if one.category == category]
                    for category in sorted({one.category for one in asked})
                },
            ),
        ),
    )


def _conversation(asked: Asked) -> str:
    return next(str(subject) for subject in asked.where.subjects or ())


def _conversations(asked: Iterable[Asked]) -> list[str]:
    return list(dict.fromkeys(map(_conversation, asked)))


def _known(lines: Mapping[Asked, Sequence[Line]], without: str) -> tuple[list[Line], list[bool]]:
    """The lines found for questions about other conversations than `without`, and whether each is evidence.

    Where there is but one conversation (a try-out), its own.
    """
    several = len(_conversations(lines)) > 1
    known = [
        (line, any(_overlap(line, span) for span in question.evidence))
        for question, found in lines.items()
        if not several or _conversation(question) != without
        for line in found
    ]
    return [line for line, _ in known], [is_evidence for _, is_evidence in known]


def _overlap(line: Line, span: Span) -> bool:
    passage = line.hit.passage
    first = passage.start + line.start
    return (
        passage.document_id == span.document
        and first < span.end
        and span.start < first + len(passage.text[line.start : line.end])
    )


def load(file: Path, limit: int | None, between: str = "\n\n") -> tuple[list[Document], list[Asked], int]:
    """The sessions as notes, the questions that have evidence, and how many turns could not be placed.

    `between` is what stands between two turns of a note.
    """
    documents: list[Document] = []
    asked: list[Asked] = []
    lost = 0
    for conversation in json.loads(file.read_text("utf-8")):
        name = conversation["sample_id"]
        notes, turns = _notes(name, conversation["conversation"], between)
        documents += notes
        where = Filter(
            _PROGRAMME,
            frozenset({Scope.relationship(name)}),
            max(note.day for note in notes if note.day),
            subjects=frozenset({name}),
            kinds=_NOTES,
        )
        for item in conversation["qa"][:limit]:
            named = [match.groups() for each in item.get("evidence", ()) for match in _TURN.finditer(each)]
            places = [turns.get(f"D{int(session)}:{int(turn)}") for session, turn in named]
            evidence = tuple(dict.fromkeys(place for place in places if place is not None))
            lost += places.count(None)
            if evidence:
                asked.append(Asked(item["question"], item["category"], where, evidence))
    return documents, asked, lost


def shares(asked: Sequence[Asked], find: Find, words: int = WORDS) -> list[list[float]]:
    """For each question: 1 for an evidence turn that lies whole in the first `words` found, else 0."""
    found = []
    for question in asked:
        spans = [kept.place for kept in within_words(map(_retrieved, find(question)), words)]
        found.append([float(covered(turn, spans) == 1) for turn in question.evidence])
    return found


def ablation(run: Run, documents: Sequence[Document], asked: Sequence[Asked]) -> list[Table]:
    """Passage sizes and what is embedded with the text, against recency, limit per document and fusion."""
    searches: list[tuple[str, ...]] = []
    fusions: list[tuple[str, ...]] = []
    with encoder(run) as embedder:
        for size in _SIZES:
            for number, (embedded, change) in enumerate(_EMBEDDED.items()):
                chunking = {**DEFAULT_CHUNKING, DocumentKind.NOTE: size}
                folder = run.scratch / f"locomo-{size.max_tokens}-{number}"
                with corpus_of([change(each) for each in documents], folder, embedder, chunking) as corpus:
                    name = f"{size.target_tokens} tokens, {embedded}"
                    values = [_share(asked, _searcher(corpus, how)) for how in _SEARCHES.values()]
                    searches.append((name, *values))
                    if number == 0:
                        fusions.append((name, *_fused(corpus, asked)))
    names = [
        *(each.name for each in _FUSIONS),
        *(f"{_FUSED.name}, lent {beside} to neighbours, {inside} in the note" for beside, inside in _LENT),
    ]
    return [
        Table("share of evidence turns by search", ("passages", *_SEARCHES), tuple(searches)),
        Table(
            "share by fusion, without recency and limit",
            ("fusion", *(row[0] for row in fusions)),
            tuple(zip(names, *(row[1:] for row in fusions), strict=True)),
        ),
    ]


_EMBEDDED: Mapping[str, Callable[[Document], Document]] = {
    "title and day": lambda document: document,
    "day, title names the speakers": lambda document: replace(document, title=f"{document.title}, {document.author}"),
    "text alone": lambda document: replace(document, title="", day=None),
}

_SEARCHES: Mapping[str, Callable[..., Sequence[Hit]]] = {
    "as it is": search,
    "no recency": partial(search, recent=False),
    "no limit per note": partial(search, per_document=POOL),
    "neither": partial(search, recent=False, per_document=POOL),
}


_ALL = partial(search, per_document=POOL)


def _searcher(corpus: Corpus, how: Callable[..., Sequence[Hit]] = search) -> Find:
    return lambda question: how(corpus, question.text, question.where, POOL)


def _fused(corpus: Corpus, asked: Sequence[Asked]) -> list[str]:
    rankings = [
        (corpus.keyword(one.text, one.where, _DEEP), corpus.nearest(one.text, one.where, _DEEP)) for one in asked
    ]
    known = [
        corpus.hits({each.passage_id for ranking in pair for each in ranking}, one.where)
        for one, pair in zip(asked, rankings, strict=True)
    ]

    def share(rank: Callable[[tuple[list[Scored], list[Scored]], Mapping[str, Hit]], list[Hit]]) -> str:
        ordered = {one: rank(pair, hits) for one, pair, hits in zip(asked, rankings, known, strict=True)}
        return _share(asked, lambda question: ordered[question])

    def scored(ranking: Sequence[Scored], hits: Mapping[str, Hit]) -> list[Hit]:
        return [replace(hits[each.passage_id], score=each.score) for each in ranking]

    return [
        *(share(lambda pair, hits, fuse=fuse: scored(fuse(*pair), hits)) for fuse in _FUSIONS),  # type: ignore[misc]
        *(
            share(lambda pair, hits, to=to: lend(scored(_FUSED(*pair), hits), *to))  # type: ignore[misc]
            for to in _LENT
        ),
    ]


_FUSIONS = (KEYWORD_ALONE, VECTOR_ALONE, *VARIANTS)
_FUSED = by_score("min-max", 0.4)
_LENT = ((0.1, 0.0), (0.2, 0.0), (0.3, 0.0), (0.0, 0.3), (0.2, 0.3), (NEIGHBOUR_SHARE, DOCUMENT_SHARE))


def _share(asked: Sequence[Asked], find: Find) -> str:
    return f"{_mean(share for own in shares(asked, find) for share in own):.4f}"


def _notes(name: str, conversation: Mapping[str, object], between: str) -> tuple[list[Document], dict[str, Span]]:
    """The sessions as shared notes, and where each turn's words stand (its speaker's name aside)."""
    notes: list[Document] = []
    turns: dict[str, Span] = {}
    number = 1
    while isinstance(session := conversation.get(f"session_{number}"), list):
        identifier = f"{name}:{number}"
        text = ""
        for turn in session:
            text += f"{turn['speaker']}: "
            words = " ".join(turn["text"].split())
            turns[turn["dia_id"]] = Span(identifier, len(text), len(text) + len(words))
            text += f"{words}{between}"
        notes.append(
            Document(
                id=identifier,
                programme=_PROGRAMME,
                kind=DocumentKind.NOTE,
                title="Session note",
                text=text,
                scope=Scope.relationship(name),
                source=f"note:{identifier}",
                subject=name,
                author=" and ".join(str(conversation[key]) for key in ("speaker_a", "speaker_b")),
                day=_day(str(conversation[f"session_{number}_date_time"])),
            )
        )
        number += 1
    return notes, turns


def _day(written: str) -> date:
    """The day of "1:56 pm on 8 May, 2023"."""
    return datetime.strptime(written.partition(" on ")[2], "%d %B, %Y").date()  # noqa: DTZ007 - a day has no zone


def _retrieved(hit: Hit) -> Retrieved:
    passage = hit.passage
    return Retrieved(Span(passage.document_id, passage.start, passage.end), len(passage.text.split()))


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else float("nan")
