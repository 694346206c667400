"""How often somebody may try a password. OWASP's authentication cheat sheet: per account first, then per address."""

from __future__ import annotations

import math
import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from copilot.errors import TooManyTries


class SignInLimits:
    """Counts failed tries in memory: one process serves, and a restart forgives.

    Eight an account in ten minutes; forty an address, behind which a whole office may sit.
    """

    def __init__(self, account: str = "8 per 10 minute", address: str = "40 per 10 minute") -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._account, self._address = parse(account), parse(address)

    def check(self, programme: str, name: str, address: str) -> None:
        """Raises TooManyTries where a further try is too many."""
        for limit, key in ((self._account, _account(programme, name)), (self._address, ("address", address))):
            if not self._limiter.test(limit, *key):
                free = self._limiter.get_window_stats(limit, *key).reset_time - time.time()
                minutes = max(1, math.ceil(free / 60))
                raise TooManyTries(
                    "Too many tries to sign in.",
                    next_step=f"Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again.",
                    seconds=max(1, math.ceil(free)),
                )

    def failed(self, programme: str, name: str, address: str) -> None:
        """Count a try that failed."""
        self._limiter.hit(self._account, *_account(programme, name))
        self._limiter.hit(self._address, "address", address)

    def succeeded(self, programme: str, name: str) -> None:
        """Whoever signs in has an account's count cleared, not the address's."""
        self._limiter.clear(self._account, *_account(programme, name))


def _account(programme: str, name: str) -> tuple[str, str, str]:
    return "account", programme, name.casefold()
