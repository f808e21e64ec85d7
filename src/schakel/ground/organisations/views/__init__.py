"""The pages of organisations; one subject per file."""
