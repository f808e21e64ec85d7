"""Row-level security over plans; a part on a life domain is hidden with the life domains."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("plans", "1001_plan"), ("dossiers", "0002_regie_and_grants")]
    operations = [
        protect("plans_plan", bit=16),
        protect("plans_plangoal", bit=16),
        protect("plans_planpart", bit="plans_planpart.section_bit"),
        protect("plans_planstep", bit="plans_planstep.section_bit"),
        protect("plans_planversion", bit=16),
        protect("plans_plansignature", bit=16),
        protect("plans_planevaluation", bit=16),
        protect("plans_rungstep", bit=16),
        protect("plans_blockedwish", bit=16),
    ]
