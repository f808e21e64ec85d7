"""Contact moments between a client and a professional: when, how, about what."""
