"""The language model's addresses."""

from __future__ import annotations

from copilot.writing.llm import Message
from tests.copilot.api.serving import House


def test_anybody_knows_which_model_writes_and_staff_choose_it(by_password: House) -> None:
    ann, sam = by_password.client("ann"), by_password.client("sam")
    assert ann.get("/api/v1/model").json()["spec"] == "none"
    assert ann.put("/api/v1/model", json={"spec": "fake:echo"}).status_code == 404
    assert ann.post("/api/v1/model/try", json={"spec": "fake:echo"}).status_code == 404
    assert sam.put("/api/v1/model", json={"spec": "fake:echo"}).json()["source"] == "chosen"
    assert ann.get("/api/v1/model").json()["spec"] == "fake:echo"
    refused = sam.put("/api/v1/model", json={"spec": "fake:nobody"})
    assert (refused.status_code, refused.json()["code"]) == (422, "model_missing")
    assert sam.put("/api/v1/model", json={"spec": "echo"}).status_code == 422
    assert sam.put("/api/v1/model", json={"spec": "fake:echo", "key": "sk-1"}).status_code == 422
    assert sam.put("/api/v1/model", json={"spec": None}).json()["spec"] == "none"


def test_a_model_is_tried(house: House) -> None:
    ann = house.client("ann")
    told = ann.post("/api/v1/model/try", json={"spec": "fake:obedient"}).json()
    assert (told["structured"], told["tools"], told["error"]) == (True, True, "")
    told = ann.post("/api/v1/model/try", json={"spec": "fake:dead"}).json()
    assert "Nothing answers" in told["error"]
    assert ann.post("/api/v1/model/try", json={}).status_code == 422


def test_the_log_is_ones_own_and_sums_are_staffs(by_password: House) -> None:
    ann, bob, sam = (by_password.client(one) for one in ("ann", "bob", "sam"))
    sam.put("/api/v1/model", json={"spec": "fake:echo"})
    viewer = by_password.copilot.viewer("oak", "ann")
    model = by_password.copilot.language_model(viewer)
    assert model is not None
    model.complete([Message("user", "[N1] Tea.")], purpose="agenda")
    [sent] = ann.get("/api/v1/model/log").json()["items"]
    assert (sent["purpose"], sent["host"]) == ("agenda", "this computer")
    assert bob.get("/api/v1/model/log").json()["items"] == []
    assert ann.get("/api/v1/model/usage").status_code == 404
    [use] = sam.get("/api/v1/model/usage").json()["items"]
    assert (use["model"], use["requests"]) == ("fake:echo", 1)


def test_what_one_allows_is_kept(by_password: House) -> None:
    ann, bob = by_password.client("ann"), by_password.client("bob")
    assert ann.get("/api/v1/me/preferences").json() == {"private_may_leave": False, "unsupported": None}
    wanted = {"private_may_leave": True, "unsupported": "drop"}
    assert ann.put("/api/v1/me/preferences", json=wanted).json() == wanted
    assert ann.get("/api/v1/me/preferences").json() == wanted
    assert bob.get("/api/v1/me/preferences").json() == {"private_may_leave": False, "unsupported": None}
