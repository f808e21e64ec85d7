"""Studies: a sample of dossiers by criteria and site, with consent, under pseudonyms, and for a term.

Who studies sees cases without persons; whom a case is about stands under the policy of the dossier.
"""
