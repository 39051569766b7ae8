"""What of the site is uploaded where, and how long it may be kept."""

from pathlib import Path

import pytest

from ops import site
from ops.site import SITE, SiteError, Upload, contest_pages, pages, site_version, versioned
from ops.stacks import Stack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "index.html": '<link href="/css/site.css"><script src="/js/boot.js"></script>',
        "js/boot.js": "import './core/text.js';",
        "js/core/text.js": "export {};",
        "js/package.json": "{}",
        "css/site.css": "body {}",
        "c/index.html": '<script src="/js/boot.js"></script>',
        "c/thi/index.html": "…",
        "favicon.svg": "<svg/>",
        ".DS_Store": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def by_key(uploads: list[Upload]) -> dict[str, Upload]:
    return {upload.key: upload for upload in uploads}


def test_scripts_and_styles_stand_below_their_version_for_good(folder: Path) -> None:
    found = by_key(versioned(folder, "v-1"))
    assert set(found) == {"v-1/js/boot.js", "v-1/js/core/text.js", "v-1/css/site.css"}
    assert found["v-1/js/boot.js"].content_type == "text/javascript; charset=utf-8"
    assert found["v-1/js/boot.js"].cache_control == "public, max-age=31536000, immutable"


def test_pages_name_the_version_and_are_asked_for_each_time(folder: Path) -> None:
    found = by_key(pages(folder, "v-1"))
    assert set(found) == {"index.html", "favicon.svg"}
    page = found["index.html"]
    assert page.body.decode() == (
        '<link href="/v-1/css/site.css"><script src="/v-1/js/boot.js"></script>'
    )
    assert page.cache_control == "no-cache"
    assert found["favicon.svg"].cache_control == "public, max-age=3600"


def test_each_contest_has_pages_of_its_own(folder: Path) -> None:
    found = by_key(contest_pages(folder, "v-1", "hoi-thi"))
    assert set(found) == {"c/hoi-thi/index.html", "c/hoi-thi/thi/index.html"}
    assert b"/v-1/js/boot.js" in found["c/hoi-thi/index.html"].body


def test_version_follows_scripts_and_styles_only(folder: Path) -> None:
    before = site_version(folder)
    (folder / "index.html").write_text("other")
    assert site_version(folder) == before
    (folder / "js" / "boot.js").write_text("other")
    assert site_version(folder) != before


def test_a_renamed_script_is_another_version(folder: Path) -> None:
    before = site_version(folder)
    (folder / "js" / "boot.js").rename(folder / "js" / "start.js")
    assert site_version(folder) != before


def test_unknown_types_are_refused(folder: Path) -> None:
    (folder / "poster.xyz").write_text("")
    with pytest.raises(SiteError, match=r"poster\.xyz"):
        pages(folder, "v-1")


def test_every_file_of_our_site_has_a_type() -> None:
    version = site_version(SITE)
    assert versioned(SITE, version) + pages(SITE, version) + contest_pages(SITE, version, "x")


def test_pages_learn_where_to_sign_in() -> None:
    on_aws = site.settings(Stack(region="ap-southeast-1", client_id="c"))
    assert b'"https://cognito-idp.ap-southeast-1.amazonaws.com"' in on_aws.body
    here = site.settings(Stack(endpoint_url="http://127.0.0.1:1", client_id="c"))
    assert b'"http://127.0.0.1:1"' in here.body
