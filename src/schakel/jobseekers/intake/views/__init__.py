"""The pages of intakes."""
