"""Lighthouse finds nothing to mend but speed, which `make bench` measures."""

from pathlib import Path

import pytest

from tests.browser.contests import Contests
from tests.browser.lighthouse import MERITS, Report, audit


@pytest.mark.parametrize("place", ["home", "quiz", "results"])
def test_lighthouse_gives_full_marks(place: str, contests: Contests, tmp_path: Path) -> None:
    report = audit(contests.url(place), MERITS, tmp_path)
    faults = [fault for category in MERITS for fault in report.faults(category)]
    assert {category: report.score(category) for category in MERITS} == dict.fromkeys(
        MERITS, 100
    ), "\n".join(faults)


def test_what_costs_marks_is_told() -> None:
    audits = {
        "good": {"title": "Good", "score": 1},
        "bad": {"title": "Bad", "score": 0.5},
        "absent": {"title": "Not applicable", "score": None},
        "for-information": {"title": "Weighs nothing", "score": 0},
    }
    weights = {"good": 1, "bad": 3, "absent": 1, "for-information": 0}
    references = [{"id": name, "weight": weight} for name, weight in weights.items()]
    report = Report(
        {"audits": audits, "categories": {"seo": {"score": 0.625, "auditRefs": references}}}
    )
    assert report.score("seo") == 62
    assert report.faults("seo") == ["seo: bad: Bad"]
