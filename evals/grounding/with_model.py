"""The check with a language model voting: `evals grounding --model gguf:PATH`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from copilot.review.grounding import Context, Source, with_vote
from copilot.review.grounding.ballot import together
from copilot.review.grounding.model import Vote
from copilot.review.voting import vote_of, vote_request
from copilot.settings import Settings
from copilot.writing.asking import AskedModel
from copilot.writing.engine import open_engine
from copilot.writing.prompting import Prompts
from evals.figures import Figure, Target, at_least, at_most
from evals.grounding.as_reviewed import context_of, sources_of
from evals.grounding.judged import Judged
from evals.grounding.public_sets import Claim
from evals.metrics import auc, percentile
from ingest.models import content_id

_TARGETS: Mapping[str, Target] = {"SummEdits samsum": at_least(0.76), "SummEdits sales calls": at_least(0.88)}
_SECONDS = 1.5
_SAVED_EVERY = 20


class TimedVote:
    """A vote that notes how long each took, in seconds, and keeps it in a file: `save()` writes that.

    A vote is known again by all that the model would be asked, so that changed rules cost no new votes. What the model
    did not vote on is not kept: it may have failed.
    """

    def __init__(self, vote: Vote, prompts: Prompts, file: Path) -> None:
        self._vote, self._prompts, self._file = vote, prompts, file
        self._known: dict[str, float] = json.loads(file.read_text("utf-8")) if file.exists() else {}
        self.seconds: list[float] = []

    def __call__(self, sentence: str, sources: Sequence[Source], context: Context) -> float | None:
        asked = vote_request(self._prompts, sentence, sources, context)
        key = content_id(*(message.text for message in asked))
        if key in self._known:
            return self._known[key]
        started = time.monotonic()
        found = self._vote(sentence, sources, context)
        self.seconds.append(time.monotonic() - started)
        if found is not None:
            self._known[key] = found
        if len(self.seconds) % _SAVED_EVERY == 0:
            self.save()
        return found

    def save(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self._known), "utf-8")

    def figures(self) -> list[Figure]:
        """The mean time of a vote; nothing where all of them were known."""
        if not self.seconds:
            return []
        note = f"95th percentile {percentile(self.seconds, 0.95):.1f}; {len(self.seconds)} asked"
        return [Figure("a vote, mean", sum(self.seconds) / len(self.seconds), "s", at_most(_SECONDS), note)]


@contextmanager
def voting(spec: str, folder: Path) -> Iterator[TimedVote]:
    """That model's vote, kept in that folder. Raises ModelMissing where the model cannot be opened."""
    engine, prompts = open_engine(spec, Settings()), Prompts()
    vote = TimedVote(vote_of(AskedModel(engine), prompts), prompts, folder / f"votes-{content_id(spec)}.json")
    try:
        yield vote
    finally:
        vote.save()
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
    """AUC on a set of talks: the model alone, and together with the score of the words.

    A claim is as well supported as its worst sentence. `scores` are of the words, by weights fitted without the talk.
    """
    chosen = sorted(range(len(claims)), key=lambda place: claims[place].about)
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
    note = f"{sum(labels)} of {len(labels)} supported"
    return [
        Figure(f"{name}: AUC, the model alone", auc(labels, alone), note=note),
        Figure(f"{name}: AUC with its vote", auc(labels, both), target=_TARGETS.get(name), note=note),
    ]
