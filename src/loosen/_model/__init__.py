"""Typed, frozen values. Nothing here imports anything else of the project."""
