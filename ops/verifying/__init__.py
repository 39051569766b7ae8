"""`ops verify`: all checks of docs/ledger.md §10, from the public files of a contest alone.

Each module makes one check; what others wrote is looked at by its shape before it is used.
"""
