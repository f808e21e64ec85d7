"""Occupation concepts (ESCO, BO&C, ISCO) and the linking of free job titles to them.

The linking itself is a library without Django; models and actions keep the concepts and confirmed aliases.
"""
