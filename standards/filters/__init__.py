"""What lists can be narrowed to: filter sets for page and API."""
