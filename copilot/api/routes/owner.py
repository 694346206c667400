"""For the folder's owner on this computer: the façade's methods, so that `mentor` works while the app runs.

Not part of the API: no document describes it, and it changes with the package. It asks for the token that stands
in the data folder (`copilot.serving`), over loopback, by a loopback name.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from copilot.api.asking import CopilotHere
from copilot.errors import CopilotError
from copilot.owner_calls import Asked, call, failed
from copilot.serving import is_loopback, proof
from ingest.errors import IngestError

router = APIRouter(prefix="/owner", include_in_schema=False)


def the_owners_token(request: Request) -> str:
    """The token that must be shown, where one was made and the request comes from this computer. Else 404."""
    token = request.app.state.owner
    near = request.client is not None and is_loopback(request.client.host)
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    if not isinstance(token, str) or not near or not is_loopback(name) or "origin" in request.headers:
        raise HTTPException(404)
    return token


Token = Annotated[str, Depends(the_owners_token)]


@router.get("/proof")
def prove(token: Token, nonce: Annotated[str, Query(min_length=16, max_length=100)]) -> dict[str, str]:
    """That this app knows the folder's token."""
    return {"proof": proof(token, nonce)}


@router.post("/{method}")
def ask(method: str, asked: Asked, copilot: CopilotHere, token: Token, request: Request) -> Response:
    """Call it. One of our own errors comes back as 409, to be raised again."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    wanted = call(method)
    if scheme != "Bearer" or not secrets.compare_digest(shown.encode(), token.encode()) or wanted is None:
        raise HTTPException(404)
    asked_as = copilot.set_to(model=asked.model, results=asked.results)
    owner, _, name = method.rpartition(".")
    target: Any = asked_as.accounts if owner else asked_as
    try:
        answer = getattr(target, name)(**wanted.read(asked.arguments, asked_as.viewer))
    except (CopilotError, IngestError) as error:
        return JSONResponse(failed(error).model_dump(mode="json"), 409)
    except (ValidationError, KeyError) as error:
        raise HTTPException(422, f"{method} takes other arguments: {type(error).__name__}.") from error
    return Response(wanted.answer.dump_json(answer, by_alias=True), media_type="application/json")
