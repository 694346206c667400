"""What a provider's client raises, as one of our own errors: said clearly, without keys, addresses' secrets or text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from copilot.writing.llm import (
    ModelAnswerBroken,
    ModelBusy,
    ModelFailed,
    ModelMissing,
    ModelRefused,
    ModelTimedOut,
    ModelUnreachable,
)
from copilot.writing.providers import provider_of

_TIMES_OUT = ("timeout", "timedout")
_NO_CONNECTION = ("connect", "protocolerror", "networkerror", "readerror", "gaierror", "closed", "reset")
_REFUSED = re.compile(r"content.?filter|content management policy|content_policy|safety|blocked", re.IGNORECASE)
_TOO_LONG = re.compile(r"context.{0,3}(?:length|window|size|overflow)|too long|too many tokens", re.IGNORECASE)


def failure(error: BaseException, *, name: str, host: str, seconds: int) -> ModelFailed:
    """The error for people; `error` itself is for the log's eyes alone."""
    if isinstance(error, ModelFailed):
        return error
    provider, name = name.partition(":")[0], title(name)
    chain = list(_chain(error))
    status = next((found for one in chain if (found := _status(one)) is not None), None)
    names = " ".join(type(one).__name__.casefold() for one in chain)
    said = " ".join(str(one) for one in chain)
    if status in (401, 403) or "authentication" in names or "permissiondenied" in names:
        return _no_entry(provider, name, status)
    if status == 429 or "ratelimit" in names:
        return ModelBusy(f"{name} takes no more requests now.", next_step="Wait a little, or see your plan with them.")
    if status == 404 or "notfound" in names:
        return ModelMissing(
            f"{host} knows no model {name.partition(':')[2]!r}.", next_step="Check its name: `mentor model use SPEC`."
        )
    if "refusal" in names or "contentfilter" in names or (status == 400 and _REFUSED.search(said)):
        return refused(name)
    if _TOO_LONG.search(said) or "contextoverflow" in names:
        return ModelAnswerBroken(
            f"{name} cannot read as much as it was sent.", next_step="Choose a model that reads more at once."
        )
    if any(part in names for part in _TIMES_OUT):
        return timed_out(name, seconds)
    if status is not None and status >= 500:
        return ModelUnreachable(f"{name} is out of order (status {status}).", next_step="Try again later.")
    if status is not None and status >= 400:
        return ModelAnswerBroken(
            f"{name} did not take the request (status {status}).", next_step="Try it: `mentor model try`."
        )
    if isinstance(error, OSError) or any(part in names for part in _NO_CONNECTION):
        return ModelUnreachable(
            f"Nothing answers for {name} at {host}.", next_step="See whether it runs, and COPILOT_MODEL_URL."
        )
    return ModelAnswerBroken(f"{name} answered in a way that cannot be read.", next_step="Try it: `mentor model try`.")


def was_not_taken(error: ModelFailed) -> bool:
    """Whether the request was refused for how it was written."""
    return isinstance(error, ModelAnswerBroken) and any(_status(one) in (400, 422) for one in _chain(error))


def was_cut(error: BaseException) -> bool:
    """Whether the client raised for an answer that ended at its limit: what came until then is the answer."""
    return type(error).__name__ == "LengthFinishReasonError"


def title(name: str) -> str:
    """A model's name for people: of a file without the way to it."""
    return PurePath(name).name if name.startswith("gguf:") else name


def timed_out(name: str, seconds: int) -> ModelTimedOut:
    return ModelTimedOut(
        f"{title(name)} did not answer within {seconds} s.", next_step="Try again, or set COPILOT_MODEL_TIMEOUT higher."
    )


def too_long(name: str) -> ModelAnswerBroken:
    return ModelAnswerBroken(
        f"{title(name)} answered more than anybody could read.", next_step="Try it: `mentor model try`."
    )


def refused(name: str) -> ModelRefused:
    return ModelRefused(f"{title(name)} would not answer this.", next_step="Try again, or another model.")


def _no_entry(provider: str, name: str, status: int | None) -> ModelMissing:
    known = provider_of(provider)
    variable = known.key if known and known.key else "its key"
    told = f" (status {status})" if status else ""
    return ModelMissing(f"{name} does not accept the key it was given{told}.", next_step=f"Check {variable}.")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _status(error: BaseException) -> int | None:
    """The HTTP status, wherever this client keeps it."""
    for holder in (error, getattr(error, "response", None)):
        for name in ("status_code", "http_status", "code"):
            found = getattr(holder, name, None)
            if isinstance(found, int) and 400 <= found < 600:
                return found
    return None
