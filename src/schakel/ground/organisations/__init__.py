"""Chain partners, their teams and the professionals who work there, each with a period.

A membership gives a professional one role at one organisation, and with it a reader.
"""
