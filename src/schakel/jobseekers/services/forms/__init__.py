"""The forms of services; pure, one subject per file."""
