"""What differs between two plans, and what would differ with other answers, each difference with its cause."""
