"""Answers told from the record alone: why, why not, what differs and what would, and whether it still holds."""
