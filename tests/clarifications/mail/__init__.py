"""Tests of what is mailed."""
