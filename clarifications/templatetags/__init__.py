"""Template tags of the clarifications."""
