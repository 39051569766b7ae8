"""What a resident's first request waits for: a fresh process that loads the app, and nothing of
organizers."""

import json
import os
import subprocess
import sys

from tests.unit.test_house import ROOT

_LOADED = "import app, json, sys; print(json.dumps(sorted(sys.modules)))"
_SETTINGS = {
    "HOITHI_STAGE": "test",
    "HOITHI_TABLE": "table",
    "HOITHI_PRIVATE_BUCKET": "private",
    "HOITHI_SITE_BUCKET": "site",
}


def loaded_by_the_app() -> set[str]:
    environment = {**os.environ, **_SETTINGS}
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_app_starts_without_what_organizers_need() -> None:
    loaded = loaded_by_the_app()
    ours = {name.removeprefix("chalicelib.") for name in loaded if name.startswith("chalicelib.")}
    of_organizers = ("web.organizing", "pages", "stores", "usecases.jobs", "usecases.ports.j")
    assert {name for name in ours if name.startswith(of_organizers)} == set()
    assert not {"domain.ranking", "domain.flags", "usecases.auditing", "usecases.judging"} & ours


def test_the_app_starts_without_the_heavy_libraries() -> None:
    heavy = {"boto3", "docx", "jinja2", "lxml", "openpyxl", "pynamodb", "segno", "tomli_w"}
    assert not heavy & loaded_by_the_app()
