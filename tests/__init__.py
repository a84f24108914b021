"""The tests: they mirror the code; test_house.py holds the rules of the house."""
