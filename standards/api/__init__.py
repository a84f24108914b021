"""The public API of the catalogue: standards, editions, clauses and committees as JSON, to be read only."""
