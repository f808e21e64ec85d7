"""A study can be changed until it is drawn, and after that be followed by a new version."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

# What was drawn stays as it was asked: the application changes new studies only, and never who drew or when.
CHANGING = """
grant update (title, question, purpose, ground, told, contact, period_from, period_to, asks_consent,
  why_no_consent, kept_until, regimes, opened_from, opened_to, age_from, age_to, service_content, seed, version)
  on studies_study to schakel_app;
grant delete on studies_studysite to schakel_app;
create policy studies_study_new on studies_study as restrictive for update to schakel_app using (state = 'new');
create policy studies_studysite_new on studies_studysite as restrictive for delete to schakel_app using (
  exists (select 1 from studies_study s where s.id = studies_studysite.study_id and s.state = 'new'));
"""
UNDO = """
drop policy studies_studysite_new on studies_studysite; drop policy studies_study_new on studies_study;
revoke delete on studies_studysite from schakel_app; revoke update on studies_study from schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("studies", "0002_drawing")]
    operations = [
        migrations.AddField(
            "study",
            "follows",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="next_version",
                to="studies.study",
            ),
        ),
        migrations.AddField(
            "study", "why_new", models.CharField(blank=True, default="", max_length=300), False
        ),
        migrations.AddConstraint(
            "study",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("follows__isnull", True), ("why_new", "")),
                    models.Q(("follows__isnull", False), models.Q(("why_new", ""), _negated=True)),
                    _connector="OR",
                ),
                name="studies_new_for_a_reason",
            ),
        ),
        migrations.RunSQL(CHANGING, UNDO),
    ]
