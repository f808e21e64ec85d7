"""The backbone: every act as an entry in a hash chain per dossier and per organisation, and every look.

Decisions, verbs, the read log and same-transaction subscribers live here.
"""
