"""What the app is filled with before it is looked at: the sample programme, and what people made of it since."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import yaml

from copilot.app import Copilot
from copilot.models import Role, Viewer, Visibility
from copilot.settings import Settings

_SAMPLE = resources.files("copilot") / "sample" / "programme.yaml"
_CROWD = 34
"""So many people more, for the pages that list them."""
_ASKED = {"w": "What has worked well?", "c": "What should we change?", "e": "Anything else?"}
_HEAD = ("person", "role", "period", *_ASKED.values())
_REQUEST = {
    "type": "request",
    "to": {"name": "Helena Brandt", "known": "runs customer operations at a parcel firm"},
    "why": "your talk at the Leeds product meetup on what no-shows cost a depot",
    "tone": "warm",
}
_EDITED = "I have read everything you published since 2019."
_ANSWERS = {
    "specific": "say what the numbers say in the weekly planning meeting while the decision is still open",
    "measurable": "Daniel counts three meetings out of four",
    "time_bound": "by 26 March 2027",
    "first_step": "on 24 November I send Daniel the one number I will bring to the next planning meeting",
    "obstacle": "I wait for a gap that never comes",
    "if_then": "If the second person has spoken, then I raise my hand and give the number",
    "check_date": "on 27 November and 29 January with Daniel, in our shared notes",
}
_NOTE = """Met Graham for 40 minutes in the Leeds canteen.
- I send Graham the three questions for the drivers by 27 November
- Graham to ask Halima for a slot in the Rotterdam call
- Graham books a room for our last session
He is keener than in spring. Next time we look back on the year.
"""


@dataclass(frozen=True)
class Scene:
    """`names`: what addresses name (`{agenda}`), by a word. `survey`, `crowd`: files to bring in by hand."""

    folder: Path
    names: Mapping[str, str]
    survey: Path
    crowd: Path


def prepared(folder: Path) -> Scene:
    """The data folder, ready to be served; needs no more than half a minute."""
    survey, crowd = folder / "survey.csv", folder / "crowd.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    _write_survey(survey)
    with resources.as_file(_SAMPLE) as sample, Copilot.open(Settings(data=folder / "data")) as copilot:
        copilot.import_programme(sample)
        programme = copilot.programme().id
        crowd.write_text(_crowd(programme, copilot.programme().name), encoding="utf-8")
        names = _drafts(copilot, lambda person: copilot.viewer(programme, person))
        staff = copilot.viewer(programme, "ruth")
        comments = [f"comment={column}" for column in _ASKED.values()]
        copilot.import_feedback(staff, survey, ["respondent=person", "role=role", "period=period", *comments])
    return Scene(folder, names, survey, crowd)


def join_crowd(scene: Scene) -> None:
    """Many people and pairs more in the folder, which nobody serves at this moment."""
    with Copilot.open(Settings(data=scene.folder / "data")) as copilot:
        staff = copilot.viewer(copilot.programme().id, "ruth")
        copilot.import_people(staff, scene.crowd)


def _drafts(copilot: Copilot, who: Callable[[str], Viewer]) -> dict[str, str]:
    daniel, amara, graham = who("daniel-k"), who("amara"), who("graham")
    day = copilot.as_of(daniel.programme)
    begin = copilot.studio.start
    agenda = begin(
        daniel, "agenda", {"relationship": "r-amara-daniel", "session_date": "2026-12-02", "minutes": 60}, day
    )
    request = begin(amara, "outreach", _REQUEST, day)
    block, why = next(
        (number, one)
        for number, part in enumerate(request.draft.blocks)
        for one in part.sentences
        if "no-shows" in one.text
    )
    added = {"added": [{"block": block, "after": why.id, "text": _EDITED}]}
    request = copilot.studio.edit(amara, request.id, added, request.version)
    thanks = begin(
        graham,
        "outreach",
        {
            "type": "thank_you",
            "to": "amara",
            "why": "sitting next to me while I booked a slot like a customer would",
            "tone": "warm",
        },
        day,
    )
    copilot.studio.accept(graham, thanks.id, thanks.version)
    goal = begin(amara, "goal", {"relationship": "r-amara-daniel", "goal": "g-amara-meetings"}, day)
    known = {one.id: _ANSWERS[one.id] for one in goal.draft.questions if one.id in _ANSWERS}
    goal = copilot.studio.answer(amara, goal.id, known, goal.version)
    blank = begin(amara, "outreach", {"type": "follow_up"}, day)
    note = copilot.add_note(
        amara, _NOTE, day=day, relationship="r-graham-amara", visibility=Visibility.SHARED, title="Graham, canteen"
    )
    card = min(copilot.guidance_list(amara.programme), key=lambda one: one.title).id
    return {
        "agenda": agenda.id,
        "request": request.id,
        "thanks": thanks.id,
        "goal": goal.id,
        "blank": blank.id,
        "note": note.id,
        "card": card,
    }


def _write_survey(path: Path) -> None:
    """Our own labelled comments as a survey's file, each by another person."""
    text = (resources.files("evals") / "cases" / "feedback.yaml").read_text(encoding="utf-8")
    comments = [one for one in yaml.safe_load(text)["comments"] if not one.get("apart")]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, _HEAD)
        rows.writeheader()
        for number, one in enumerate(comments):
            role = (Role.MENTEE, Role.MENTOR)[number % 3 == 0]
            known = {"person": f"p{number}", "role": role.value, "period": "2026-H2", _ASKED[one["q"]]: one["text"]}
            rows.writerow(known)


def _crowd(programme: str, name: str) -> str:
    """People and pairs with names short and long, as a programme's file."""
    first = ("Ana", "Maximilian-Alexander", "Ng", "Oluwaseun", "Siobhán", "Włodzimierz", "Nguyễn Thị", "Jo")
    last = ("Li", "van der Westhuizen-Montgomery", "Ó Ceallaigh", "Featherstonehaugh", "Santos", "Brzęczyszczykiewicz")
    people = [
        {
            "id": f"guest-{number}",
            "name": f"{first[number % len(first)]} {last[number % len(last)]}",
            "roles": ["mentor" if number % 2 else "mentee"],
            "title": ("", "Analyst", "Regional Head of Cross-Border Customer Experience, Rotterdam")[number % 3],
        }
        for number in range(_CROWD)
    ]
    pairs = [
        {
            "id": f"r-guest-{number}",
            "kind": "traditional",
            "mentor": f"guest-{number + 1}",
            "mentee": f"guest-{number}",
            "started": "2026-09-01",
        }
        for number in range(0, _CROWD, 2)
    ]
    content = {
        "format": "mentoring-programme/1",
        "programme": {"id": programme, "name": name, "as_of": "2026-11-20"},
        "people": people,
        "relationships": pairs,
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
