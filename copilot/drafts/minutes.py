"""Sharing a session's minutes out."""

from __future__ import annotations

from collections.abc import Sequence


def allot(total: int, weights: Sequence[float]) -> list[int]:
    """Minutes for each weight, adding up to `total`; in fives where the session is long enough.

    Every part gets at least one unit (5 minutes, or 1 minute where fives do not go round).
    The largest remainders get what is left. Raises ValueError when there are more parts than minutes.
    """
    if not weights:
        return []
    unit = 5 if total % 5 == 0 and total >= 5 * len(weights) else 1
    units = total // unit
    spare = units - len(weights)
    if spare < 0:
        raise ValueError(f"{total} minutes cannot be shared among {len(weights)} parts")
    shares = [spare * weight / sum(weights) for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda at: (parts[at] - shares[at], at))
    for at in by_remainder[: spare - sum(parts)]:
        parts[at] += 1
    return [(part + 1) * unit for part in parts]
