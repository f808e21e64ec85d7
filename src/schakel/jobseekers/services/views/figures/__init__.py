"""The pages of services in figures; one subject per file."""
