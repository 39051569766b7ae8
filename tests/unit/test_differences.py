"""What changed between two states of a contest."""

from chalicelib.domain.contest_format.writing import raw_as_json, raw_of_document
from chalicelib.domain.differences import Change, changes_between, masked, question_changes
from tests.builders import a_document


def test_the_same_has_no_changes() -> None:
    raw = raw_as_json(raw_of_document(a_document()))
    assert changes_between(raw, raw) == ()


def test_a_changed_field_is_named_with_both_values() -> None:
    before, after = {"paper": {"time_limit_s": 900}}, {"paper": {"time_limit_s": 600}}
    assert changes_between(before, after) == (Change("paper.time_limit_s", 900, 600),)


def test_items_are_told_apart_by_id_so_that_one_in_between_moves_no_other() -> None:
    before = {"units": [{"id": "a", "name": "A"}, {"id": "c", "name": "C"}]}
    after = {
        "units": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "K"}]
    }
    assert changes_between(before, after) == (
        Change("units[c].name", "C", "K"),
        Change("units[b].id", None, "b"),
        Change("units[b].name", None, "B"),
    )


def test_prizes_are_told_apart_by_their_place() -> None:
    before = {"prizes": {"individual": [{"title": "Nhất"}, {"title": "Nhì"}]}}
    after = {"prizes": {"individual": [{"title": "Nhất"}]}}
    assert changes_between(before, after) == (Change("prizes.individual[2].title", "Nhì", None),)


def test_excluded_people_are_masked_and_still_told_apart() -> None:
    def excluding(*numbers: str) -> dict[str, object]:
        return {"identity": {"excluded": [{"id": each, "role": "BTC"} for each in numbers]}}

    found = changes_between(excluding("0905000001"), excluding("0905777001", "0905000001"))
    assert found == (Change("identity.excluded", None, ["•••••••001 BTC"]),)
    found = changes_between(excluding("0905000001"), excluding("0905777001"))
    assert found == (Change("identity.excluded", ["•••••••001 BTC"], ["•••••••001 BTC"]),)
    assert "0905" not in repr(found)


def test_excluded_people_in_the_short_form() -> None:
    after = {"identity": {"excluded": ["0905000001"]}}
    assert changes_between({}, after) == (Change("identity.excluded", None, ["•••••••001"]),)


def test_short_numbers_are_hidden_as_far_as_they_go() -> None:
    assert masked("12345") == "••345"
    assert masked("") == ""


def test_questions_that_came_went_and_changed() -> None:
    before = [{"id": "q1", "text": "Một?"}, {"id": "q2", "text": "Hai?"}]
    after = [{"id": "q2", "text": "Hai!"}, {"id": "q3", "text": "Ba?"}]
    found = question_changes(before, after)
    assert (found.added, found.removed) == (("q3",), ("q1",))
    assert found.changed == (("q2", (Change("text", "Hai?", "Hai!"),)),)


def test_questions_without_an_id_of_their_own_are_told_apart_by_place() -> None:
    found = question_changes([{"id": "q"}, {"id": "q", "text": "b"}, {}], [{"id": "q"}])
    assert (found.added, found.removed, found.changed) == ((), ("q#2", "#3"), ())
