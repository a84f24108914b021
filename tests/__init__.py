"""Tests mirror the code; journeys/ tells whole stories in a browser."""
