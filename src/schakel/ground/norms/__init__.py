"""The norms: what the law and the house ask of citizens and institutions, by content, with their dates.

The engine is a library without Django; the register is YAML by subject; pages and receipts stand on both.
"""
