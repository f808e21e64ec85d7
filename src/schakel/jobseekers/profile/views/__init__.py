"""The pages of the work profile."""
