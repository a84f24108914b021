"""CASCO's own data files: read, checked and written into the catalogue."""
