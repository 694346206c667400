"""What each part of search gives: the product's search over guidance with one part left out (`scifact --ablate`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from copilot.retrieve import DOCUMENT_SHARE, HELD, NEAR, NEIGHBOUR_SHARE_OF_GUIDANCE, POOL, fuse, lend, score_guidance
from ingest.models import Filter, Scored
from ingest.sync import Corpus


@dataclass(frozen=True)
class Parts:
    """What counts in a search over guidance, and how much: see `copilot.retrieve`. `anew`: scores are not just fused."""

    anew: bool = True
    nearness: float = NEAR
    held: float = HELD
    neighbour: float = NEIGHBOUR_SHARE_OF_GUIDANCE
    document: float = DOCUMENT_SHARE


PARTS = {
    "as the product does": Parts(),
    "cosines not counted anew": Parts(nearness=0.0),
    "words held not counted": Parts(held=0.0),
    "neither: both rankings fused": Parts(anew=False),
    "neighbours lend nothing": Parts(neighbour=0.0),
    "the document's best lends nothing": Parts(document=0.0),
    "nothing but both rankings fused": Parts(anew=False, neighbour=0.0, document=0.0),
}
"""What `--ablate` tries."""


def ranked(corpus: Corpus, text: str, filter: Filter, parts: Parts) -> list[Scored]:
    """Passages of guidance for the text, best first, as `copilot.retrieve.search` finds them with these parts.

    Recency, the limit per document and what says the same twice are left aside: none of them changes a document's place.
    """
    keyword, vector = corpus.keyword(text, filter, POOL), corpus.nearest(text, filter, POOL)
    fused = fuse(keyword, vector)
    found = corpus.hits([one.passage_id for one in fused], filter)
    hits = [replace(found[one.passage_id], score=one.score) for one in fused if one.passage_id in found]
    if parts.anew:
        ranks = {one.passage_id for one in vector}
        cosines = corpus.cosines(text, [hit.passage.id for hit in hits if hit.passage.id not in ranks])
        hits = score_guidance(text, hits, keyword, vector, cosines, nearness=parts.nearness, held_share=parts.held)
    lent = lend(hits, document=parts.document, of_guidance=parts.neighbour)
    return [Scored(hit.passage.id, hit.score) for hit in lent]
