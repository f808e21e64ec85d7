"""Row-level security over documents: by section, and for a client only what is meant for clients."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import protect

# Versions and bytes follow their document: the inner select is itself judged by that table's policies.
MEANT = """
create policy dossiers_document_meant on dossiers_document as restrictive for all to schakel_app
  using (is_for_client or current_setting('schakel.role', true) is distinct from 'client')
  with check (is_for_client or current_setting('schakel.role', true) is distinct from 'client');
create policy dossiers_documentrevision_meant on dossiers_documentrevision as restrictive for all to schakel_app
  using (exists (select 1 from dossiers_document d where d.id = document_id))
  with check (exists (select 1 from dossiers_document d where d.id = document_id));
create policy dossiers_documentcontent_meant on dossiers_documentcontent as restrictive for all to schakel_app
  using (exists (select 1 from dossiers_documentrevision r where r.id = revision_id))
  with check (exists (select 1 from dossiers_documentrevision r where r.id = revision_id));
"""
UNDO_MEANT = """
drop policy dossiers_document_meant on dossiers_document;
drop policy dossiers_documentrevision_meant on dossiers_documentrevision;
drop policy dossiers_documentcontent_meant on dossiers_documentcontent;
"""

# What was added stays as it was; encrypted bytes don't compress.
KEPT = """
revoke delete on dossiers_document from schakel_app, schakel_batch;
revoke update, delete on dossiers_documentrevision, dossiers_documentcontent from schakel_app, schakel_batch;
alter table dossiers_documentcontent alter column sealed set storage external;
"""

ANY = """
create function dossiers_any_document() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from dossiers_documentcontent)
$$;
revoke all on function dossiers_any_document() from public;
grant execute on function dossiers_any_document() to schakel_app, schakel_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0201_documents")]
    operations = [
        protect("dossiers_document", bit="dossiers_document.section_bit"),
        protect("dossiers_documentrevision", bit="dossiers_documentrevision.section_bit"),
        protect("dossiers_documentcontent", bit="dossiers_documentcontent.section_bit"),
        migrations.RunSQL(MEANT, UNDO_MEANT),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(ANY, "drop function dossiers_any_document()"),
    ]
