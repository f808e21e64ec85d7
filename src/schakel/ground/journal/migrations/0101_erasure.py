"""Erased content leaves its hash behind; only a function of the owner may take content away."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from schakel.ground.access.policies import granted

# Like the policies, but as the owner, whom the policy on grants does not hold back: a personal grant counts
# for its own reader only, and a grant to look is none to erase.
_OWN_GRANT = granted("e", bit="e.section_bit").replace(
    "and g.valid_from",
    "and (not g.is_personal or g.reader_id = kernel_own_reader()) and not g.is_read_only\n       and g.valid_from",
)


# The whole set stands or falls together: one dossier, every entry open to the readers of this transaction,
# and the first one, which the others follow from, made by their own organisation. That the act's own entry
# exists is checked at commit, by its foreign key.
ERASE = f"""
create function journal_erase(p_entries uuid[], p_erasure uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_own uuid := nullif(current_setting('schakel.organisation', true), '')::uuid;
  v_dossier uuid;
  v_count int;
begin
  select e.dossier_id into v_dossier from journal_entry e
   where e.id = p_entries[1] and e.organisation_id = v_own;
  if v_dossier is null or exists (
    select from unnest(p_entries) as wanted(id) left join journal_entry e on e.id = wanted.id
     where e.dossier_id is distinct from v_dossier or e.verb = 'journal.erase'
        or not {_OWN_GRANT}
  ) then
    raise exception 'these entries may not be erased here' using errcode = 'insufficient_privilege';
  end if;
  with gone as (
    delete from journal_content c where c.entry_id = any (p_entries) returning c.entry_id, c.salt, c.body
  )
  insert into journal_erasedcontent (entry_id, digest, erasure_id)
    select entry_id, sha256(salt || body), p_erasure from gone;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
revoke all on function journal_erase(uuid[], uuid) from public;
grant execute on function journal_erase(uuid[], uuid) to schakel_app;
"""

RIGHTS = """
revoke insert, update, delete on journal_erasedcontent from schakel_app, schakel_batch;
alter table journal_erasedcontent enable row level security;
create policy journal_erasedcontent_read on journal_erasedcontent for select to schakel_app, schakel_batch
  using (exists (select 1 from journal_entry e where e.id = journal_erasedcontent.entry_id));
"""

UNDO = """
drop policy journal_erasedcontent_read on journal_erasedcontent;
alter table journal_erasedcontent disable row level security;
drop function journal_erase(uuid[], uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only"), ("access", "0301_personal_grants")]

    operations = [
        migrations.CreateModel(
            name="ErasedContent",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="journal.entry",
                    ),
                ),
                ("digest", models.BinaryField()),
                (
                    "erasure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.entry"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(ERASE + RIGHTS, UNDO),
    ]
