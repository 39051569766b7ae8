"""Predictions, ages and several attempts, as a resident meets them on the pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ops.packaging import ROOT
from ops.stacks import Stack
from tests.browser.resident import Resident
from tests.client import MINUTE_MS, Api, a_contest_on

QUESTIONS = 10


def held_from(stack: Stack, folder: Path, example: str, slug: str) -> Api:
    source = ROOT / "contests" / example
    a_contest_on(stack, folder, slug, closes_in_ms=60 * MINUTE_MS, source=source)
    return Api(stack, slug)


@pytest.fixture(scope="module")
def predicting(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Api:
    return held_from(stack, tmp_path_factory.mktemp("predict"), "vi-du-du-doan", "du-doan")


@pytest.fixture(scope="module")
def repeating(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Api:
    return held_from(stack, tmp_path_factory.mktemp("repeat"), "vi-du-nhieu-luot", "nhieu-luot")


def test_a_prediction_is_kept_checked_and_sent(predicting: Api, page: Page) -> None:
    resident = Resident(page, predicting)
    resident.registers()
    resident.answers(QUESTIONS)
    page.locator("#prediction").fill("1.250")
    page.reload()
    expect(page.locator("#prediction")).to_have_value("1.250")
    page.locator("#next").click()
    expect(page.locator("#check .prediction")).to_contain_text("1.250")
    with page.expect_response("**/submission") as sent:
        resident.sends()
    assert sent.value.json()["receipt"]["opening"]["prediction"] == 1250
    resident.has_a_receipt()


def test_limits_of_age_are_to_be_confirmed(repeating: Api, page: Page) -> None:
    resident = Resident(page, repeating)
    resident.comes_to_register()
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#error-summary a")).to_have_count(1)
    page.locator("[name=age_ok]").check()
    page.locator("#register").click()
    expect(page.locator("#question")).to_be_visible()


def test_three_attempts_one_after_the_other(repeating: Api, page: Page) -> None:
    resident = Resident(page, repeating)
    resident.comes_to_register()
    resident.fills_in()
    page.locator("[name=age_ok]").check()
    page.locator("#register").click()
    leaves = set()
    for number in (1, 2, 3):
        resident.answers(QUESTIONS)
        resident.sends()
        leaves.add(resident.has_a_receipt())
        expect(page.locator("#attempt")).to_contain_text(f"{number} / 3")
        if number < 3:
            page.locator("#next-attempt").click()
            expect(page.locator("#next-person")).to_contain_text("Nguyễn Thị Ánh Tuyết")
            page.locator("#start-next").click()
            expect(page.locator("#question")).to_contain_text("Câu 1")
    assert len(leaves) == 3
    expect(page.locator("#next-attempt")).to_have_count(0)
    expect(page.locator("#earlier li")).to_have_count(2)
