"""Examples of what is sent and what comes back: all about one desk worker, and made when they are asked for."""
