"""The pages of plans: agreements, choices, and the day of who works with them."""
