"""Publication: the public text is prepared, checked and put into the register; texts of the former process enter."""
