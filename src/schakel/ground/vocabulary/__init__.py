"""Occupations and skills (ESCO, BO&C, ISCO) in editions beside each other, and the linking of words to them.

The linking itself is a library without Django; models and actions keep the concepts and confirmed aliases.
"""
