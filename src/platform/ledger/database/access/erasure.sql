comment on table ledger.erasure is
  'Openings erased permanently by two persons. The leaf of each of the two commands names the entry, so a verifier needs nothing else.';
comment on column ledger.erasure.approved_by is 'The second person, never the first; null: not erased.';
comment on column ledger.erasure.ended_by is
  'Who ended the request without an erasure: the person who made it withdrew it, or a second person refused it.';
comment on column ledger.erasure.refusal is 'Why the second person refused; null: not refused.';

alter table ledger.erasure enable row level security;
alter table ledger.erasure force row level security;
grant select on ledger.erasure to manumit_app;
grant insert (entry_id, reason, requested_by, requested_at) on ledger.erasure to manumit_app;
grant select, insert, update, delete on ledger.erasure to manumit_guard;

create policy erasure_read on ledger.erasure for select to manumit_app using (
  (select identity.holds(identity.group('overseers')))
  or ledger.may_erase(entry_id)
);

create policy erasure_request on ledger.erasure for insert to manumit_app with check (
  ledger.may_erase(entry_id)
  and requested_by = (select identity.person())
  and approved_at is null
);

create policy guard_all on ledger.erasure to manumit_guard using (true) with check (true);

create policy owner_all on ledger.erasure to manumit_schema using (true) with check (true);
