"""A wish for a finished draft: shorter, warmer, less formal, or in the person's own words. Facts and citations stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from copilot.draft import Block, Citation, CitationKind, Origin, Sentence
from copilot.errors import BriefError
from copilot.writing.composer import sentence_id
from copilot.writing.conversation import schema_of
from copilot.writing.failures import title
from copilot.writing.llm import LanguageModel, ModelAnswerBroken
from copilot.writing.sentences_out import Said, read, read_raw
from copilot.writing.sources import fenced, speaks_to_a_model
from copilot.writing.tally import Tally
from copilot.writing.writer import Commission, ModelAtHand
from copilot.written import Written

WISHES = {
    "shorter": "Say each sentence in fewer words.",
    "warmer": "Say it warmer and friendlier.",
    "less formal": "Say it less formally, as one says it aloud.",
}
"""The wishes that have a name, as the model is told them."""
LONGEST_WISH = 300
_LEAST_WORDS = 4
"""A greeting or a name is no sentence to be said otherwise."""
_MOST = 24


def told(wish: str) -> str:
    """The wish as the model is told it. Raises BriefError for none, or a long one."""
    said = " ".join(wish.split())
    if not said or len(said) > LONGEST_WISH:
        raise BriefError(
            "This wish cannot be used." if said else "There is no wish.",
            location="wish",
            next_step=f"Say in up to {LONGEST_WISH} characters how it should be said, such as “shorter”.",
        )
    return WISHES.get(said.casefold().rstrip("."), fenced(said))


def revised(at_hand: ModelAtHand, commission: Commission, base: Written, own: Collection[str], wish: str) -> Written:
    """What was written, with sentences changed as the wish says; each keeps its citations, or its former words.

    `own` are ids of sentences that the person changed by hand: those are theirs, and are not shown.

    Raises:
        BriefError: the wish cannot be used.
        ModelFailed: the model gave no answer. Nothing changed.
    """
    instruction = told(wish)
    model = at_hand.open()
    offered = _offered(commission, base.blocks, own, _may_leave(at_hand, commission, model))
    if not offered:
        raise BriefError(
            f"There is no sentence here that {title(at_hand.name)} may change.",
            location="wish",
            next_step="Change it by hand: what you wrote yourself and what is private stays as it is.",
        )
    tally = Tally()
    commission.tell("asking")
    completion = model.complete(
        at_hand.prompts.messages(
            "revise",
            wish=instruction,
            points="\n".join(f"{label} {fenced(one.text)}" for label, one in offered.items()),
        ),
        purpose=f"{commission.kind}: revise",
        schema=schema_of(list(offered)),
        max_tokens=min(900, 80 + 50 * len(offered)),
        stop=commission.stop,
    )
    tally.add(completion)
    typed = [one.quote for each in offered.values() for one in each.citations]
    said = read(completion.text, list(offered), typed, 2 * _MOST)
    if not read_raw(completion.text):
        raise ModelAnswerBroken(f"What {title(at_hand.name)} answered could not be read as sentences.")
    shorter = wish.casefold().strip(" .") == "shorter"
    changes = {
        one.id: new
        for label, one in offered.items()
        if (new := _changed(commission, one, _texts(said, label), shorter=shorter)) is not None
    }
    commission.tell("done")
    return base.model_copy(
        update={
            "blocks": _with(base.blocks, changes),
            "writer": at_hand.name if changes else base.writer,
            "fallback_reason": None if changes else base.fallback_reason,
            "usage": tally.usage,
        }
    )


def _may_leave(at_hand: ModelAtHand, commission: Commission, model: LanguageModel) -> Callable[[Citation], bool]:
    all_may = model.local or at_hand.private_may_leave
    return lambda citation: not commission.closed(citation) and (all_may or not commission.personal(citation))


def _offered(
    commission: Commission, blocks: Sequence[Block], own: Collection[str], may_leave: Callable[[Citation], bool]
) -> dict[str, Sentence]:
    """The sentences that may be said otherwise, by label."""
    found: list[Sentence] = []
    for block in blocks:
        for one in block.sentences:
            if one.id in own or one.origin is Origin.CONNECTIVE or not one.citations:
                continue
            if len(one.text.split()) < _LEAST_WORDS or (commission.kind == "outreach" and block.heading == "Subject"):
                continue
            if all(each.kind is CitationKind.PERSON for each in one.citations):
                continue  # a greeting or a signature: who somebody is, said as it is kept
            if all(map(may_leave, one.citations)) and not speaks_to_a_model(one.text):
                found.append(one)
    return {f"S{number}": one for number, one in enumerate(found[:_MOST], start=1)}


def _texts(said: Sequence[Said], label: str) -> str:
    return " ".join(one.text for one in said if one.cites[:1] == (label,))


def _changed(commission: Commission, before: Sentence, text: str, *, shorter: bool) -> Sentence | None:
    """The sentence in its new words; None where it stays as it was."""
    if not text or text == before.text or (shorter and len(text) >= len(before.text)):
        return None
    if text.endswith("?") != before.text.endswith("?"):
        return None
    now = before.model_copy(update={"text": text}, deep=True)
    if not commission.judge.sentence(now).holds or not commission.judge.keeps([text], before.text):
        return None
    commission.tell("writing", now)
    return now


def _with(blocks: Sequence[Block], changes: dict[str, Sentence]) -> list[Block]:
    taken = {one.id for block in blocks for one in block.sentences}
    made = []
    for block in blocks:
        sentences = []
        for one in block.sentences:
            new = changes.get(one.id)
            sentences.append(new.model_copy(update={"id": sentence_id(new.text, taken)}) if new else one)
        made.append(block.model_copy(update={"sentences": sentences}))
    return made
