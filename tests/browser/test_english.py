"""The whole way on English pages: every sentence is English but what the ward wrote itself."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.contests import PLACES, Contests
from tests.browser.resident import Resident
from tests.client import Api

# The text of what is shown, and of what only screen readers say, outside elements in Vietnamese.
_SAID_IN_ENGLISH = """() => {
  const said = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const around = node.parentElement;
    if (!around.closest('script, noscript, [lang="vi"]')) said.push(node.data.trim());
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [alt]")) {
    if (one.closest('[lang="vi"]')) continue;
    for (const name of ["aria-label", "placeholder", "alt"]) said.push(one.getAttribute(name));
  }
  return said.filter(Boolean);
}"""
_VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.I
)


def wards_own_words(api: Api) -> Iterator[str]:
    """What stands within English sentences as the ward wrote it, the longest first."""
    contest = api.public("contest.json")
    host = contest["host"]
    words = [contest["title"], host, re.sub(r"^(UBND|Ủy ban nhân dân)\s+", "", host)]
    words += [contest["contact"], *contest["categories"]]
    words += [unit[part] for unit in contest["units"] for part in ("name", "kind")]
    yield from sorted(filter(None, words), key=len, reverse=True)


def is_in_english(page: Page, api: Api) -> None:
    assert page.locator("html").get_attribute("lang") == "en"
    said = "\n".join(page.evaluate(_SAID_IN_ENGLISH)).replace("Tiếng Việt", "")
    for word in wards_own_words(api):
        said = said.replace(word, "")
    assert [line for line in said.splitlines() if _VIETNAMESE.search(line)] == []
    # A key stands where its sentence is missing.
    assert not re.search(r"^[a-z_]+(\.[a-z_]+)+$", said, re.MULTILINE)


def goes_to_english_home(resident: Resident) -> None:
    resident.page.goto(resident.home)
    resident.page.locator(".languages a").click()
    expect(resident.page.locator("html")).to_have_attribute("lang", "en")


def test_the_whole_way_to_the_receipt(resident: Resident, page: Page) -> None:
    api = resident.api
    goes_to_english_home(resident)
    is_in_english(page, api)
    page.locator("#start").click()
    page.locator("#continue").wait_for()
    is_in_english(page, api)
    page.locator("#continue").click()
    resident.fills_in()
    page.locator("[name=consent]").uncheck()
    page.locator("#register").click()
    expect(page.locator("#error-summary")).to_contain_text("Tick the box to agree")
    is_in_english(page, api)
    page.locator("[name=consent]").check()
    page.locator("#register").click()
    expect(page.locator("#question")).to_be_visible()
    is_in_english(page, api)
    page.locator("#keep-code").click()
    expect(page.get_by_role("button", name="Copy code")).to_be_visible()
    is_in_english(page, api)
    resident.answers(19)
    page.locator("#next").click()
    expect(page.locator("#check")).to_contain_text("1")
    is_in_english(page, api)
    resident.sends()
    resident.has_a_receipt()
    is_in_english(page, api)


def test_the_server_is_understood_before_anything_has_begun(resident: Resident, page: Page) -> None:
    """It speaks Vietnamese: of a wrong field, of a number in use, of a wrong code."""
    api = resident.api
    api.start(int(resident.phone_number[2:]))
    goes_to_english_home(resident)
    page.locator("#start").click()
    page.locator("#continue").click()
    resident.fills_in()
    page.locator("[name=identity]").fill("0905 12")
    page.locator("#register").click()
    expect(page.locator("#error-summary")).to_contain_text("mobile number of 10 digits")
    is_in_english(page, api)
    page.locator("[name=identity]").fill(resident.phone_number)
    page.locator("#register").click()
    expect(page.locator("#other-device")).to_be_visible()
    is_in_english(page, api)
    page.locator("[name=resume_code]").fill("AAAA-BBBB")
    page.locator("#resume").click()
    expect(page.locator("#error-summary")).to_contain_text("code does not match")
    is_in_english(page, api)
    page.locator("#mine").click()
    page.locator("#claim").click()
    expect(page.locator("#claim-sent")).to_be_visible()
    is_in_english(page, api)


def test_a_refusal_is_understood(api: Api, page: Page) -> None:
    """The number of a member of the committee."""
    resident = Resident(page, api, "0905 000 001")
    goes_to_english_home(resident)
    page.locator("#start").click()
    page.locator("#continue").click()
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#problem")).to_contain_text("may not take part")
    is_in_english(page, api)


def test_the_other_language_shows_the_same_step_with_the_same_unit(
    resident: Resident, page: Page
) -> None:
    goes_to_english_home(resident)
    page.goto(page.url + "?don-vi=khu-pho-2")
    page.locator("#start").click()
    page.locator("#continue").click()
    expect(page.locator("#unit-search")).to_have_value("Khu phố 2")
    page.locator(".languages a").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator("#registration")).to_be_visible()
    expect(page.locator("#unit-search")).to_have_value("Khu phố 2")
    resident.fills_in()
    page.locator("#register").click()
    expect(page.locator("#question")).to_be_visible()
    resident.answers(3)
    asked = page.locator("#question").get_attribute("data-question")
    page.locator(".languages a").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#question")).to_have_attribute("data-question", asked or "")


def test_what_comes_before_the_close(contests: Contests, page: Page) -> None:
    api = contests.open
    for place in PLACES.values():
        page.goto(f"{api.stack.site_url}en/c/{api.slug}/{place}")
        page.wait_for_load_state("networkidle")
        is_in_english(page, api)


def test_what_comes_after_the_close(contests: Contests, page: Page) -> None:
    api = contests.over
    for place in (
        "",
        "ket-qua/",
        "so-lieu/",
        "on-tap/",
        "on-tap/#bai-cua-toi",
        "on-tap/#luyen-tap",
    ):
        page.goto("about:blank")
        page.goto(f"{api.stack.site_url}en/c/{api.slug}/{place}")
        page.wait_for_load_state("networkidle")
        is_in_english(page, api)
    page.locator("#practice-start").click()
    page.locator("label.option").first.click()
    page.locator("#practice-answer").click()
    expect(page.locator("#verdict")).to_be_visible()
    is_in_english(page, api)
