"""The pages of one's own account and of the ways in; one subject per file."""
