"""Commands of the process."""
