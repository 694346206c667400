"""How much of what a sentence says is in its sources at all."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.review.grounding.model import Problem
from copilot.review.grounding.words import SCAFFOLD_STEMS, content_stems, same_meaning, stem_set, tokens

THRESHOLD = 0.6
"""Share of content stems that must be in the sources."""
CLOSE_THRESHOLD = 0.4
"""The same where the embedder finds sentence and source close."""
CLOSE = 0.75
"""Cosine from which sentence and source count as close."""
LONGEST_RUN = 2
"""This many content words in a row that no source holds are a detail of the writer's own."""

JUDGING = stem_set(
    "amazing awesome brilliant excellent exceptional extraordinary fantastic great impressive incredible "
    "inspiring "
    "invaluable outstanding perfect remarkable successful superb terrific tremendous wonderful enthusiastic "
    "proud "
    "delighted thrilled excited grateful relieved disappointed frustrated angry upset worried anxious "
    "nervous terrible "
    "awful poor weak strong significant substantial dramatic major huge massive crucial vital essential "
    "severe serious "
    "rapid sudden deep deeply successfully significantly dramatically greatly strongly immediately "
    "repeatedly "
    "reluctantly eagerly sadly unfortunately fortunately proven scientifically famous renowned leading "
    "senior "
    "junior secret confidential urgent"
)
"""Words that judge or colour: one of them alone, in no source, is a detail of the writer's own."""


def check_coverage(
    sentence: str,
    texts: Sequence[str],
    ignored: frozenset[str],
    closeness: float | None = None,
    *,
    quoting: bool = False,
) -> tuple[float, list[Problem]]:
    """The covered share (0..1) and problems of kind `unsupported`.

    `ignored` are lower-case words that other checks answer for (names). `closeness` is the best
    cosine to a source, if an embedder was given. `quoting`: the sentence leads in a quotation that
    stands in a source, so one word of its own ("coming up") says nothing yet.
    """
    offered: frozenset[str] = frozenset().union(*(content_stems(text) for text in texts))
    covered, total = 0, 0
    run: list[str] = []
    worst: list[str] = []
    coloured: list[str] = []
    for token in tokens(sentence):
        if not token.is_content or token.lower.removesuffix("'s") in ignored:
            continue
        held = token.stem in offered or any(same_meaning(token.stem, other) for other in offered)
        if token.stem in SCAFFOLD_STEMS and not held:
            continue
        total += 1
        if held:
            covered += 1
            run = []
        else:
            run = [*run, token.text]
            worst = max(worst, run, key=len)
        if not held and token.stem in JUDGING:
            coloured.append(token.text)
    if quoting and total - covered <= 1 and not coloured:
        return 1.0, []
    close = closeness is not None and closeness >= CLOSE
    share = covered / total if total else 1.0
    problems = []
    if share < (CLOSE_THRESHOLD if close else THRESHOLD):
        problems.append(Problem("unsupported", f"the sources hold {covered} of {total} content words"))
    elif len(worst) >= LONGEST_RUN + (1 if close else 0):
        problems.append(Problem("unsupported", f"“{' '.join(worst)}” is in no cited source"))
    problems += [Problem("unsupported", f"“{word}” judges, and no cited source does") for word in coloured]
    return share, problems
