"""Life domains with their notes, and consent; who reads them follows in the next migration."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.kernel.ids
import schakel.ground.kernel.periods
from schakel.ground.access.policies import protect

# What was agreed to, and when it was taken back, is never cleaned up by the way.
PRIVILEGES = "revoke delete on dossiers_consent from schakel_app, schakel_batch;"


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0702_mandates"),
        ("organisations", "0202_cards_and_ways"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("covers", models.IntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("intake", "intake"),
                            ("guidance", "begeleiding naar werk"),
                            ("service_delivery", "uitvoering van een dienst"),
                            ("placement", "plaatsing op werk"),
                            ("income_decision", "besluit over inkomen"),
                            ("enforcement", "handhaving"),
                            ("care", "hulp bij zorg en schulden"),
                            ("procurement", "inkoop"),
                            ("quality", "kwaliteit"),
                            ("steering", "sturing"),
                            ("research", "onderzoek"),
                            ("own_data", "eigen gegevens"),
                            ("administration", "beheer"),
                            ("support", "ondersteuning"),
                        ],
                        max_length=20,
                    ),
                ),
                ("told", models.CharField(max_length=1000)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("spoken", "mondeling, in een gesprek"),
                            ("signed", "op papier, ondertekend"),
                            ("own_page", "door de cliënt op de eigen pagina"),
                        ],
                        max_length=8,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.document",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LifeDomain",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("section_bit", models.IntegerField()),
                ("domain", models.CharField(max_length=12)),
                ("question", models.CharField(max_length=400)),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("client", "de cliënt zelf"),
                            ("relative", "een naaste van de cliënt"),
                            ("professional", "een medewerker van ons"),
                            ("other", "een andere organisatie"),
                        ],
                        max_length=12,
                    ),
                ),
                ("because", models.CharField(max_length=400)),
                ("opened_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "vraag staat open"),
                            ("worked_on", "er wordt aan gewerkt"),
                            ("closed", "afgerond"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("worked_on_by", models.CharField(blank=True, max_length=120)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "opgelost"),
                            ("better", "beter, en verder zonder ons"),
                            ("elsewhere", "gaat verder bij een ander"),
                            ("not_wanted", "de cliënt wil hier geen hulp bij"),
                            ("mistake", "bleek niet nodig"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_words", models.CharField(blank=True, max_length=400)),
                ("closed_on", models.DateField(null=True)),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.consent",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="life_domains",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LifeDomainNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("section_bit", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("known", "wat bekend is"),
                            ("contact", "contact"),
                            ("step", "stap of verwijzing"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(max_length=400)),
                ("source", models.CharField(max_length=120)),
                ("happened_on", models.DateField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
                    ),
                ),
                (
                    "life_domain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="dossiers.lifedomain",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.professional",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("dossier", "="),
                    ("organisation", "="),
                    ("covers", "="),
                    ("purpose", "="),
                    (schakel.ground.kernel.periods.DateRange("valid_from", "valid_to"), "&&"),
                ],
                name="dossiers_consent_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="dossiers_consent_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__isnull", False)), name="dossiers_consent_has_an_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "own_page"), ("recorded_by__isnull", True)),
                    models.Q(models.Q(("how", "own_page"), _negated=True), ("recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="dossiers_consent_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__isnull", True), ("how", "signed"), _connector="OR"),
                name="dossiers_consent_signed_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="lifedomain",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("dossier", "domain"),
                name="dossiers_lifedomain_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lifedomain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("question", ""), _negated=True), models.Q(("because", ""), _negated=True)
                ),
                name="dossiers_lifedomain_has_a_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="lifedomain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", False),
                        ("state", "closed"),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("closed_on__isnull", True),
                        ("outcome", ""),
                    ),
                    _connector="OR",
                ),
                name="dossiers_lifedomain_closed_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="lifedomain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "worked_on"), _negated=True),
                    models.Q(("worked_on_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="dossiers_lifedomain_worker",
            ),
        ),
        migrations.AddIndex(
            model_name="lifedomainnote",
            index=models.Index(
                fields=["life_domain", "-happened_on", "-id"], name="dossiers_lifedomainnote_list"
            ),
        ),
        protect("dossiers_consent", bit=1),
        protect("dossiers_lifedomain", bit="dossiers_lifedomain.section_bit"),
        protect("dossiers_lifedomainnote", bit="dossiers_lifedomainnote.section_bit"),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
    ]
