"""What a ranking run writes of a draw: the number, and the lots of each tie in the order drawn."""

from dataclasses import asdict
from typing import Any

from chalicelib.domain.drawing import Draw, lot
from chalicelib.domain.individual_prizes import leaves_of
from chalicelib.domain.outcome import Outcome
from chalicelib.domain.prizes import DrawnTie

Document = dict[str, Any]


def draw_rows(outcome: Outcome) -> Document:
    """`draw` ({"source", "seed", "at"}) and `drawn`, a row for each prize whose tie was drawn;
    empty where no draw is recorded."""
    draw = outcome.judged.draw
    if draw is None:
        return {}
    leaves = leaves_of(outcome.standing)
    drawn = [_drawn(tie, draw, leaves) for tie in outcome.drawn_ties]
    return {"draw": asdict(draw), "drawn": drawn}


def _drawn(tie: DrawnTie, draw: Draw, leaves: dict[str, str]) -> Document:
    """`lots` in the order drawn: who, how the lot names them, and the hash (hex) that put them
    there."""
    named = [(winner, leaves.get(winner, winner)) for winner in tie.candidates]
    lots = [
        {"winner": winner, "candidate": name, "hash": lot(draw.seed, tie.prize_id, name).hex()}
        for winner, name in named
    ]
    return {"prize": tie.prize_id, "title": tie.title, "places": tie.places, "lots": lots}
