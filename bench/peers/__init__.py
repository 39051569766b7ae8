"""Our start route's job as others would build it; `bench/cold_start.py` packages each alone."""
