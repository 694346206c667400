"""Which texts are encoded together: some long ones, or many short ones, of about one length."""

from __future__ import annotations

from collections.abc import Sequence

CHARACTERS = 12_000
"""Characters of a batch, counted as if all its texts were as long as the longest: some 16 passages. Of 170 tokens each,
32 took a sixth more processor time a text than 16: what is computed no longer fits the processor's own memory."""

MOST = 128
"""Texts of a batch: single words, 32 at a time, spend much of their time between the multiplications."""

EVEN = 0.75
"""A text shorter than this share of the batch's longest begins another: it would be filled up to the longest's length.
All of 128 sentences of 4 to 25 words at once took twice as long as 32 at a time."""

FEW = 8
"""So many texts go together all the same: below that, filling up costs less than a further batch."""

AROUND = 8
"""What the two marks around a text count in characters."""


def batches(lengths: Sequence[int], characters: int = CHARACTERS, most: int = MOST) -> list[list[int]]:
    """The places of the texts of these lengths, each once, in batches, the longest first.

    A batch holds up to `most` texts and `characters`, or one text that is longer by itself.
    """
    found: list[list[int]] = []
    longest = room = 0
    for place in sorted(range(len(lengths)), key=lambda place: lengths[place], reverse=True):
        length = lengths[place] + AROUND
        if room == 0 or (length < EVEN * longest and len(found[-1]) >= FEW):
            longest = length
            room = max(min(characters // longest, most), 1)
            found.append([])
        found[-1].append(place)
        room -= 1
    return found
