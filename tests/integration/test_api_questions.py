"""Organizers' routes about questions: edited, taken in from Excel, handed out."""

import base64
from typing import Any

import pytest

from app import import_questions
from chalicelib.domain.contest_format.writing import raw_as_json
from chalicelib.usecases.drafting import create_contest_draft
from tests.builders import OPENS_AT, a_contest_file
from tests.fake_organizing import FakeFunctions
from tests.folders import HEADINGS, ROWS, workbook
from tests.integration.api import Api
from tests.integration.gateway import Answer
from tests.workbooks import a_bank

FILE = "0123456789abcdef"
NEW = {"topic": "thu-tuc", "text": "Mới?", "options": ["Có", "Không"], "key": ["B"]}


@pytest.fixture(autouse=True)
def _before_it_opens(api: Api, request: pytest.FixtureRequest) -> None:
    """A draft for each test, under a slug of its own, a day before it opens."""
    api.move_to(OPENS_AT - 86_400_000)
    vars(api.stores)["functions"] = FakeFunctions()
    slug = slug_of(request)
    raw = {**raw_as_json(a_contest_file()), "slug": slug}
    create_contest_draft(raw, a_contest_file()["questions"], api.stores, by="an@example.com")


def slug_of(request: pytest.FixtureRequest) -> str:
    return f"q-{abs(hash(request.node.name)) % 10**9}"


@pytest.fixture
def base(request: pytest.FixtureRequest) -> str:
    return f"/organizer/contests/{slug_of(request)}"


def ask(api: Api, method: str, path: str, body: Any = None, group: str = "to-chuc") -> Answer:
    claims = {"token_use": "id", "cognito:groups": group, "email": "an@example.com"}
    return api.send(method, path, body, claims=claims)


def upload(api: Api, base: str, content: bytes, job: str = FILE, **over: Any) -> Answer:
    body = {"job": job, "filename": "x.xlsx", "file": base64.b64encode(content).decode(), **over}
    return ask(api, "POST", f"{base}/imports", body)


def done(api: Api, job: str) -> dict[str, Any]:
    """The function does the job as it does on AWS, and the page asks how far it is."""
    import_questions({"job": job}, None)
    told: dict[str, Any] = ask(api, "GET", f"/organizer/jobs/{job}").body
    return told


def listed(api: Api, base: str, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = ask(api, "GET", f"{base}/questions{query}", group="theo-doi").body
    return found


def test_whoever_only_looks_on_sees_no_answers(api: Api, base: str) -> None:
    observed = ask(api, "GET", f"{base}/questions", group="theo-doi")
    rows = [row["question"] for row in observed.body["questions"]]
    assert rows
    assert all(not {"key", "explanation"} & row.keys() for row in rows)
    organized = ask(api, "GET", f"{base}/questions").body["questions"]
    assert all("key" in row["question"] for row in organized)
    assert ask(api, "GET", f"{base}/imports/{FILE}", group="theo-doi").status == 403


def test_a_question_is_added_changed_removed_and_put_back(api: Api, base: str) -> None:
    page = listed(api, base)
    assert (page["total"], page["cursor"], page["frozen"]) == (5, None, False)
    body = {"questions": [{"question": NEW}], "tag": page["tag"]}
    added = [ask(api, "POST", f"{base}/questions", body).body for _ in range(2)]
    assert added[0] == added[1]
    assert added[0]["questions"] == [{"place": 5, "id": "thu-tuc-001"}]
    changed = {"question": {**NEW, "id": "moi", "text": "Sửa?"}, "tag": added[0]["tag"]}
    tag = ask(api, "PUT", f"{base}/questions/5", changed).body["tag"]
    body = {"questions": [{"place": 5, "id": "moi"}, {"place": 0, "id": "tc-001"}], "tag": tag}
    gone = ask(api, "POST", f"{base}/questions/removal", body).body
    assert listed(api, base)["total"] == 4
    body = {"questions": gone["removed"], "tag": gone["tag"]}
    assert ask(api, "POST", f"{base}/questions", body).status == 200
    assert listed(api, base, "?text=sua")["questions"][0]["place"] == 5
    assert listed(api, base, "?topic=the-che")["found"] == 3


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("PUT", "/questions/0", {"question": {"text": ""}, "tag": ""}, (422, "invalid")),
        ("PUT", "/questions/0", {"question": NEW, "tag": "0" * 32}, (409, "changed_meanwhile")),
        ("PUT", "/questions/x", {"question": NEW, "tag": "0" * 32}, (404, "no_such_thing")),
        ("PUT", "/questions/0", {"question": [], "tag": "0" * 32}, (422, "invalid")),
        ("POST", "/questions", {"questions": [], "tag": "0"}, (422, "invalid")),
        ("POST", "/questions", {"questions": [{"place": 1}], "tag": "0"}, (422, "invalid")),
        ("POST", "/questions/removal", {"questions": [{"place": -1, "id": ""}], "tag": "0"},
         (422, "invalid")),
        ("POST", "/questions/workbook", {"job": FILE, "what": "all"}, (422, "invalid")),
        ("POST", "/imports", {"job": "x", "filename": "", "file": "?"}, (422, "invalid")),
        ("GET", "/imports/x", None, (404, "no_such_thing")),
        ("GET", f"/imports/{FILE}", None, (404, "no_such_thing")),
        ("POST", f"/imports/{FILE}/acceptance", {"take": "all", "mode": "append", "tag": "0"},
         (404, "no_such_thing")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    api: Api, base: str, method: str, path: str, body: Any, said: tuple[int, str]
) -> None:
    assert ask(api, method, base + path, body).said == said


def test_an_import_from_upload_to_acceptance(api: Api, base: str) -> None:
    wrong = [*ROWS[1]]
    wrong[0], wrong[7] = "moi-2", "H"
    content = workbook(HEADINGS, ROWS[0], wrong, ["moi-1", *ROWS[2][1:]])
    for _ in range(2):
        assert upload(api, base, content).status == 202
    told = done(api, FILE)
    assert (told["state"], told["answer"]["faults"], told["answer"]["new"]) == ("done", 1, 1)
    page = ask(api, "GET", f"{base}/imports/{FILE}?faulty=1").body
    assert [fault["cell"] for row in page["rows"] for fault in row["faults"]] == ["H3"]
    body = {"take": "all", "mode": "append", "tag": listed(api, base)["tag"]}
    path = f"{base}/imports/{FILE}/acceptance"
    assert ask(api, "POST", path, body).said == (409, "import_has_faults")
    answers = [ask(api, "POST", path, {**body, "take": "good"}).body for _ in range(2)]
    assert answers[0] == answers[1]
    assert (answers[0]["added"], answers[0]["kept"], answers[0]["left_out"]) == (1, 1, 1)
    assert listed(api, base)["total"] == 6


def test_a_bad_workbook_is_the_error_of_its_job(api: Api, base: str) -> None:
    job = "bad-0123456789abcdef"
    assert upload(api, base, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", job).status == 202
    told = done(api, job)
    assert (told["state"], told["error"]["code"]) == ("failed", "bad_workbook")


@pytest.mark.parametrize(
    ("content", "over", "said"),
    [
        (b"x" * (3 * 2**20 + 1), {}, (413, "too_large")),
        (b"x" * (6 * 2**20), {}, (413, "too_large")),
        (b"x", {"filename": "x.xls"}, (422, "bad_workbook")),
        (b"x", {"file": "a"}, (422, "invalid")),
    ],
)
def test_what_is_refused_before_it_is_kept(
    api: Api, base: str, content: bytes, over: dict[str, Any], said: tuple[int, str]
) -> None:
    assert upload(api, base, content, "fresh-0123456789abcdef", **over).said == said
    assert not list(api.stores.vault.keys(f"imports/{base.rsplit('/', 1)[1]}"))


@pytest.mark.parametrize("what", ["template", "bank"])
def test_workbooks_are_handed_out_by_a_link(api: Api, base: str, what: str) -> None:
    job = f"{what}-0123456789-{abs(hash(base))}"
    assert ask(api, "POST", f"{base}/questions/workbook", {"job": job, "what": what}).status == 202
    answer = done(api, job)["answer"]
    assert ".out.xlsx?" in answer["url"]
    assert answer["questions"] == (5 if what == "bank" else 3)


def test_once_open_questions_are_shown_and_never_changed(api: Api) -> None:
    api.move_to(OPENS_AT)
    base = "/organizer/contests/nho"
    page = listed(api, base)
    assert (page["frozen"], page["total"]) == (True, 5)
    body = {"questions": [{"question": NEW}], "tag": page["tag"]}
    assert ask(api, "POST", f"{base}/questions", body).said == (409, "rules_frozen")
    assert upload(api, base, a_bank()).said == (409, "rules_frozen")
