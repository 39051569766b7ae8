"""What of a page's layout can be measured: whether it fits, and whether fingers hit its targets."""

from playwright.sync_api import Page

TARGET_PX = 44

# Links in running text are exempt (WCAG 2.5.8, "inline"); a box to tick is hit by its label too.
_SMALL_TARGETS = """smallest => {
  const text = (element) => (element.innerText || element.name || "").trim();
  const inText = (element) => {
    const around = element.closest("p, li, dd, td");
    return element.matches("a") && around && text(around) !== text(element);
  };
  const target = (element) =>
    (element.matches("[type=radio], [type=checkbox]") && element.labels[0]) || element;
  const all = "a[href], button, input, select, textarea, summary, [role=option]";
  return [...document.querySelectorAll(all)]
    .filter((element) => element.checkVisibility() && !inText(element))
    .map((element) => [element, target(element).getBoundingClientRect()])
    // A link to skip to the content stands outside the page until it has the focus.
    .filter(([, box]) => box.width && box.right > 0 && box.bottom > 0)
    .filter(([, box]) => Math.min(box.width, box.height) < smallest - 0.1)
    .map(([element, box]) => `target: ${element.localName} “${text(element)}” is `
      + `${box.width.toFixed(1)} × ${box.height.toFixed(1)}`);
}"""
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility())
    .map((element) => [element, element.getBoundingClientRect().right])
    .filter(([element, right]) => right > width + 0.5)
    .filter(([{ parentElement }]) => parentElement.getBoundingClientRect().right <= width + 0.5)
    .map(([element, right]) => `width: ${element.localName}#${element.id}.${element.className} `
      + `reaches ${right.toFixed(0)} of ${width}`)
    .concat(`width: the page scrolls to ${document.documentElement.scrollWidth} of ${width}`);
}"""


def small_targets(page: Page) -> list[str]:
    """What is to be tapped, and is smaller than a finger, with its size in CSS pixels."""
    found: list[str] = page.evaluate(_SMALL_TARGETS, TARGET_PX)
    return found


def too_wide(page: Page) -> list[str]:
    """What sticks out on a page that scrolls sideways; nothing where it does not."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found


def zoom_text(page: Page, percent: int) -> None:
    """Text as large as the browser's own setting would make it, at the same width."""
    page.evaluate(
        "percent => { document.documentElement.style.fontSize = percent + '%'; }", percent
    )
