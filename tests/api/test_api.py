"""What the API gives: the same that `import loosen` does."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from tests.api.conftest import problem_of

import loosen
from loosen._api.examples.sent import ADDRESSES

ROOT = Path(__file__).parents[2]
PEOPLE = {path.stem: loosen.read_answers(path) for path in sorted((ROOT / "examples").glob("*.yaml"))}


def shape_of(described: dict[str, Any], address: str) -> dict[str, Any]:
    """The described shape of the answer of an address."""
    (operation,) = described["paths"][address].values()
    shape: dict[str, Any] = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {**shape, "components": described["components"]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_example_is_answered_in_the_shape_that_is_described(
    client: TestClient, described: dict[str, Any], address: str
) -> None:
    sent = client.get(f"/examples{address}").json()
    answer = client.post(address, json=sent)
    assert answer.status_code == 200, answer.text[:500]
    Draft202012Validator(shape_of(described, address)).validate(answer.json())


def test_every_address_with_a_body_has_an_example_and_no_address_describes_itself_twice(
    described: dict[str, Any],
) -> None:
    operations = [one for methods in described["paths"].values() for one in methods.values()]
    for address, methods in described["paths"].items():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {})
            assert ("requestBody" in operation) == (address in ADDRESSES)
            assert all("example" in shape or "examples" in shape for shape in content.values()), address
    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all("application/problem+json" in one["responses"]["500"]["content"] for one in operations)


def test_the_examples_are_those_of_the_desk_worker(client: TestClient) -> None:
    assert client.get("/examples/recommend").json()["answers"] == PEOPLE["desk_worker"]


@pytest.mark.parametrize("name", ["desk_worker", "cauda_equina_warning", "pregnant_24_weeks"])
def test_a_record_is_byte_for_byte_the_one_that_the_library_makes(client: TestClient, name: str) -> None:
    made = loosen.recommend(PEOPLE[name])
    assert client.post("/recommend", json={"answers": PEOPLE[name]}).text == loosen.to_json(made)


def test_explanations_are_those_of_the_library(client: TestClient, record: dict[str, Any]) -> None:
    made = loosen.read_record(json.dumps(record))
    first = made.plan.items[0].exercise if made.plan else ""
    why = client.post("/why", json={"record": record, "exercise": first, "deep": True}).json()
    assert why["told"] == loosen.tell(loosen.why(made, first, deep=True))
    why_not = client.post("/why-not", json={"record": record, "exercise": "bird_dog"}).json()
    assert why_not["told"] == loosen.tell(loosen.why_not(made, "bird_dog"))
    what_if = client.post("/what-if", json={"record": record, "changes": {"minutes": 20}}).json()
    assert what_if["told"] == loosen.tell(loosen.what_if(made, {"minutes": 20}))
    after = loosen.read_record(json.dumps(what_if["after"]))
    told = client.post("/diff", json={"before": record, "after": what_if["after"]}).json()["told"]
    assert told == loosen.tell(loosen.diff(made, after))


def nothing(question: dict[str, Any]) -> str:
    """The answer that tells least."""
    return "none" if question["type"] in ("choices", "text") else "unknown"


def test_an_interview_goes_from_the_first_question_to_the_plan_of_its_answers(client: TestClient) -> None:
    given = PEOPLE["desk_worker"]
    stands = client.post("/interview", json={}).json()
    steps = 0
    while shown := stands["ask"]:
        value = {**{one["id"]: nothing(one) for one in shown["questions"]}, **shown["before"]}
        value |= {name: given[name] for name in value if name in given}
        stands = client.post("/interview/answer", json={"interview": stands["interview"], "value": value}).json()
        assert "ask" in stands, stands
        steps += 1
    assert (stands["ready"], stands["progress"]) == (True, 1)
    assert steps > 5
    made = client.post("/interview/recommendation", json={"interview": stands["interview"]})
    assert loosen.read_record(made.content).plan is not None


def test_an_emergency_ends_the_interview_at_once(client: TestClient) -> None:
    stands = client.post("/interview", json={}).json()
    sent = {"interview": stands["interview"], "value": ["flags_bladder_bowel.saddle_numbness"]}
    stands = client.post("/interview/answer", json=sent).json()
    assert (stands["ask"], stands["ready"]) == (None, True)
    told = client.post("/interview/recommendation", json={"interview": stands["interview"]}).json()
    assert (told["triage"]["level"], told["plan"]) == ("emergency_now", None)


def test_a_warning_sign_is_taken_back_only_by_somebody_who_confirms_it(client: TestClient) -> None:
    stands = client.post("/interview", json={}).json()
    sent = {"interview": stands["interview"], "value": ["flags_bladder_bowel.saddle_numbness"]}
    stands = client.post("/interview/answer", json=sent).json()
    change = {"interview": stands["interview"], "question": "flags_bladder_bowel", "value": "none"}
    told = problem_of(client.post("/interview/change", json=change), 409, "confirm")
    assert told["faults"][0]["what"]
    after = client.post("/interview/change", json={**change, "confirmed": True}).json()
    assert after["ask"] is not None


def test_it_tells_in_the_language_asked_for(client: TestClient) -> None:
    assert client.post("/interview", json={"language": "de"}).json()["ask"]["why"].startswith("Wir fragen")
    sent = {"answers": PEOPLE["desk_worker"], "language": "de"}
    assert client.post("/recommend", json=sent).json()["loosen"]["language"]["id"] == "de"
    assert "de" in [one["id"] for one in client.get("/about").json()["languages"]]


def test_a_diary_leads_to_the_next_plan(client: TestClient, record: dict[str, Any]) -> None:
    sent = client.get("/examples/diary/review").json()
    assert client.post("/diary/verdict", json=sent).json()["kind"] in ("advance", "hold", "step_back")
    after = client.post("/diary/review", json=sent)
    assert [one.seal for one in loosen.ancestors_of(loosen.read_record(after.content))] == [record["seal"]["digest"]]


def test_a_referral_or_the_plan_of_somebody_else_has_no_verdict(client: TestClient, record: dict[str, Any]) -> None:
    sent = client.get("/examples/diary/verdict").json()
    referral = client.post("/recommend", json={"answers": PEOPLE["cauda_equina_warning"]}).json()
    told = problem_of(client.post("/diary/verdict", json={**sent, "record": referral}), 422, "record")
    assert "no-plan" in [fault["code"] for fault in told["faults"]]
    other = client.post("/recommend", json={"answers": PEOPLE["prevention"]}).json()
    told = problem_of(client.post("/diary/verdict", json={**sent, "record": other}), 422, "record")
    assert "other-person" in [fault["code"] for fault in told["faults"]]


def test_pictures_are_svg_with_a_name(client: TestClient) -> None:
    for address in ("/exercises/cat_cow/picture.svg?moving=true", "/body.svg?muscle=hamstrings&theme=print"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
        assert "<title>" in answer.text


def test_many_at_once_get_each_their_own(client: TestClient) -> None:
    def made_for(name: str) -> tuple[str, str]:
        return name, client.post("/recommend", json={"answers": PEOPLE[name]}).text

    with ThreadPoolExecutor(8) as pool:
        for name, text in pool.map(made_for, [*PEOPLE] * 2):
            assert text == loosen.to_json(loosen.recommend(PEOPLE[name]))


def test_it_sets_no_cookie_and_lets_no_other_site_read(client: TestClient) -> None:
    answer = client.get("/about", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith(("set-cookie", "access-control"))]
