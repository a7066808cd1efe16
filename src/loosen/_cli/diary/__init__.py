"""What happened, asked in a terminal: the same questions while a session runs and afterwards, and what is told then."""
