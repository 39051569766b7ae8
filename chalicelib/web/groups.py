"""The groups of the user pool, and which of them a route is for."""

from enum import StrEnum


class Group(StrEnum):
    """All; contests, questions and ranking; read only."""

    ADMINISTRATORS = "quan-tri"
    ORGANIZERS = "to-chuc"
    OBSERVERS = "theo-doi"


Groups = frozenset[Group]

READERS: Groups = frozenset(Group)
ORGANIZERS: Groups = frozenset({Group.ADMINISTRATORS, Group.ORGANIZERS})
ADMINISTRATORS: Groups = frozenset({Group.ADMINISTRATORS})
COOKIE_HOLDERS: Groups = frozenset()
"""No group and no ID token: the view itself judges the cookie of the session."""
