"""Journeys: whole ways through the map, taken in a browser by the cast."""
