"""The case itself: its tables, who may see it, what an actor is to it, the door, the journal, whose turn it is."""
