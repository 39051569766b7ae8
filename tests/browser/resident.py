"""What a resident does on the pages, by the names that stand on them."""

from dataclasses import dataclass
from itertools import count

from playwright.sync_api import Page, expect

from tests.client import Api

_NUMBERS = count(50_000_000)


@dataclass
class Resident:
    """One person with one phone; `phone_number` is nobody else's."""

    page: Page
    api: Api
    phone_number: str = ""

    def __post_init__(self) -> None:
        self.phone_number = self.phone_number or f"09{next(_NUMBERS)}"

    @property
    def home(self) -> str:
        return f"{self.api.stack.site_url}c/{self.api.slug}/"

    def comes_to_register(self) -> None:
        """From the home page, past what one needs to know, to the registration."""
        self.page.goto(self.home)
        self.page.locator("#start").click()
        self.page.locator("#continue").click()
        expect(self.page.locator("#registration")).to_be_visible()

    def fills_in(self, name: str = "Nguyễn Thị Ánh Tuyết", unit: str = "khu pho 2") -> None:
        self.page.locator("[name=identity]").fill(self.phone_number)
        self.page.locator("[name=name]").fill(name)
        self.page.locator("#unit-search").fill(unit)
        self.page.locator("#unit-options [role=option]").first.click()
        self.page.get_by_label("Nhân dân").check()
        self.page.locator("[name=eligible]").check()
        self.page.locator("[name=consent]").check()

    def registers(self) -> None:
        self.comes_to_register()
        self.fills_in()
        self.page.locator("#register").click()
        expect(self.page.locator("#question")).to_be_visible()

    def answers(self, questions: int) -> list[str]:
        """Chooses the second option of as many questions, one after the other; gives their ids."""
        answered = []
        for _ in range(questions):
            answered.append(self.answers_this())
            self.page.locator("#next").click()
            expect(self.page.locator(f"[data-question={answered[-1]}]")).to_have_count(0)
        return answered

    def answers_this(self) -> str:
        self.page.locator("#question label.option").nth(1).click()
        return str(self.page.locator("#question").get_attribute("data-question"))

    def sends(self) -> None:
        self.page.locator("#send").click()

    def has_a_receipt(self) -> str:
        expect(self.page.locator("#receipt")).to_be_visible()
        return self.page.locator("#receipt-leaf").inner_text()
