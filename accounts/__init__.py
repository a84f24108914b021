"""People: who signs in, which bodies there are, who represents them, who sits in which group."""
