"""Texts as people write them, taken apart and put in one form: numbers, citations, dates, words; no database."""
