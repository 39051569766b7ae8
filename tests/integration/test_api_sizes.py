"""How large the answers are that a phone on a slow link waits for (bundled contest)."""

import pytest

from tests.integration.api import Api

PAPERS = 60
MOST_BYTES = 16 * 1024


def test_a_start_answer_of_the_bundled_contest_has_at_most_16_kb(
    api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    sizes = []
    for number in range(PAPERS):
        started = api.start("cchc-2024", identity=f"0912345{number:03}")
        assert len(started.body["paper"]["questions"]) == 20
        sizes.append(len(started.text.encode()))
    with capsys.disabled():
        print(f"\nstart answer: {sum(sizes) // PAPERS:,} bytes on average, {max(sizes):,} at most")
    assert max(sizes) <= MOST_BYTES


def test_a_receipt_of_the_bundled_contest_fits_into_one_packet_train(api: Api) -> None:
    started = api.start("cchc-2024")
    submitted = api.submit(started)
    assert submitted.status == 201
    assert submitted.body["total"] == 20
    assert len(submitted.text.encode()) <= 2_048
