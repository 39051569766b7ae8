"""Predictions: kept with drafts, sealed with answers, never asked where the rules don't."""

from chalicelib.domain.errors import Code
from tests.play import Play, refused, right_answers

PREDICTION = {"prompt": "Có bao nhiêu người dự thi?", "target": "participants"}


def a_play() -> Play:
    return Play(prediction=PREDICTION)


def test_a_prediction_is_sealed_and_on_the_receipt() -> None:
    play = a_play()
    opened = play.start()
    assert play.submit(opened, prediction=120).submission.prediction == 120
    stored = play.stored(opened).submission
    assert stored is not None
    assert stored.prediction == 120


def test_it_changes_the_leaf() -> None:
    leaves = set()
    for guess in (None, 0, 120):
        play = a_play()
        leaves.add(play.submit(play.start(), prediction=guess).submission.leaf)
    assert len(leaves) == 3


def test_the_prediction_of_a_draft_is_sealed_with_it() -> None:
    play = a_play()
    opened = play.start()
    play.draft(opened, 1, right_answers(opened), prediction=7)
    play.now = opened.attempt.deadline + 65_000
    sealed = play.look_up(opened).sealed
    assert sealed is not None
    assert sealed.submission.prediction == 7


def test_a_draft_with_another_prediction_is_another_draft() -> None:
    play = a_play()
    opened = play.start()
    play.draft(opened, 1, {}, prediction=7)
    play.draft(opened, 1, {}, prediction=7)
    assert refused(lambda: play.draft(opened, 1, {}, prediction=8)) is Code.NEWER_DRAFT


def test_a_paper_with_a_gap_is_refused_where_all_must_be_answered() -> None:
    play = Play(paper={"require_all_answers": True})
    opened = play.start()
    whole = right_answers(opened)
    gap = dict(list(whole.items())[1:])
    assert refused(lambda: play.submit(opened, gap)) is Code.INVALID
    assert refused(lambda: play.submit(opened, {**whole, next(iter(whole)): []})) is Code.INVALID
    play.draft(opened, 1, gap)
    assert play.submit(opened, whole).fresh


def test_a_gap_sent_after_the_seal_gets_the_receipt_again() -> None:
    play = Play(paper={"require_all_answers": True})
    opened = play.start()
    sealed = play.submit(opened)
    assert play.submit(opened, {}).submission == sealed.submission
