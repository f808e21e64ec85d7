"""The fictional region of Oosterwaard, told through the actions of every room.

Only the command line imports it.
"""
