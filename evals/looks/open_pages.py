"""A page of the app held open as a browser does it: its websocket, and a rerun now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

RERUN_EVERY = 10.0
"""Seconds between clicks."""
_RERUN = b"\x5a\x00"
"""Streamlit's `BackMsg` with an empty `rerun_script` (field 11), in protobuf's bytes: draw the page."""


async def keep_open(address: str, cookies: Mapping[str, str]) -> None:
    """Draw the first page again and again until cancelled.

    Raises what ends the connection (websockets' `ConnectionClosed`, `InvalidStatus`): nothing should.
    """
    from websockets.asyncio.client import connect
    from websockets.typing import Origin, Subprotocol

    there = f"ws{address.removeprefix('http')}/_stcore/stream"
    sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    async with connect(
        there,
        origin=Origin(address),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=sent,
        max_size=None,
        proxy=None,
    ) as socket:

        async def listen() -> None:
            async for _ in socket:
                pass
            await socket.wait_closed()
            raise ConnectionError("the app closed the page")

        listening = asyncio.create_task(listen())
        try:
            while not listening.done():
                await socket.send(_RERUN)
                await asyncio.wait({listening}, timeout=RERUN_EVERY)
            listening.result()
        finally:
            listening.cancel()
