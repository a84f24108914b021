"""The map of the process and all that depends on a state or on a step: tables, and the rules that they name."""
