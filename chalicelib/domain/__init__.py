"""The rules of a contest: pure functions and frozen values, without AWS, clock or randomness.

Instants and durations are integer milliseconds (instants since the epoch) unless a name ends in
`_s` (seconds) or `_days`.
"""
