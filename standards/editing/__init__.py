"""What whoever keeps the catalogue edits: clause lists and concordances, as files and on screens."""
