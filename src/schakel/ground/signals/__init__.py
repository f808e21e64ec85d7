"""Signals: what is due, late or about to go wrong in a dossier, computed from norms and records.

A room registers a kind of signal with its criteria; here stands one row per dossier, kind and organisation.
"""
