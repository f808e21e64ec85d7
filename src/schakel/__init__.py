"""Schakel: one shared system for the Dutch chain of work and income, from benefit to lasting work."""
