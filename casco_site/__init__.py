"""The project: puts the rooms together and has no rules of its own."""
