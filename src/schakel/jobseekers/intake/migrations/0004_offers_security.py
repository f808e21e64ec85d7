"""Row-level security over what work was offered; how an organisation holds intakes is for everyone."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_offers_and_channels")]
    operations = [protect("intake_directoffer", bit=2)]
