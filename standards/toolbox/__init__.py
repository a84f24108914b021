"""The toolbox of CASCO, then and now, and the pages that explain conformity assessment."""
