"""The joint diagnosis: an instrument what came of it, and the client's own view beside it.

An instrument is data with a version; its advice is followed or overruled by a person, with a reason.
"""
