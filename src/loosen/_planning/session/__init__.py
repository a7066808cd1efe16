"""One session and the weeks after it: exercises packed into minutes, a programme's parts filled, twelve weeks ahead."""
