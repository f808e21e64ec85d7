"""Who may read and write what, for which purpose, on which legal basis.

The access table is data; readers and grants turn it into row-level security that the database enforces.
"""
