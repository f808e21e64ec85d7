"""Steering the chain together: which coordination its tasks need, what was agreed and what is practised.

The engine `coordination` is a library without Django; its tables and measures are YAML beside it.
"""
