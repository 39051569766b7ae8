"""Benchmarks: what the code costs, as figures that can be compared between machines."""
