"""Concepts, the editions that hold them with their labels and relations, mappings, and confirmed titles."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap


class Concept(models.Model):
    """An occupation, a skill or a group of these, by its address; what a version says of it stands apart."""

    class Kind(models.TextChoices):
        """What sort of thing a concept is."""

        OCCUPATION = "occupation", _("beroep")
        GROUP = "group", _("groep van beroepen")
        SKILL = "skill", _("competentie")
        SKILL_GROUP = "skill_group", _("groep van competenties")

    uri = models.CharField(max_length=200, primary_key=True)
    scheme = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)


class Edition(models.Model):
    """One version of one kind of concept in a scheme. Editions stand side by side: a link keeps the one it
    was made in, and new links are made in the newest that is active."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    scheme = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Concept.Kind)
    version = models.CharField(max_length=20, blank=True)
    loaded_on = models.DateField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "kind", "version"], name="vocabulary_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{SCHEME_NAMES.get(self.scheme, self.scheme)} {self.version}".strip()

    @property
    def name(self) -> str:
        """How the commands name it, such as "esco/skill/1.2"."""
        return f"{self.scheme}/{self.kind}/{self.version}"


SCHEME_NAMES: Final[dict[str, str | Promise]] = {
    "esco": "ESCO",
    "isco-08": "ISCO-08",
    "demo": _("voorbeeldlijst"),
}


class EditionConcept(models.Model):
    """That an edition has a concept, and what it says of it; skill type and reuse level in ESCO's words."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="concepts")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="editions")
    code = models.CharField(max_length=40, blank=True)
    isco = models.CharField(max_length=10, blank=True)
    skill_type = models.CharField(max_length=20, blank=True)
    reuse_level = models.CharField(max_length=20, blank=True)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "concept"], name="vocabulary_editionconcept_once"),
        ]


class ConceptRelation(models.Model):
    """What an edition says of two concepts: the source asks the target, or lies below it."""

    class Kind(models.TextChoices):
        """How the two hang together."""

        ESSENTIAL = "essential", _("nodig")
        OPTIONAL = "optional", _("soms gevraagd")
        BROADER = "broader", _("valt onder")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="relations")
    source = models.ForeignKey(Concept, models.CASCADE, related_name="+")
    target = models.ForeignKey(Concept, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "edition", "kind", "target"], name="vocabulary_relation_once"
            ),
        ]


class Replacement(models.Model):
    """A concept that an edition no longer has, and the one to use instead."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="replacements")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="+")
    by = models.ForeignKey(Concept, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "concept"], name="vocabulary_replacement_once"),
        ]


class Label(models.Model):
    """A name that an edition gives a concept in one language; one is preferred."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="labels")
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="labels")
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=300)
    is_preferred = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "edition", "language", "text"], name="vocabulary_label_in_edition_once"
            ),
        ]
        indexes = [models.Index(fields=["edition", "language"], name="vocabulary_label_edition")]


class Mapping(models.Model):
    """A title in another scheme that stands for a concept, exactly or nearly."""

    source_scheme = models.CharField(max_length=40)
    source_code = models.CharField(max_length=40)
    source_label = models.CharField(max_length=300)
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="mappings")
    relation = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_scheme", "source_code", "concept"], name="vocabulary_mapping_once"
            ),
        ]


class Alias(models.Model):
    """A title as someone wrote it, with the concept that a professional confirmed for it.

    The same words may be a title and a skill ("lassen" and "lasser" have one key), so it counts per kind.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Concept.Kind, default=Concept.Kind.OCCUPATION)
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="aliases")
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "kind"], name="vocabulary_alias_once"),
        ]


class Load(models.Model):
    """A loading, or a choice of which editions count; the newest one names the indexes that belong to what
    the tables hold."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    at = models.DateTimeField()
    concepts = models.PositiveIntegerField()
    labels = models.PositiveIntegerField()
    mappings = models.PositiveIntegerField()
    relations = models.PositiveIntegerField(default=0)


class Municipality(Dated):
    """A municipality in a labour-market region, by the codes of the statistics office."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=4)
    name = models.CharField(max_length=80)
    region_code = models.CharField(max_length=8)
    region_name = models.CharField(max_length=80)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("vocabulary_municipality_once", "code"),
            ends_after_start("vocabulary_municipality_period"),
        ]
        indexes = [models.Index(fields=["region_code"], name="vocabulary_municipality_region")]


class PostcodeArea(models.Model):
    """The four digits of a postcode, with its place, its municipality as then named, and its middle."""

    digits = models.CharField(max_length=4, primary_key=True)
    place = models.CharField(max_length=80)
    municipality = models.CharField(max_length=80)
    latitude = models.FloatField()
    longitude = models.FloatField()
