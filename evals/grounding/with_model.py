"""The check with a language model voting: `evals grounding --model gguf:PATH`."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from copilot.review.grounding import Context, Source, with_vote
from copilot.review.grounding.ballot import together
from copilot.review.grounding.model import Vote
from copilot.review.voting import vote_of
from copilot.settings import Settings
from copilot.writing.asking import AskedModel
from copilot.writing.engine import open_engine
from copilot.writing.prompting import Prompts
from evals.figures import Figure, Target, at_least, at_most
from evals.grounding.as_reviewed import context_of, sources_of
from evals.grounding.judged import Judged
from evals.grounding.public_sets import Claim
from evals.metrics import auc, percentile

SAMPLE = 120
"""So many claims of each set of talks: a model takes a second or more for each sentence."""
_SEED = 20261128
_TARGETS: Mapping[str, Target] = {"SummEdits samsum": at_least(0.76), "SummEdits sales calls": at_least(0.88)}
_SECONDS = 1.5


@dataclass
class TimedVote:
    """A vote that notes how long each took, in seconds."""

    vote: Vote
    seconds: list[float]

    def __call__(self, sentence: str, sources: Sequence[Source], context: Context) -> float | None:
        started = time.monotonic()
        found = self.vote(sentence, sources, context)
        self.seconds.append(time.monotonic() - started)
        return found

    def figure(self) -> Figure:
        """The mean time of a vote."""
        mean = sum(self.seconds) / max(len(self.seconds), 1)
        tail = percentile(self.seconds, 0.95) if self.seconds else float("nan")
        return Figure("a vote, mean", mean, "s", at_most(_SECONDS), f"95th percentile {tail:.1f}")


@contextmanager
def voting(spec: str) -> Iterator[TimedVote]:
    """That model's vote. Raises ModelMissing where it cannot be opened."""
    engine = open_engine(spec, Settings())
    try:
        yield TimedVote(vote_of(AskedModel(engine), Prompts()), [])
    finally:
        engine.close()


def voted_on(judged: Sequence[Judged], vote: Vote) -> list[Judged]:
    """The verdicts with the model's vote in them."""
    return [
        replace(
            one,
            verdict=with_vote(
                one.verdict, vote(one.sentence.sentence, sources_of(one.sentence), context_of(one.sentence))
            ),
        )
        for one in judged
    ]


def talk_figures(name: str, claims: Sequence[Claim], scores: Sequence[float], vote: Vote) -> list[Figure]:
    """AUC on a sample of a set of talks: the model alone, and together with the score of the words.

    A claim is as well supported as its worst sentence. `scores` are of the words, by weights fitted without the talk.
    """
    chosen = sorted(random.Random(_SEED).sample(range(len(claims)), min(SAMPLE, len(claims))))
    chosen.sort(key=lambda place: claims[place].about)
    known: dict[tuple[str, str], float] = {}
    labels, alone, both = [], [], []
    for place in chosen:
        claim = claims[place]
        votes = []
        for sentence in claim.sentences:
            key = (claim.about, sentence)
            if key not in known:
                found = vote(sentence, (claim.source,), claim.context)
                known[key] = 0.5 if found is None else found
            votes.append(known[key])
        labels.append(claim.supported)
        alone.append(min(votes))
        both.append(together(scores[place], min(votes)))
    note = f"{sum(labels)} of {len(labels)} supported, a sample"
    return [
        Figure(f"{name}: AUC, the model alone", auc(labels, alone), note=note),
        Figure(f"{name}: AUC with its vote", auc(labels, both), target=_TARGETS.get(name), note=note),
    ]
