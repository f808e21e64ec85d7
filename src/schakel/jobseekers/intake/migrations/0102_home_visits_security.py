"""Row-level security over home visits, and a request that meets another when dossiers are merged."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("intake", "0101_home_visits")]
    operations = [protect("intake_homevisit", bit=2)]
