"""How publications of other bodies come in: a file is read, checked whole, compared, and only then written."""
