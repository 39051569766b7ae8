"""Going on by resume code, without registering again."""

from tests.integration.api import Api

UNSAID = dict.fromkeys(("name", "unit", "category", "consent", "eligible"), ...)


def test_who_goes_on_by_code_need_not_register_again(api: Api) -> None:
    started = api.start()
    code = started.body["resume_code"]
    resumed = api.start(**UNSAID, device_key="another-device-0001", resume_code=code)
    assert (resumed.status, resumed.body["token"]) == (200, started.body["token"])
    with api.writing_nothing():
        assert api.start(**UNSAID).status == 422
        further = api.start(**UNSAID, resume_code=code, attempt=2, previous_token="x")
        assert further.status == 422
        assert set(further.error["fields"]) == set(UNSAID)
        unheard = api.start(**UNSAID, identity="0987654321", resume_code=code)
        assert unheard.said == (409, "wrong_code")


def test_what_is_said_again_with_a_code_is_checked_all_the_same(api: Api) -> None:
    code = api.start().body["resume_code"]
    wrong = api.start(resume_code=code, unit="khong-co")
    assert (wrong.status, set(wrong.error["fields"])) == (422, {"unit"})
