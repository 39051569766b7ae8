"""Official papers as files: Word by template, and the accountant's workbook.

What they need (python-docx, lxml) is a layer of the one function that makes them
(docs/decisions/0032): nothing else may import this package.
"""
