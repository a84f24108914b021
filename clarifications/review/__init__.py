"""Review: the group discusses, says whose body is concerned, and drafts its answer."""
