"""Mail: who gets a message about a step, how it is written, queued and sent."""
