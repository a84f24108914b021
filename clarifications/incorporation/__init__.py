"""Incorporation: what became of a published record, edition by edition."""
