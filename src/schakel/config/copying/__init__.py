"""Copies of the whole database in one file: making one while people work, and putting one back.

A copy is made by PostgreSQL's own programs and carries a manifest, so that an older version's copy can be put
back and brought up to date, and anything else is refused before a row is written.
"""
