"""The addresses, one file for each subject; each only calls what it names."""
