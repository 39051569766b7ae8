"""The laboratory of faults: residents, stores that fail, and a model of what was promised.

Everything runs in one thread on a virtual clock: each request and each run of a function is a
greenlet that stops at every call of a store, so that requests interleave there in any order, the
same for the same seed.
"""
