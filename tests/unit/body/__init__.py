"""Tests of the body that poses move."""
