"""CASCO's own data files: read, checked and brought into the catalogue."""
