"""What happened, and what it says of a plan: the diary as a file, the measures read from it, and the verdict."""
