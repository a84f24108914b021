"""The map of the process and all that depends on a state or on a step: pure tables that everything else asks."""
