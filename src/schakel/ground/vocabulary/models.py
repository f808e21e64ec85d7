"""Concepts with their labels, mappings between schemes, and the titles people confirmed."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap


class Concept(models.Model):
    """An occupation or a group of them, in one version of one scheme."""

    uri = models.CharField(max_length=200, primary_key=True)
    scheme = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    code = models.CharField(max_length=40, blank=True)
    isco = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [models.Index(fields=["scheme", "code"], name="vocabulary_concept_code")]


class Label(models.Model):
    """A name of a concept in one language; one is preferred."""

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="labels")
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=300)
    is_preferred = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "text"], name="vocabulary_label_once"),
        ]


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
    """A title as someone wrote it, with the concept that a professional confirmed for it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    title = models.CharField(max_length=200, unique=True)
    concept = models.ForeignKey(Concept, models.CASCADE, related_name="aliases")
    confirmed_on = models.DateField()


class Load(models.Model):
    """A loading of concepts; the newest one names the index that belongs to what the tables hold."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    at = models.DateTimeField()
    concepts = models.PositiveIntegerField()
    labels = models.PositiveIntegerField()
    mappings = models.PositiveIntegerField()


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
