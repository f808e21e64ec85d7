"""Instruments as data, and their scores: no Django models, so that they can be used and tested alone."""
