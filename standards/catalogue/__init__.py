"""Questions put to the catalogue: what there is, what it means, how it stands and who answers."""
