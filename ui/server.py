"""One process, one port: the API with the pages mounted behind it, and the guard before both."""

from __future__ import annotations

from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from copilot.api import Guard, create_app
from copilot.api.application import PUBLIC as OPEN_TO_PROGRAMS
from copilot.app import Copilot
from ui import entrance
from ui.hosting import Host, take
from ui.shell import Shell

HERE = Path(__file__).parent


def create_server(copilot: Copilot, *, owner: str | None = None) -> ASGIApp:
    """Everything that is served, on this copilot, which stays the caller's to close.

    Streamlit keeps its settings for the whole process, so a process can serve one copilot's pages only.
    `owner`: the token of the folder's owner, by which the `mentor` command goes through the app (`copilot.serving`).
    """
    import streamlit as st
    from streamlit import config

    take(Host(copilot))
    pages = st.App(HERE / "app.py")
    config.get_config_options(force_reparse=True)
    config.set_option("server.maxUploadSize", copilot.settings.upload_mb)
    app = create_app(copilot, owner=owner, lifespan=pages.lifespan())
    app.include_router(entrance.router)
    app.mount("/assets", StaticFiles(directory=HERE / "assets"))
    app.mount("/", Shell(pages))
    public = (*OPEN_TO_PROGRAMS, *entrance.PUBLIC)
    return Guard(app, copilot, public=public, hosts=copilot.settings.allowed_hosts)
