"""Texts for readers who do not know who wrote them, and what came of their reading.

`python -m evals.models.blind_reading KEY ANSWERS…`: the key that the suite `models` wrote beside the sheet, and one JSON file a
reader: `{"outreach-1": {"prefer": "A" | "B" | "equal", "unsupported": [3, 7]}, …}`.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ORDER = 20261128


@dataclass(frozen=True)
class Read:
    """One brief to be read: what was known, both texts, and the sentences that reached the person unmarked, by writer."""

    id: str
    known: str
    ours: str
    composed: str
    said: Mapping[str, Sequence[str]]


def sheet(cases: Sequence[Read]) -> tuple[str, dict[str, Any]]:
    """The sheet as Markdown, and its key. The same cases give the same sheet."""
    chance = random.Random(_ORDER)
    parts, key = [_HOW], {}
    for case in cases:
        first = chance.random() < 0.5
        a, b = (case.ours, case.composed) if first else (case.composed, case.ours)
        said = [(writer, text) for writer, texts in case.said.items() for text in texts]
        chance.shuffle(said)
        numbered = "\n".join(f"{number}. {text}" for number, (_, text) in enumerate(said, start=1))
        parts.append(
            f"# {case.id}\n\n## What was known\n\n{case.known}\n\n## Text A\n\n{a}\n\n## Text B\n\n{b}\n\n"
            f"## Sentences\n\n{numbered}\n"
        )
        key[case.id] = {
            "A": "ours" if first else "composer",
            "B": "composer" if first else "ours",
            "same": case.ours == case.composed,
            "sentences": [writer for writer, _ in said],
            "texts": [text for _, text in said],
        }
    return "\n\n".join(parts), key


def judged(key: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the readers found: preferences by majority, and by writer the share of sentences most call unsupported."""
    better = {"ours": 0, "composer": 0, "equal": 0}
    lost: list[str] = []
    wrong: dict[str, list[tuple[str, str]]] = {}
    count: dict[str, int] = {}
    for name, case in key.items():
        votes = [case.get(one.get(name, {}).get("prefer", ""), "equal") for one in answers]
        ours, theirs = votes.count("ours"), votes.count("composer")
        verdict = "equal" if case["same"] or ours == theirs else "ours" if ours > theirs else "composer"
        better[verdict] += 1
        if verdict == "composer":
            lost.append(name)
        for number, writer in enumerate(case["sentences"], start=1):
            count[writer] = count.get(writer, 0) + 1
            against = sum(number in one.get(name, {}).get("unsupported", ()) for one in answers)
            if 2 * against > len(answers):
                wrong.setdefault(writer, []).append((name, case["texts"][number - 1]))
    return {
        "preferred": better,
        "ours preferred or equal": (better["ours"] + better["equal"]) / max(len(key), 1),
        "lost": lost,
        "unsupported": {writer: len(wrong.get(writer, ())) / count[writer] for writer in count},
        "sentences": count,
        "which": wrong,
    }


_HOW = """Read each brief by itself. "What was known" is all that a writer could know.
1. Which text would you rather send, or take into the session: A, B, or are they equally good?
2. Which of the numbered sentences say something that is not in "What was known" (a name, a number, a day, an event, a claim,
advice that nothing there gives)? Greetings, thanks, questions and plain courtesies need no source."""


def main(words: Sequence[str]) -> int:
    """Print what the readers found as JSON."""
    if len(words) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    key, *answers = (json.loads(Path(word).read_text("utf-8")) for word in words)
    print(json.dumps(judged(key, answers), indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
