"""Which work fits a person and which people fit a vacancy, in points that each carry their reason.

A pure engine without Django: records come from files or arrays. It advises; a person proposes.
"""
