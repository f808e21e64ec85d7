"""Editions beside each other, and skills with their relations; what was loaded before becomes an edition."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids

KINDS = [
    ("occupation", "beroep"),
    ("group", "groep van beroepen"),
    ("skill", "competentie"),
    ("skill_group", "groep van competenties"),
]
RELATIONS = [("essential", "nodig"), ("optional", "soms gevraagd"), ("broader", "valt onder")]


def _id() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, name: str = "+", **options: object) -> models.ForeignKey:
    on_delete = django.db.models.deletion.CASCADE
    return models.ForeignKey(on_delete=on_delete, related_name=name, to=f"vocabulary.{model}", **options)


def _once(model: str, name: str, *fields: str) -> migrations.AddConstraint:
    return migrations.AddConstraint(model, models.UniqueConstraint(fields=fields, name=name))


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0101_places")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("scheme", models.CharField(max_length=40)),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                ("version", models.CharField(blank=True, max_length=20)),
                ("loaded_on", models.DateField()),
                ("is_active", models.BooleanField(default=True)),
            ],
        ),
        _once("edition", "vocabulary_edition_once", "scheme", "kind", "version"),
        migrations.CreateModel(
            name="EditionConcept",
            fields=[
                _id(),
                ("code", models.CharField(blank=True, max_length=40)),
                ("isco", models.CharField(blank=True, max_length=10)),
                ("skill_type", models.CharField(blank=True, max_length=20)),
                ("reuse_level", models.CharField(blank=True, max_length=20)),
                ("description", models.TextField(blank=True)),
                ("edition", _to("edition", "concepts")),
                ("concept", _to("concept", "editions")),
            ],
        ),
        _once("editionconcept", "vocabulary_editionconcept_once", "edition", "concept"),
        migrations.CreateModel(
            name="ConceptRelation",
            fields=[
                _id(),
                ("kind", models.CharField(choices=RELATIONS, max_length=10)),
                ("edition", _to("edition", "relations")),
                ("source", _to("concept")),
                ("target", _to("concept")),
            ],
        ),
        _once("conceptrelation", "vocabulary_relation_once", "source", "edition", "kind", "target"),
        migrations.CreateModel(
            name="Replacement",
            fields=[
                _id(),
                ("edition", _to("edition", "replacements")),
                ("concept", _to("concept")),
                ("by", _to("concept")),
            ],
        ),
        _once("replacement", "vocabulary_replacement_once", "edition", "concept"),
        migrations.AddField("load", "relations", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "concept",
            "kind",
            models.CharField(choices=KINDS, default="occupation", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField("label", "edition", _to("edition", "labels", null=True)),
        migrations.AddField(
            "alias", "kind", models.CharField(choices=KINDS, default="occupation", max_length=12)
        ),
        migrations.AlterField("alias", "title", models.CharField(max_length=200)),
        _once("alias", "vocabulary_alias_once", "title", "kind"),
    ]
