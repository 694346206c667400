"""Whatever people write, the check comes to a verdict: it never fails."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OMAR = "Lena Brandt", "Omar Said"
PAIR = (KnownPerson(LENA, "", "mentee"), KnownPerson(OMAR, "", "mentor"))
PIECES = st.sampled_from(
    [
        *(
            "31 February",
            "the 31st",
            "30.2.",
            "Mon 32nd",
            "0 March",
            "13/13",
            "12.99.",
            "29 Feb",
            "2026-02-30",
            "the 0th",
        ),
        *(
            "half past 25",
            "at 25:61",
            "in 0 weeks",
            "next week",
            "Thursday week",
            "from 5 to 3 May",
            "the end of",
            "two Mondays ago",
        ),
        *(
            "0",
            "00",
            "0.0",
            "0 of 0",
            "one in zero",
            "one in 0",
            "twice 0",
            "a third",
            "1/0",
            "0 %",
            "£0",
            "all but 0",
            "half of 0",
        ),
        *(
            "not",
            "no",
            "nobody",
            "never",
            "without",
            "nothing but",
            "at most",
            "up to",
            "she",
            "he",
            "I",
            "you",
            "her",
            "Omar",
            "Lena's",
        ),
        *(
            "sent",
            "will send",
            "has to",
            "was lent by",
            "asked to",
            "the plan",
            "the list",
            "to",
            "and",
            "but",
            "if",
            "because",
        ),
        *("—", "“", "”", '"', "(", ")", ";", ":", ".", "!", "\n", "…", "´", "ß", "Ω", "👍", "\u202e", "\x00"),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(
    TEXTS,
    st.lists(TEXTS, min_size=1, max_size=2),
    st.sampled_from([None, dt.date(2026, 2, 28), dt.date(2024, 2, 29)]),
    st.sampled_from(["note", "guidance", "action", "goal"]),
    st.sampled_from([None, LENA, OMAR]),
)
def test_any_sentence_on_any_source_gets_a_verdict(
    sentence: str, texts: list[str], day: dt.date | None, kind: str, author: str | None
) -> None:
    sources = [Source(text, kind, day, author, text) for text in texts]
    verdict = ground(sentence, sources, Context(PAIR, LENA, dt.date(2026, 3, 1), OMAR))
    assert 0 <= verdict.score <= 1
    assert verdict.supported or verdict.problems
