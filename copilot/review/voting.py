"""A language model's vote on a sentence: how sure it is that the sources say it."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.draft import Origin
from copilot.review.grounding.model import Context, Source, Vote
from copilot.review.reviewing import Reviewer
from copilot.writing.llm import LanguageModel, Message, ModelFailed, Stop
from copilot.writing.prompting import Prompts
from copilot.writing.writer import Commission, ModelAtHand
from copilot.written import Written

_ANSWERS = ("yes", "no")
_PURPOSE = "vote"
_LEAST = 0.05
"""Where yes and no together are less likely than this, the model said something else, and has not voted."""
_MOST_CHARACTERS = 6_000
"""Of the sources: longer ones take a small model longer to read than a sentence is worth."""


def voted(written: Written, commission: Commission, at_hand: ModelAtHand | None) -> Written:
    """What was written, with the model's votes on its own sentences; as it is where it may not vote or does not tell.

    A model elsewhere is not asked: each vote is a request. What stands in a source as it is needs no vote, and what the
    Composer wrote is none of the model's.
    """
    if at_hand is None or not at_hand.votes or written.writer == "composer":
        return written
    try:
        model = at_hand.open()
    except ModelFailed:
        return written
    if not model.local:
        return written
    vote = vote_of(model, at_hand.prompts, commission.stop)
    reviewer = Reviewer(commission.material, commission.evidence, frozenset())
    composed = {line.text for section in commission.sections for line in section.lines}
    votes: dict[str, float] = {}
    for sentence in (one for block in written.blocks for one in block.sentences):
        if sentence.origin is Origin.CONNECTIVE or sentence.text in composed or reviewer.is_as_it_stands(sentence):
            continue
        share = vote(sentence.text, reviewer.sources_of(sentence), reviewer.context)
        if share is not None:
            votes[sentence.id] = round(share, 3)
    return written.model_copy(update={"votes": votes})


def vote_of(model: LanguageModel, prompts: Prompts, stop: Stop | None = None) -> Vote:
    """The model's vote, to be asked one sentence at a time; None of what it cannot be asked.

    It is asked no more once it failed, so a model that is gone costs one try a draft.
    """
    failed = False

    def vote(sentence: str, sources: Sequence[Source], context: Context) -> float | None:
        nonlocal failed
        if failed or not sources or sum(len(one.text) for one in sources) > _MOST_CHARACTERS:
            return None
        try:
            odds = model.odds(vote_request(prompts, sentence, sources, context), _ANSWERS, purpose=_PURPOSE, stop=stop)
        except ModelFailed:
            failed = True
            return None
        if odds is None or sum(odds) < _LEAST:
            return None
        yes, no = odds
        return yes / (yes + no)

    return vote


def vote_request(prompts: Prompts, sentence: str, sources: Sequence[Source], context: Context) -> tuple[Message, ...]:
    """What the model is asked: sources first, so that sentences on the same ones share what was read."""
    told = [f"Today is {context.as_of:%-d %B %Y}."]
    if context.viewer:
        told.append(f"In the sentence, I is {context.viewer}{_role(context.viewer, context)}.")
    if context.addressee:
        told.append(f"You is {context.addressee}{_role(context.addressee, context)}.")
    text = prompts.text(
        "vote",
        about=" ".join(told) if context.viewer else "",
        points="\n".join(_told(source) for source in sources),
        sentence=sentence,
    )
    return (Message("user", text),)


def _role(name: str, context: Context) -> str:
    role = next((one.role for one in context.people if one.name == name), "")
    return f", the {role}" if role else ""


def _told(source: Source) -> str:
    by = f" by {source.author}" if source.author else ""
    on = f" of {source.date:%-d %B %Y}" if source.date else ""
    named = "".join(f" ({role}: {name})" for role, name in source.names.items())
    days = "".join(f" ({day:%-d %B %Y})" for day in source.dates if day != source.date)
    return f"{source.kind.capitalize()}{by}{on}{named}{days}: {source.text.strip()}"
