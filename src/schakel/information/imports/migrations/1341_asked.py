"""A row can be of somebody for whom the organisation asked to take part."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "1251_refused_texts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("new", "nieuw"),
                    ("known", "al bekend, uw organisatie komt erbij"),
                    ("asked", "bekend bij een andere organisatie"),
                    ("changed", "gewijzigd"),
                    ("same", "ongewijzigd"),
                    ("duplicate", "dubbel in dit bestand"),
                    ("wrong", "fout"),
                ],
                max_length=10,
            ),
        ),
    ]
