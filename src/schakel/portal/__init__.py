"""The pages of those who are not professionals of the chain."""
