"""The rules held against their own cases."""
