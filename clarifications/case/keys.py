"""Opaque ids that nobody can guess."""

import secrets


def make_key() -> str:
    """An opaque id that nobody can guess: 128 bits in letters and digits."""
    return secrets.token_hex(16)
