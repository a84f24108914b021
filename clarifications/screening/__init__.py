"""Screening: the secretariat checks a request against the criteria and says what becomes of it."""
