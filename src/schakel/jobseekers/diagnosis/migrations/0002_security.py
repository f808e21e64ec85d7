"""Row-level security over diagnoses; a part on a life domain is hidden with the life domains."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "0001_initial"), ("dossiers", "0002_regie_and_grants")]
    operations = [
        protect("diagnosis_diagnosis", bit=8),
        protect("diagnosis_diagnosispart", bit="diagnosis_diagnosispart.section_bit"),
        protect("diagnosis_diagnosisresult", bit=8),
        protect("diagnosis_guidancestyle", bit=8),
        protect("diagnosis_missingitem", bit=8),
        protect("diagnosis_ambition", bit=8),
        protect("diagnosis_circumstance", bit="diagnosis_circumstance.section_bit"),
        protect("diagnosis_advicerequest", bit=8),
    ]
