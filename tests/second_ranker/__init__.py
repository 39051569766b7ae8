"""A second ranker, for tests only: the contest format's rules once more, as SQL.

It shares no code with `chalicelib`, so that a mistake in one of the two shows as a difference.
"""

from tests.second_ranker.ranker import Award, Row, Second, SecondRanker, Tally

__all__ = ["Award", "Row", "Second", "SecondRanker", "Tally"]
