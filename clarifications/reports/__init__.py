"""What readers say is wrong on a page of the register or the catalogue, and what became of it."""
