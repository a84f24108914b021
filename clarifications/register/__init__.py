"""What readers meet of the register: rows of lists, facets, the text of a record, its history, the page of a clause."""
