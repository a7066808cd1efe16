"""The chain behind one exercise."""
