"""The process: a clarification from request to revision. Start with lifecycle.py."""
