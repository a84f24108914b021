"""The demonstration: invented bodies, people and requests over real standards, walked through the real steps."""
