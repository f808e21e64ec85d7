"""The forms of accounts; one subject per file."""
