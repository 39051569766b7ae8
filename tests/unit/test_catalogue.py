"""The catalogue of sentences (static_site/lang/): whole in every language, nothing unused."""

import json
import re
from pathlib import Path

import pytest

from ops.scripts import FIRST_LANGUAGE, languages
from ops.site import SITE

ROOT = Path(__file__).parents[2]


def _catalogue(language: str) -> dict[str, str]:
    """The residents' sentences, the verifier's, and those of every area of the console."""
    whole: dict[str, str] = {}
    for path in (SITE / "lang").rglob(f"{language}.json"):
        sentences = json.loads(path.read_text("utf-8"))
        assert not whole.keys() & sentences.keys(), path
        whole |= sentences
    return whole


CATALOGUES = {language: _catalogue(language) for language in languages(SITE)}
VIETNAMESE = CATALOGUES[FIRST_LANGUAGE]
OTHERS = [language for language in CATALOGUES if language != FIRST_LANGUAGE]
VIETNAMESE_LETTERS = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.IGNORECASE)
# What is said of Vietnam in any language.
NAMES = {"language.vi"}


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def sources() -> str:
    files = [*(SITE / "pages").glob("*.html"), *(ROOT / "chalicelib" / "pages").glob("*.py")]
    files += (SITE / "js").rglob("*.js")
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_sentence(language: str) -> None:
    assert set(CATALOGUES[language]) == set(VIETNAMESE)


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_fills_in_what_the_first_does_not_have(language: str) -> None:
    differing = {
        key: sentence
        for key, sentence in CATALOGUES[language].items()
        if not placeholders(sentence) <= placeholders(VIETNAMESE[key])
    }
    assert differing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_vietnamese(language: str) -> None:
    left = {
        key
        for key, sentence in CATALOGUES[language].items()
        if VIETNAMESE_LETTERS.search(sentence) and key not in NAMES
    }
    assert left == set()


def test_no_sentence_is_empty_or_loose() -> None:
    for catalogue in CATALOGUES.values():
        assert {key for key, said in catalogue.items() if said != said.strip() or not said} == set()


def test_no_sentence_is_unused() -> None:
    source = sources()
    whole = set(re.findall(r"[\"'`]([a-z_]+(?:\.[a-z0-9_]+)*)[\"'`]", source))
    # Keys that are put together: `t("nav." ~ name)`, t(`state.${phase}`), texts(f"truth.{target}"),
    # and beginnings that are handed on, "how.".
    beginnings = {
        found.rstrip("$")
        for found in re.findall(r"[\"'`]([a-z_]+(?:\.[a-z0-9_]+)*[._])(?:[\"']|\$?\{)", source)
    }
    unused = {
        key for key in VIETNAMESE if key not in whole and not key.startswith(tuple(beginnings))
    }
    assert unused == set()
