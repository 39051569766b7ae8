"""The draw of a contest as a ruling keeps it: at most one."""

from chalicelib.domain.drawing import Draw
from chalicelib.usecases.ports import Stores

KIND = "draw"
"""Kind, and id, of the ruling that keeps it."""


def drawn(slug: str, stores: Stores) -> Draw | None:
    """The draw that is recorded, None where none is."""
    ruling = stores.rulings.get(slug, KIND, KIND)
    if ruling is None:
        return None
    said = ruling.document
    return Draw(said["source"], said["seed"], said["at"])
