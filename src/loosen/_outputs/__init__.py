"""Documents and their formats."""
