"""Programme: learning what happened, what works and how the chain is steered."""
