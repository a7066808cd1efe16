"""The diary of one person as a file."""
