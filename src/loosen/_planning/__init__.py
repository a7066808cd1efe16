"""From what is in focus to a plan and its audit."""
