"""What a client can and wants to do; for now the last occupation and its link to the vocabulary."""
