"""The forms of the steps, one a row of the map."""
