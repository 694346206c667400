"""What a growing corpus is made of: passages of the public guidance, and beyond them made ones.

A made passage takes its sentences from three real ones and renames every twentieth word, so that words go on being as
common as they are, and new ones go on coming. Its vector lies between those of its parts, with noise: search meets
neighbours as it would among real texts, but what it finds means nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.workspace import cut_guidance
from ingest.models import Document, DocumentKind, Passage, Scope, content_id
from ingest.preparing import Cut, Prepared, Preparer
from ingest.sentences import sentences

if TYPE_CHECKING:
    from ingest.embedding import Vectors

PER_DOCUMENT = 20
"""Passages of a made document."""
NOTES = 10
"""Every tenth made document is a note of people whom no viewer knows: a filter has something to leave out."""
_RENAMED = 20
_NOISE = 0.4
"""Length of the noise beside a vector of length 1: the cosine to what it was made from is about .93 then."""


def read_guidance(preparer: Preparer, programme: str, paths: Sequence[Path], passages: int) -> list[Cut]:
    """Whole documents of these paths, cut, until they have so many passages; fewer where there are no more."""
    found: list[Cut] = []
    for cut in cut_guidance(preparer, programme, paths):
        found.append(cut)
        passages -= len(cut.passages)
        if passages <= 0:
            break
    return found


@dataclass(frozen=True)
class Material:
    """Real passages to make others from: their texts, and vectors row by row."""

    texts: Sequence[str]
    vectors: Vectors


def made_text(parts: Sequence[str], chance: random.Random, name: str) -> str:
    """Sentences of the parts in another order, every twentieth word another that holds `name`, so that it is new."""
    found = [" ".join(part[start:end].split()) for part in parts for start, end in sentences(part)]
    chance.shuffle(found)
    words = " ".join(found[: max(len(found) // len(parts), 1)]).split()
    for place in range(chance.randrange(_RENAMED), len(words), _RENAMED):
        words[place] = f"{words[place].strip('.,;:!?').lower()[:4]}{name}"
    return " ".join(words)


def made_vector(parts: Vectors, chance: np.random.Generator) -> Vectors:
    """Between the parts' vectors, with noise; of length 1."""
    shares = np.asarray(chance.dirichlet(np.ones(len(parts))), np.float32)
    middle = shares @ parts
    noise = chance.standard_normal((parts.shape[1],), np.float32)
    vector: Vectors = middle / np.linalg.norm(middle) + noise * np.float32(_NOISE / np.linalg.norm(noise))
    return vector / np.float32(np.linalg.norm(vector))


def made_documents(
    material: Material, programme: str, model_id: str, recipe: str, passages: int, first: int
) -> Iterator[Prepared]:
    """Made documents with so many passages in all, ready to be written; `first` tells one call's from another's."""
    for start in range(first, first + passages, PER_DOCUMENT):
        chance = random.Random(start)
        numbers = np.random.default_rng(start)
        texts, vectors = [], []
        for place in range(start, min(start + PER_DOCUMENT, first + passages)):
            rows = [chance.randrange(len(material.texts)) for _ in range(3)]
            texts.append(made_text([material.texts[row] for row in rows], chance, f"q{place:x}"))
            vectors.append(made_vector(material.vectors[rows], numbers))
        note = start // PER_DOCUMENT % NOTES == 0
        document = Document(
            id=f"made-{start}",
            programme=programme,
            kind=DocumentKind.NOTE if note else DocumentKind.GUIDANCE,
            title=" ".join(texts[0].split()[:6]),
            text="\n\n".join(texts),
            scope=Scope.relationship(f"made-{start % 50}") if note else Scope.programme(programme),
            source=f"made-{start}",
        )
        yield _prepared(document, texts, np.stack(vectors), model_id, recipe)


def _prepared(document: Document, texts: Sequence[str], vectors: Vectors, model_id: str, recipe: str) -> Prepared:
    found: list[Passage] = []
    start = 0
    for ordinal, text in enumerate(texts):
        identifier = content_id(document.id, text, str(ordinal))
        found.append(
            Passage(
                id=identifier,
                document_id=document.id,
                programme=document.programme,
                kind=document.kind,
                ordinal=ordinal,
                text=text,
                heading_path=(document.title,),
                start=start,
                end=start + len(text),
                scope=document.scope,
                subject=None,
                day=None,
            )
        )
        start += len(text) + 2
    return Prepared(
        document=document,
        passages=tuple(found),
        hashes=tuple(content_id(each.text, length=32) for each in found),
        embeddings=vectors,
        model_id=model_id,
        recipe=recipe,
    )
