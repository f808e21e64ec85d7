"""The pages of the signals room, one noun per module."""
