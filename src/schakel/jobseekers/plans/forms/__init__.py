"""The forms of plans: agreements, choices and the norms that a choice rests on."""
