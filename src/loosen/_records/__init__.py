"""Records as they are kept: how they are written, sealed, read again, and brought up from older forms."""
