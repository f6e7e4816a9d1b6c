comment on table contractors.rate is
  'What one euro is in another currency on a day, as a party recorded it. Values in euros are computed with the newest. '
  'A wrong one is replaced with a reason; the log has the earlier one.';
comment on column contractors.rate.units is 'Units of the currency for one euro.';

alter table contractors.rate enable row level security;
alter table contractors.rate force row level security;
grant select, insert on contractors.rate to manumit_app;
grant update (units, source, recorded_at, recorded_by) on contractors.rate to manumit_app;

create policy rate_read on contractors.rate for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-readers')))::uuid[])
);

create policy rate_add on contractors.rate for insert to manumit_app with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

-- A wrong rate is replaced. The log has the earlier one.
create policy rate_replace on contractors.rate for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
) with check (
  recorded_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('contract-managers')))::uuid[])
);

create policy rate_owner on contractors.rate to manumit_schema using (true) with check (true);

-- `plan_facts` reads it for the program that measures.
grant select on contractors.rate to manumit_guard;
create policy rate_guard on contractors.rate for select to manumit_guard using (true);
