"""Which concept of the vocabulary something that a client can do was linked to, by whom and when."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

LINKS = [
    ("open", "nog niet gekoppeld"),
    ("linked", "gekoppeld"),
    ("none", "geen passend begrip"),
    ("declined", "volgens de cliënt past het begrip niet"),
]
SHOWN = [
    ("told", "verteld"),
    ("diploma", "diploma of certificaat"),
    ("seen", "gezien in werk of praktijk"),
    ("proposed", "voorgesteld bij een beroep en bevestigd"),
]


def _to(model: str) -> models.ForeignKey:
    on_delete = django.db.models.deletion.PROTECT
    return models.ForeignKey(null=True, on_delete=on_delete, related_name="+", to=model)


def _add(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField("competence", name, field)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0601_mandates"),
        ("profile", "1251_completeness"),
        ("vocabulary", "1303_labels_of_editions"),
    ]

    operations = [
        _add("link", models.CharField(choices=LINKS, default="open", max_length=8)),
        _add("concept", _to("vocabulary.concept")),
        _add("edition", _to("vocabulary.edition")),
        _add("concept_label", models.CharField(blank=True, max_length=300)),
        _add("linked_on", models.DateField(null=True)),
        _add("linked_by", _to("access.reader")),
        _add("agreed_on", models.DateField(null=True)),
        migrations.AlterField("competence", "shown_by", models.CharField(choices=SHOWN, max_length=8)),
        migrations.AddConstraint(
            "competence",
            models.CheckConstraint(
                condition=Q(link="linked", concept__isnull=False, edition__isnull=False)
                | (~Q(link="linked") & Q(concept__isnull=True, edition__isnull=True, agreed_on__isnull=True)),
                name="profile_competence_concept",
            ),
        ),
        migrations.AddConstraint(
            "competence",
            models.CheckConstraint(
                condition=Q(link="open") | Q(linked_on__isnull=False, linked_by__isnull=False),
                name="profile_competence_answered",
            ),
        ),
    ]
