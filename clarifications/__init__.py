"""The process: a clarification from request to revision. Start with map/steps.py."""
