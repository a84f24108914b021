"""Tests of the map: that it is whole, that its rules say one thing in two forms, and that another map is followed."""
