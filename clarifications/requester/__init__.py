"""The requester's own page of a request, by its private link."""
