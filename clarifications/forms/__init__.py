"""What the forms of several chapters share."""
