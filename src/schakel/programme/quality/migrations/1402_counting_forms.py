"""Row-level security over times of forms, and the one function that adds to them."""

from __future__ import annotations

from django.db import migrations

OWN = """
alter table quality_formtime enable row level security;
create policy quality_formtime_own on quality_formtime to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
alter table quality_formtimeconsent enable row level security;
create policy quality_formtimeconsent_own on quality_formtimeconsent to schakel_app using (
  organisation_id = (select nullif(current_setting('schakel.organisation', true), ''))::uuid);
revoke insert, update on quality_formtime from schakel_app, schakel_batch;
revoke delete on quality_formtime, quality_formtimeconsent from schakel_batch;
revoke delete on quality_formtimeconsent from schakel_app;
"""
UNDO_OWN = """
drop policy quality_formtimeconsent_own on quality_formtimeconsent;
drop policy quality_formtime_own on quality_formtime;
"""

# Without an agreement that holds today there is nothing to insert from. The week is that of the whole house; who
# sent the form in is the role, and a client is no employee.
COUNT = """
create function quality_count_form(p_kind text, p_bin int, p_forms int) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into quality_formtime (id, organisation_id, role, week, kind, bin, forms)
  select gen_random_uuid(), c.organisation_id, current_setting('schakel.role', true),
         date_trunc('week', kernel_today()::timestamp)::date, p_kind, p_bin, p_forms
    from quality_formtimeconsent c
   where c.organisation_id = nullif(current_setting('schakel.organisation', true), '')::uuid
     and c.valid_from <= kernel_today() and (c.valid_to is null or c.valid_to > kernel_today())
     and coalesce(current_setting('schakel.role', true), '') not in ('', 'client')
  on conflict (organisation_id, kind, week, role, bin)
  do update set forms = quality_formtime.forms + excluded.forms
$$;
revoke all on function quality_count_form(text, int, int) from public;
grant execute on function quality_count_form(text, int, int) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("quality", "1401_form_times"), ("kernel", "1401_middle")]
    operations = [
        migrations.RunSQL(OWN, UNDO_OWN),
        migrations.RunSQL(COUNT, "drop function quality_count_form(text, int, int);"),
    ]
