"""Ways of facts into the catalogue: CASCO's own files and ISO's open data."""
