"""What the official papers of a contest say, as text: which there are, who signs, who gets what.

How they look is the business of `chalicelib.stores.documents`.
"""
