"""The pure part of the norms: reading a register, judging it for one person, and testing the law itself."""
