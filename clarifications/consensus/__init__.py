"""Consensus: the call on an exact draft, the positions, the objections, the conclusion."""
