"""What each address does, told by what its callers see."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml

from copilot.models import SessionKind
from tests.copilot.api.serving import House

SURVEY = "who,What helped?\n" + "".join(f"p{n},The monthly sessions helped me with planning\n" for n in range(12))


def test_who_am_i_tells_my_own_contact_data_and_nobody_elses(house: House) -> None:
    client = house.client("ann")
    me = client.get("/api/v1/me").json()
    assert (me["id"], me["email"], me["as_of"], me["relationships"]) == (
        "ann",
        "ann@oak.example",
        "2026-11-02",
        ["ann-bob"],
    )
    everyone = client.get("/api/v1/people").text + client.get("/api/v1/people/bob").text
    assert "Bob Beech" in everyone
    assert "bob@oak.example" not in everyone
    assert "0171" not in everyone


def test_a_mentee_knows_of_partners_mentors_and_staff_alone(house: House) -> None:
    client = house.client("ann")
    assert [one["id"] for one in client.get("/api/v1/people").json()["items"]] == ["ann", "bob", "sam"]
    assert client.get("/api/v1/people/cem").status_code == 404
    assert [one["id"] for one in client.get("/api/v1/people?partners=true").json()["items"]] == ["bob"]


def test_lists_come_in_pages(house: House) -> None:
    client = house.client("ann")
    for n in range(3):
        client.post("/api/v1/notes", json={"text": f"Note {n}", "date": f"2026-10-2{n}"})
    first = client.get("/api/v1/notes?limit=2").json()
    assert (len(first["items"]), first["total"], first["next"]) == (2, 4, 2)
    last = client.get("/api/v1/notes?limit=2&offset=2").json()
    assert (len(last["items"]), last["next"]) == (2, None)
    assert client.get("/api/v1/notes?limit=0").status_code == 422
    assert client.get("/api/v1/notes?colour=red").status_code == 422


def test_a_note_is_private_until_it_is_shared_and_again_after(house: House) -> None:
    ann, bob = house.client("ann"), house.client("bob")
    made = ann.post("/api/v1/notes", json={"text": "I would like to lead a review.", "title": "Wish"})
    assert made.status_code == 201
    note = made.json()
    assert (note["visibility"], note["relationship"], note["date"]) == ("private", "ann-bob", "2026-11-02")
    where = f"/api/v1/notes/{note['id']}"
    assert bob.get(where).status_code == 404
    shared = ann.patch(where, json={"visibility": "shared"}, headers={"if-match": note["version"]})
    assert shared.json()["visibility"] == "shared"
    assert bob.get(where).json()["text"] == note["text"]
    assert bob.patch(where, json={"text": "Mine now"}).status_code == 422
    ann.patch(where, json={"visibility": "private"})
    assert bob.get(where).status_code == 404


def test_the_second_of_two_windows_sees_both_texts_and_neither_is_lost(house: House) -> None:
    client = house.client("ann")
    note = client.get("/api/v1/notes/n1").json()
    seen = {"if-match": note["version"]}
    first = client.patch("/api/v1/notes/n1", json={"text": "What the first window says."}, headers=seen)
    assert first.status_code == 200
    second = client.patch("/api/v1/notes/n1", json={"text": "What the second window says."}, headers=seen)
    problem = second.json()
    assert (second.status_code, problem["code"]) == (409, "conflict")
    assert problem["current"]["text"] == "What the first window says."
    assert problem["sent"]["text"] == "What the second window says."
    again = {"if-match": f'"{problem["version"]}"'}
    assert client.patch("/api/v1/notes/n1", json={"text": "Both."}, headers=again).status_code == 200
    assert client.delete("/api/v1/notes/n1", headers=seen).status_code == 409
    assert client.delete("/api/v1/notes/n1").status_code == 204
    assert client.get("/api/v1/notes/n1").status_code == 404


def test_an_edited_note_is_found_by_its_new_words_alone(house: House) -> None:
    client = house.client("ann")
    client.patch("/api/v1/notes/n1", json={"text": "Zebra crossings are painted in white."})

    def found(words: str) -> list[str]:
        return [
            one["source"] for one in client.get("/api/v1/search", params={"q": words, "kind": "note"}).json()["items"]
        ]

    assert "note:n1" in found("zebra crossings")
    texts = client.get("/api/v1/search", params={"q": "roadmap review outline"}).text
    assert "send the outline" not in texts


def test_a_search_within_words_returns_the_lines_that_tell_and_no_more(house: House) -> None:
    client = house.client("ann")
    client.patch("/api/v1/notes/n1", json={"text": "We had tea.\n\nZebra crossings are white.\n\nIt rained."})
    asked = {"q": "which colour have zebra crossings?", "kind": "note", "words": 4}
    found = client.get("/api/v1/search", params=asked).json()["items"]
    assert [one["text"] for one in found if one["source"] == "note:n1"] == ["Zebra crossings are white."]
    assert client.get("/api/v1/search", params={**asked, "words": 0}).status_code == 422


def test_words_that_were_edited_away_can_be_kept_again_beside_the_edited_note(house: House) -> None:
    client = house.client("ann")
    first = client.post("/api/v1/notes", json={"text": "First words."}).json()
    client.patch(f"/api/v1/notes/{first['id']}", json={"text": "Other words."})
    again = client.post("/api/v1/notes", json={"text": "First words."}).json()
    assert again["id"] != first["id"]
    assert client.get(f"/api/v1/notes/{first['id']}").json()["text"] == "Other words."
    assert client.post("/api/v1/notes", json={"text": "First words."}).json()["id"] == again["id"]


def test_a_file_becomes_a_private_note(house: House) -> None:
    client = house.client("ann")
    files = {"file": ("walk.md", b"# Walk\n\nWe walked and talked.", "text/markdown")}
    made = client.post("/api/v1/notes/files", files=files, data={"date": "2026-10-30"})
    assert (made.status_code, made.json()["title"], made.json()["visibility"]) == (201, "walk", "private")
    odd = client.post("/api/v1/notes/files", files={"file": ("walk.exe", b"MZ", "application/octet-stream")})
    assert (odd.status_code, odd.headers["content-type"]) == (415, "application/problem+json")
    assert "/tmp" not in odd.text


def test_a_proposal_is_accepted_with_ones_own_words_and_finished(house: House) -> None:
    ann, bob = house.client("ann"), house.client("bob")
    proposals = ann.get("/api/v1/actions?status=proposed").json()["items"]
    proposal = next(one for one in proposals if one["note"] == "n1")
    assert proposal["source"]["quote"].startswith("Ann to send")
    where = f"/api/v1/actions/{proposal['id']}"
    seen = {"if-match": proposal["version"]}
    said = {"status": "open", "text": "Send Bob the outline", "due": "2026-11-15"}
    accepted = ann.post(f"{where}/decision", json=said, headers=seen)
    assert accepted.status_code == 200
    assert (accepted.json()["status"], accepted.json()["text"], accepted.json()["due"]) == (
        "open",
        said["text"],
        "2026-11-15",
    )
    late = bob.post(f"{where}/decision", json={"status": "dropped"}, headers=seen)
    assert (late.status_code, late.json()["current"]["text"]) == (409, "Send Bob the outline")
    changed = ann.patch(where, json={"due": None, "owner": "bob"})
    assert (changed.json()["due"], changed.json()["owner"]) == (None, "bob")
    assert ann.patch(where, json={"owner": "cem"}).status_code == 422
    done = ann.post(f"{where}/decision", json={"status": "done"})
    assert done.json()["status"] == "done"
    assert ann.post(f"{where}/decision", json={"status": "open"}).json()["status"] == "open"
    assert house.client("cem").get(where).status_code == 404


def test_a_proposal_is_not_reworded_before_it_is_accepted(house: House) -> None:
    ann = house.client("ann")
    proposal = ann.get("/api/v1/actions?status=proposed").json()["items"][0]
    assert ann.patch(f"/api/v1/actions/{proposal['id']}", json={"text": "Other"}).status_code == 422


def test_a_goal_is_set_reworded_and_reached_by_its_owner(house: House) -> None:
    ann, bob = house.client("ann"), house.client("bob")
    assert bob.get("/api/v1/goals/g1").json()["mine"] is False
    assert bob.patch("/api/v1/goals/g1", json={"status": "achieved"}).status_code == 422
    goal = ann.get("/api/v1/goals/g1").json()
    changed = ann.patch("/api/v1/goals/g1", json={"text": "Lead two reviews."}, headers={"if-match": goal["version"]})
    assert changed.json()["text"] == "Lead two reviews."
    late = ann.patch("/api/v1/goals/g1", json={"text": "Lead three."}, headers={"if-match": goal["version"]})
    assert (late.json()["current"]["text"], late.json()["sent"]["text"]) == ("Lead two reviews.", "Lead three.")
    assert ann.patch("/api/v1/goals/g1", json={"status": "achieved"}).json()["status"] == "achieved"
    made = ann.post("/api/v1/goals", json={"text": "Write every week.", "relationship": "none"})
    assert (made.status_code, made.json()["relationship"]) == (201, None)
    assert ann.get("/api/v1/goals/g2").status_code == 404


def test_the_timeline_of_a_relationship_holds_what_one_may_read_in_order(house: House) -> None:
    ann, bob = house.client("ann"), house.client("bob")
    mine = ann.get("/api/v1/relationships/ann-bob/timeline").json()["items"]
    assert [one["id"] for one in mine if one["kind"] != "action"] == ["g1", "n1"]
    assert [one["day"] for one in mine] == sorted(one["day"] for one in mine)
    theirs = bob.get("/api/v1/relationships/ann-bob/timeline?kind=note&newest_first=true").json()["items"]
    assert {one["id"] for one in theirs} == {"n1", "n2"}
    assert ann.get("/api/v1/relationships/cem-bob/timeline").status_code == 404
    assert ann.get("/api/v1/relationships/ann-bob").json()["stage"] == "middle"
    assert ann.get("/api/v1/relationships/ann-bob?as_of=2026-01-02").json()["stage"] == "first"


def test_a_draft_is_made_on_the_spot_kept_exported_and_removed(house: House) -> None:
    client = house.client("bob")
    brief = {"kind": "agenda", "brief": {"relationship": "ann-bob", "session_date": "2026-11-16"}}
    made = client.post("/api/v1/drafts/preview", json=brief)
    assert (made.status_code, made.json()["schema"], made.json()["status"]) == (200, 1, "drafted")
    kept = client.post("/api/v1/drafts/kept", json=brief).json()
    assert [one["id"] for one in client.get("/api/v1/drafts/kept").json()["items"]] == [kept["id"]]
    assert house.client("ann").get(f"/api/v1/drafts/kept/{kept['id']}").status_code == 404
    for suffix in (".md", ".docx", ".eml", ".ics", ".txt", ".json"):
        file = client.get(f"/api/v1/drafts/kept/{kept['id']}/export", params={"suffix": suffix})
        assert file.status_code == 200, suffix
        assert "attachment" in file.headers["content-disposition"]
    assert client.get(f"/api/v1/drafts/kept/{kept['id']}/export?suffix=.exe").status_code == 422
    assert client.delete(f"/api/v1/drafts/kept/{kept['id']}").status_code == 204
    assert client.post("/api/v1/drafts/preview", json={"kind": "agenda", "brief": {"colour": "red"}}).status_code == 422


def test_a_working_draft_goes_through_its_versions(house: House) -> None:
    client = house.client("bob")
    begun = client.post("/api/v1/drafts", json={"kind": "agenda", "brief": {"relationship": "ann-bob"}})
    assert begun.status_code == 201
    draft = begun.json()
    where = f"/api/v1/drafts/{draft['id']}"
    sentence = next(one for block in draft["draft"]["blocks"] for one in block["sentences"])
    edits = {"sentences": {sentence["id"]: "We begin with the outline."}}
    edited = client.post(f"{where}/edits", json={"version": draft["version"], "edits": edits})
    assert edited.status_code == 200
    assert "We begin with the outline." in edited.json()["draft"]["text"]
    late = client.post(
        f"{where}/edits", json={"version": draft["version"], "edits": {"sentences": {sentence["id"]: "Late."}}}
    )
    assert (late.status_code, late.json()["sent"], late.json()["version"]) == (409, {sentence["id"]: "Late."}, 2)
    changed = client.put(f"{where}/brief", json={"version": 2, "brief": {"relationship": "ann-bob", "minutes": 30}})
    assert changed.json()["version"] == 3
    assert [one["number"] for one in client.get(f"{where}/versions").json()["items"]] == [1, 2, 3]
    assert client.get(f"{where}/comparison?a=1&b=2").json()["differences"]
    accepted = client.post(f"{where}/acceptance", json={"version": 3})
    assert accepted.json()["status"] == "accepted"
    reopened = client.post(f"{where}/reopening", json={"version": accepted.json()["version"]})
    assert reopened.json()["status"] == "open"
    assert client.get(f"{where}/export?suffix=.txt").status_code == 200
    assert house.client("ann").get(where).status_code == 404
    assert client.delete(where).status_code == 204
    assert client.get("/api/v1/drafts").json()["total"] == 0


def test_questions_are_answered_with_their_source_or_nothing_here_says(house: House) -> None:
    client = house.client("ann")
    answer = client.post("/api/v1/ask", json={"question": "What did we plan in October?"}).json()
    assert answer["kind"] == "ask"
    assert client.post("/api/v1/ask", json={"question": " "}).status_code == 422
    hits = client.get("/api/v1/search?q=roadmap review").json()
    assert hits["items"][0]["source"] == "note:n1"


def test_guidance_is_read_with_headings_and_by_its_passages(house: House) -> None:
    client = house.client("ann")
    own = client.get("/api/v1/guidance?kept=own").json()["items"]
    assert [one["id"] for one in own] == ["handbook"]
    text = client.get("/api/v1/guidance/handbook").json()
    assert [one["title"] for one in text["headings"]] == ["Handbook", "Endings"]
    passage = client.get(f"/api/v1/guidance/passages/{text['passages'][0]['id']}").json()
    assert passage["text"] in text["text"]
    note = house.client("ann").get("/api/v1/search?q=roadmap review&kind=note").json()["items"][0]
    assert client.get(f"/api/v1/guidance/passages/{note['id']}").status_code == 404
    card = client.get("/api/v1/guidance?kept=library&limit=1").json()["items"][0]
    assert client.get(f"/api/v1/guidance/{card['id']}").status_code == 200


def test_staff_add_replace_and_remove_guidance_with_a_line_for_each_file_that_failed(house: House) -> None:
    sam = house.client("sam")
    files = [
        ("files", ("tea.md", b"# Tea\n\nDrink tea together.", "text/markdown")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("odd.exe", b"MZ", "application/octet-stream")),
        ("files", ("handbook.md", b"# Another\n\nHandbook.", "text/markdown")),
    ]
    taken = sam.post("/api/v1/guidance", files=files).json()
    assert [one["id"] for one in taken["added"]] == ["tea"]
    assert [one["file"] for one in taken["failed"]] == ["empty.txt", "odd.exe", "handbook.md"]
    assert "/tmp" not in str(taken)
    assert house.client("ann").get("/api/v1/search?q=drink tea").json()["items"][0]["source"] == "guidance:tea"
    version = taken["added"][0]["version"]
    file = {"file": ("tea.md", b"# Tea\n\nDrink coffee.", "text/markdown")}
    replaced = sam.put("/api/v1/guidance/tea", files=file, headers={"if-match": version})
    assert replaced.json()["version"] != version
    late = sam.put("/api/v1/guidance/tea", files=file, headers={"if-match": "other"})
    assert (late.status_code, "coffee" in late.json()["current"]["text"]) == (409, True)
    assert sam.put("/api/v1/guidance/nothing", files=file).status_code == 404
    card = sam.get("/api/v1/guidance?kept=library&limit=1").json()["items"][0]
    assert sam.delete(f"/api/v1/guidance/{card['id']}").status_code == 422
    assert sam.delete("/api/v1/guidance/tea", headers={"if-match": version}).status_code == 409
    assert sam.delete("/api/v1/guidance/tea").status_code == 204
    assert sam.get("/api/v1/guidance/tea").status_code == 404


def test_staff_bring_a_survey_in_and_see_themes_and_no_row(house: House) -> None:
    sam = house.client("sam")
    sent = {"file": ("survey.csv", SURVEY.encode(), "text/csv")}
    mapping = ["respondent=who", "comment=What helped?", "period=:2026"]
    done = sam.post("/api/v1/feedback/imports", files=sent, data={"mapping": mapping})
    assert (done.status_code, done.json()["added"], done.json()["respondents"]) == (200, 12, 12)
    themes = sam.get("/api/v1/feedback/themes").json()
    assert themes["kind"] == "feedback"
    assert "monthly sessions helped me" not in str(themes)
    assert house.client("ann").get("/api/v1/feedback/themes").status_code == 404


def test_staff_keep_people_pairs_and_the_programme_itself(house: House) -> None:
    sam = house.client("sam")
    made = sam.post(
        "/api/v1/programme/people", json={"name": "Dee Dogwood", "roles": ["mentee"], "email": "dee@oak.example"}
    )
    assert (made.status_code, made.json()["id"], made.json()["has_email"]) == (201, "dee-dogwood", True)
    assert "dee@oak.example" not in made.text
    assert sam.post("/api/v1/programme/people", json={"name": "Dee Dogwood"}).status_code == 409
    pair = sam.post("/api/v1/programme/relationships", json={"mentor": "bob", "mentee": "dee-dogwood"})
    assert (pair.status_code, pair.json()["id"], pair.json()["started"]) == (201, "bob-dee-dogwood", "2026-11-02")
    where = "/api/v1/programme/relationships/bob-dee-dogwood"
    seen = {"if-match": pair.json()["version"]}
    assert sam.patch(where, json={"ends": "2027-10-01"}, headers=seen).json()["ends"] == "2027-10-01"
    assert sam.patch(where, json={"ends": "2027-11-01"}, headers=seen).status_code == 409
    assert sam.patch(where, json={"ends": "2020-01-01"}).status_code == 422
    assert sam.patch(where, json={"ends": None}).json()["ends"] is None
    assert sam.patch("/api/v1/programme/people/sam", json={"roles": []}).status_code == 422
    assert sam.patch("/api/v1/programme", json={"timezone": "Nowhere/City"}).status_code == 422
    assert sam.patch("/api/v1/programme", json={"timezone": "Europe/Berlin"}).json()["timezone"] == "Europe/Berlin"
    assert sam.get("/api/v1/programme/people").json()["total"] == 5


def test_staff_bring_people_in_by_a_file_and_nobodys_words(house: House) -> None:
    sam = house.client("sam")
    head = "format: mentoring-programme/1\nprogramme: {id: oak, name: Oak}\n"
    people = "people:\n- {id: eve, name: Eve Elm}\n- {id: ann, name: Ann Ash}\n"
    note = "notes:\n- {id: x, author: ann, date: 2026-01-01, text: Put in her mouth}\n"
    good = sam.post("/api/v1/programme/imports", files={"file": ("p.yaml", (head + people).encode(), "text/yaml")})
    assert (good.status_code, good.json()) == (200, {"people": 2, "relationships": 0, "guidance": 0})
    bad = sam.post(
        "/api/v1/programme/imports", files={"file": ("p.yaml", (head + people + note).encode(), "text/yaml")}
    )
    assert bad.status_code == 422
    assert "never what people wrote" in bad.text
    other = sam.post(
        "/api/v1/programme/imports",
        files={"file": ("p.yaml", (head.replace("id: oak", "id: elm")).encode(), "text/yaml")},
    )
    assert other.status_code == 422


def test_staff_invite_reset_and_disable_who_signs_in_by_password(by_password: House) -> None:
    sam = by_password.client("sam")
    invited = sam.post("/api/v1/programme/users", json={"person": "ann"})
    assert invited.status_code == 201
    password = invited.json()["password"]
    said = {"programme": "oak", "name": "ann", "password": password}
    ann = by_password.client()
    assert ann.post("/api/v1/sessions", json=said).status_code == 201
    assert ann.get("/api/v1/me").json()["id"] == "ann"
    changed = ann.put("/api/v1/me/password", json={"current": password, "new": "nine brown otters swim"})
    assert changed.status_code == 204
    assert ann.get("/api/v1/me").status_code == 401
    assert by_password.client().post("/api/v1/sessions", json=said).status_code == 401
    assert sam.post("/api/v1/programme/users/ann/reset").json()["password"] != password
    assert sam.post("/api/v1/programme/users/ann/disable").json()["disabled"] is True
    assert sam.post("/api/v1/programme/users/sam/disable").status_code == 422
    assert sam.get("/api/v1/programme/users").json()["total"] == 1
    assert by_password.client("ann").get("/api/v1/programme/users").status_code == 404


def test_an_app_without_passwords_says_so(house: House) -> None:
    assert house.client("sam").post("/api/v1/programme/users", json={"person": "ann"}).status_code == 422
    body = {"current": "x", "new": "nine brown otters swim"}
    assert house.client("ann").put("/api/v1/me/password", json=body).status_code == 422


def test_too_many_tries_say_how_long_to_wait(by_password: House) -> None:
    client = by_password.client()
    said = {"programme": "oak", "name": "ann", "password": "wrong wrong wrong"}
    answers = [client.post("/api/v1/sessions", json=said) for _ in range(9)]
    assert [one.status_code for one in answers] == [401] * 8 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_everything_of_mine_is_exported_and_deleted_when_i_type_my_id(house: House) -> None:
    ann = house.client("ann")
    exported = yaml.safe_load(ann.get("/api/v1/me/export").text)
    assert [one["id"] for one in exported["notes"]] == ["n1"]
    kept = ann.get("/api/v1/me/storage").json()
    assert (kept["kept"]["notes"], kept["sent_to_model"][:7]) == (1, "Nothing")
    assert ann.post("/api/v1/me/deletion", json={"confirm": "yes"}).status_code == 422
    done = ann.post("/api/v1/me/deletion", json={"confirm": "ann"}).json()
    assert (done["gone"]["notes"], done["name_stays"]) == (1, True)
    assert "roadmap" not in house.copilot.exported("oak")


def test_tokens_are_made_listed_and_ended(house: House) -> None:
    ann = house.client("ann")
    made = ann.post("/api/v1/tokens", json={"label": "calendar", "days": 30}).json()
    tool = house.client(authorization=f"Bearer {made['secret']}")
    assert tool.get("/api/v1/me").status_code == 200
    listed = {one["id"]: one["kind"] for one in ann.get("/api/v1/sessions").json()}
    assert listed[made["id"]] == SessionKind.TOKEN
    assert house.client("bob").delete(f"/api/v1/sessions/{made['id']}").status_code == 404
    assert ann.delete(f"/api/v1/sessions/{made['id']}").status_code == 204
    assert tool.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/programme", "/api/v1/programme/people", "/api/v1/programme/users"])
def test_staffs_addresses_read_as_absent_to_everybody_else(house: House, path: str) -> None:
    client = house.client("ann")
    assert client.get(path).json() == client.get("/api/v1/no/such/thing").json()


def test_a_wrong_method_says_which_are_right(house: House) -> None:
    answer = house.client("ann").put("/api/v1/notes")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [b"{", b'{"text": "\\ud800"}', b'{"\\ud800": 1}', b"[]", b'{"text": 1}', b'{"text": "\\u0000"}']
)
def test_what_cannot_be_read_is_a_problem_that_says_why(house: House, body: bytes) -> None:
    answer = house.client("ann").post("/api/v1/notes", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["title"]


def test_a_fault_of_ours_tells_nothing_of_what_was_typed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(house.copilot, "notes", broken)
    answer = house.client("ann").get("/api/v1/notes")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_server_error")
    assert "secret words" not in answer.text
    assert "content-security-policy" in answer.headers


def test_an_upload_keeps_no_file_behind(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    names = ["../../etc/passwd.md", "a\\b.md", "x" * 300 + ".md", "né.md"]
    for number, name in enumerate(names):
        sent = io.BytesIO(f"# Title\n\nText {number}".encode())
        answer = house.client("sam").post("/api/v1/guidance", files={"files": (name, sent, "text/markdown")})
        assert len(answer.json()["added"]) == 1, answer.text
    assert not [one for one in tmp_path.iterdir() if one.name.startswith("mentor-upload-")]


@pytest.mark.parametrize("day", ["0.0", "1", "1730000000", "2026-11-02T00:00:00", "20261102", "2026-11-2", ""])
def test_a_day_is_written_as_the_document_says(house: House, day: str) -> None:
    client = house.client("ann")
    assert client.get("/api/v1/notes", params={"until": day}).status_code == 422
    assert client.post("/api/v1/notes", json={"text": "Met.", "date": day}).status_code == 422


def test_a_number_is_no_day(house: House) -> None:
    said = {"text": "Met.", "date": 1730000000}
    assert house.client("ann").post("/api/v1/notes", json=said).status_code == 422
