"""Questions that clients ask by phone, at a desk, by mail or on the web, taken in by whoever is there.

Who takes a question in need not know the client: it reaches whoever is responsible, in the one dossier.
"""
