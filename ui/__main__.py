"""`python -m ui`: the app in the browser, with the API beside it."""

from __future__ import annotations

import sys

from ui.starting import main

if __name__ == "__main__":
    sys.exit(main())
