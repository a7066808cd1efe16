"""What stands between the net and the pages: what comes in is checked, and what goes out says what it may do."""
