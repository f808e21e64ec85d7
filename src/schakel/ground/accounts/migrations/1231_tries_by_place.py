"""Failed tries by place: which name they were for, so that an administrator opens all at once."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0102_second_step"),
    ]

    operations = [
        migrations.AddField(
            model_name="logintry",
            name="of",
            field=models.BinaryField(db_index=True, max_length=32, null=True),
        ),
    ]
