"""Mail: whom a step tells, how a message is written, queued and sent."""
