"""The register as readers meet it: rows of lists, facets, a record with its text and verdicts, the page of a clause."""
