"""People who log in, and how they do so.

What an account may do stands in organisations and access, not here.
"""
