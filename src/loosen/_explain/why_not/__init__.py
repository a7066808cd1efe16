"""What keeps an exercise out, and the smallest change of answers that brings it in."""
