"""How often somebody failed to log in of late, by name, by address or at the second step."""

from __future__ import annotations

from django.db import models


class LoginTry(models.Model):
    """The level of failed tries under one key, which leaks away with time, and until when no more are heard.

    The key is a keyed hash: what people type in the wrong field, a password even, is kept nowhere. Where
    tries are counted by place, of is the key of the name that they were for: all places open together.
    """

    key = models.BinaryField(primary_key=True, max_length=32)
    level = models.FloatField()
    last_at = models.DateTimeField(db_index=True)
    closed_until = models.DateTimeField(null=True)
    of = models.BinaryField(max_length=32, null=True, db_index=True)
