"""The page of one rule or one exercise: of the docs, and of a command."""
