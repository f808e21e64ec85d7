"""The programme: learning from what happened, and steering by it."""
