"""What was loaded before there were editions becomes one edition per scheme and version."""

from __future__ import annotations

from django.db import migrations

FILL = """
do $$
declare v_concepts bigint; v_placed bigint;
begin
  update vocabulary_concept set kind = 'group' where scheme = 'isco-08';
  insert into vocabulary_edition (id, scheme, kind, version, loaded_on, is_active)
    select gen_random_uuid(), scheme, kind, version, kernel_today(), true
      from (select distinct scheme, kind, version from vocabulary_concept) known;
  insert into vocabulary_editionconcept
    (edition_id, concept_id, code, isco, skill_type, reuse_level, description)
    select e.id, c.uri, c.code, c.isco, '', '', ''
      from vocabulary_concept c join vocabulary_edition e using (scheme, kind, version);
  get diagnostics v_placed = row_count;
  select count(*) into v_concepts from vocabulary_concept;
  if v_placed <> v_concepts then
    raise exception 'placed % of % concepts in an edition', v_placed, v_concepts;
  end if;
  update vocabulary_label l set edition_id = ec.edition_id
    from vocabulary_editionconcept ec where ec.concept_id = l.concept_id;
  if exists (select 1 from vocabulary_label where edition_id is null) then
    raise exception 'a label is left without an edition';
  end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "1301_editions"), ("kernel", "0001_functions")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
