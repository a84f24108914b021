"""The catalogue: standards, editions, clauses, committees and groups. Knows nothing of clarifications or people."""
