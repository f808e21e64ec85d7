"""A mentor attends a talk and tells the coach alone what they saw (R013).

It is about the professional: what the mentor writes stands in no dossier.
"""
