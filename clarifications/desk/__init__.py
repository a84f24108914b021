"""The desk of secretariat and groups: work lists, the case file, and the pages of the steps."""
