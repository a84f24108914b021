"""Commands about people and bodies."""
