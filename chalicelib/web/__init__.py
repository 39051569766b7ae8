"""HTTP: JSON in and out, attempt tokens, errors; no rules of contests."""
