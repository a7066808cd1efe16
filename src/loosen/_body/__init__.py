"""The body that poses move: its joints and segments in three dimensions, what carries it, and what that asks of it."""
