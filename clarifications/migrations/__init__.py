"""Schema of the process."""
