"""Moving the register out of one system and into another."""
