"""A session told afterwards in a terminal."""
