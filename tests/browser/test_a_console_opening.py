"""From nothing to an open contest through the console: first of these tests, so that the contest is
over when the last of them wants its end."""

from tests.browser.console_contest import TITLE, Held


def test_a_clerk_opens_a_contest_with_few_presses(held: Held) -> None:
    contest = held.api.public("contest.json")
    assert contest["title"] == TITLE
    assert contest["paper"]["questions"] == 20
    assert held.api.public("commitment.json")["committed_at"] < contest["opens_at"]
    # Ten minutes and no shell: what a person needs besides is time to type.
    assert held.presses <= 12
    assert held.seconds_to_open < 120
