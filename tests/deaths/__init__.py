"""The process dies just before and just after each call of a store; the next run mends it."""
