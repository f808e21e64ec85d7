"""Services: the dated catalogue of what can be done for a client, and which was chosen for whom and why.

Eligibility is judged by the conditions language of the norms, over what the dossier tells.
"""
