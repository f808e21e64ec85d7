"""Row-level security over services of clients; a fact is hidden with the section that protects it."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial"), ("dossiers", "0002_regie_and_grants")]
    operations = [
        protect("services_servicefact", bit="services_servicefact.section_bit"),
        protect("services_serviceuse", bit=16),
        protect("services_serviceextension", bit=16),
        protect("services_serviceevaluation", bit=16),
        protect("services_servicelog", bit=16),
    ]
