"""Row-level security over the clients on an agenda: a guest sees those in whose dossier they take part."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("plans", "1291_discussions"), ("dossiers", "0002_regie_and_grants")]
    operations = [
        protect("plans_discussioncase", bit=16),
        protect("plans_discussionagreement", bit=16),
    ]
