"""Row-level security over this room's tables."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("profile", "0001_initial"), ("dossiers", "0002_regie_and_grants")]
    operations = [protect("profile_lastoccupation", bit=4)]
