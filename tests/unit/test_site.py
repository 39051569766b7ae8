"""What of the site is uploaded where, and how long it may be kept."""

from pathlib import Path

import pytest

from ops import site
from ops.site import SITE, SiteError, Upload, root_files, site_version, versioned
from ops.stacks import Stack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "sw.js": "",
        "kiem-chung.html": "<!doctype html>",
        "pages/home.html": "{{ contest.title }}",
        "lang/vi.json": "{}",
        "js/boot.js": "import './core/text.js';",
        "js/core/text.js": "export {};",
        "js/package.json": "{}",
        "css/site.css": "body {}",
        "favicon.svg": "<svg/>",
        ".DS_Store": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def by_key(uploads: list[Upload]) -> dict[str, Upload]:
    return {upload.key: upload for upload in uploads}


def test_what_belongs_together_stands_below_their_version_for_good(folder: Path) -> None:
    found = by_key(versioned(folder, "v-1"))
    assert set(found) == {
        "v-1/js/boot.js",
        "v-1/js/core/text.js",
        "v-1/css/site.css",
        "v-1/pages/home.html",
        "v-1/lang/vi.json",
    }
    assert found["v-1/js/boot.js"].content_type == "text/javascript; charset=utf-8"
    assert found["v-1/js/boot.js"].cache_control == "public, max-age=31536000, immutable"


def test_other_files_stand_at_the_root_as_they_are(folder: Path) -> None:
    found = by_key(root_files(folder))
    assert set(found) == {"favicon.svg", "sw.js", "kiem-chung.html"}
    assert found["favicon.svg"].cache_control == "public, max-age=3600"


@pytest.mark.parametrize("name", ["sw.js", "kiem-chung.html"])
def test_what_runs_from_the_root_is_asked_for_each_time(folder: Path, name: str) -> None:
    assert by_key(root_files(folder))[name].cache_control == "no-cache"


def test_version_follows_what_stands_below_it_only(folder: Path) -> None:
    before = site_version(folder)
    (folder / "sw.js").write_text("other")
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
        root_files(folder)


def test_every_file_of_our_site_has_a_type() -> None:
    version = site_version(SITE)
    assert versioned(SITE, version) + root_files(SITE)


def test_pages_learn_where_to_sign_in() -> None:
    on_aws = site.settings(Stack(region="ap-southeast-1", client_id="c"))
    assert b'"https://cognito-idp.ap-southeast-1.amazonaws.com"' in on_aws.body
    here = site.settings(Stack(endpoint_url="http://127.0.0.1:1", client_id="c"))
    assert b'"http://127.0.0.1:1"' in here.body
