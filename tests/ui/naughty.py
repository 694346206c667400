"""Words that break pages which trust what was typed, and programmes made of them."""

from __future__ import annotations

from pathlib import Path

import yaml

STRINGS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "**bold** _it_ [link](javascript:alert(1)) ![i](http://elsewhere.example/i.png)",
    "# heading :red[red] $x^2$ `code` ~~gone~~ <b>b</b> &amp; |",
    "{{7*7}} ${7*7} %s %(name)s '; DROP TABLE notes; --",
    "مرحبا \u202eback\u202c Ω≈ç√ 👩\u200d👩\u200d👧 田中さん",
)
TAGS = ("<script", "<img", "<svg", "<b>b")
"""None of these may stand in HTML that a page makes."""


def programme(folder: Path) -> Path:
    """A programme file whose every text is naughty: its staff is `staff`, its pair `mentor` and `mentee`."""
    script, image, svg, markdown, heading, injection, scripts = STRINGS
    people = [
        {"id": "mentor", "name": f"Mia {script}", "roles": ["mentor"], "title": image, "known_as": markdown},
        {"id": "mentee", "name": f"Noa {svg}", "roles": ["mentee"], "title": heading},
        {"id": "staff", "name": f"Sam {scripts}", "roles": ["staff"], "title": injection},
    ]
    pair = {"id": "pair", "kind": "traditional", "mentor": "mentor", "mentee": "mentee", "started": "2026-01-05"}
    note = {
        "id": "n",
        "author": "mentee",
        "relationship": "pair",
        "date": "2026-02-02",
        "title": f"Session {image}",
        "visibility": "shared",
        "text": f"We agreed on the budget spreadsheet {script} {heading}. Mia will send the budget template by 9 March 2026.",
    }
    guide = {
        "id": "guide",
        "title": f"Rules {svg}",
        "text": f"# Rules {svg}\n\nTrains are paid for. {script}\n\n## {image}\n\n{markdown}",
    }
    file = folder / "naughty.yaml"
    content = {
        "format": "mentoring-programme/1",
        "programme": {"id": "p", "name": f"Programme {script}", "as_of": "2026-03-01", "contact": f"Ask {image}"},
        "people": people,
        "relationships": [pair],
        "guidance": [guide],
        "notes": [note],
    }
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return file
