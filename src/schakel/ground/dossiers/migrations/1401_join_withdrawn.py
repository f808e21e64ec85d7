"""Who asked to take part can take that back, and what let them take part can be found again."""

from __future__ import annotations

from django.db import migrations, models

_OURS = "organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid"
WITHDRAW = f"""
create policy dossiers_joinrequest_withdraw on dossiers_joinrequest for update to schakel_app
  using ({_OURS} and state = 'asked') with check ({_OURS} and state = 'withdrawn');
"""
UNDO = "drop policy dossiers_joinrequest_withdraw on dossiers_joinrequest;"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "1401_interval_of_handovers")]
    operations = [
        migrations.AlterField(
            "joinrequest",
            "state",
            models.CharField(
                choices=[
                    ("asked", "wacht op antwoord"),
                    ("accepted", "doet mee"),
                    ("refused", "niet nu"),
                    ("withdrawn", "ingetrokken"),
                ],
                default="asked",
                max_length=9,
            ),
        ),
        migrations.AddField("joinrequest", "answer_act_id", models.UUIDField(null=True)),
        migrations.RunSQL(WITHDRAW, UNDO),
    ]
