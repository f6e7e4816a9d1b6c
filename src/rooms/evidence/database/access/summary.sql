comment on table evidence.summary is
  'Per party, obligation, kind, origin and effect: the newest item, and the number that count. The matrix reads this table, however '
  'long the history is. Pages are left half empty, so that a row that changes often stays on its page (HOT updates).';
comment on column evidence.summary.effect is
  'decides, nil, zero or informs: what the items do for a status. A nil return so never hides an item that decides.';
comment on column evidence.summary.entry is
  'The row as text, separated by spaces, because ids contain none. The matrix reads ten thousand of them, and building each text while '
  'reading took most of its time.';
comment on column evidence.summary.label_level is '0 unclassified, 1 restricted, 2 confidential, 3 secret (docs/decisions/015).';
comment on column evidence.summary.releasable_to is 'The parties it is releasable to; null: no restriction.';

alter table evidence.summary enable row level security;
alter table evidence.summary force row level security;
grant select on evidence.summary to manumit_app;
grant select, insert, update, delete on evidence.summary to manumit_guard;

create policy summary_read on evidence.summary for select to manumit_app using (
  (
    party_id = any ((select identity.parties(identity.group('evidence-readers')))::uuid[])
    and (
      label_level = 0
      or ((select identity.clearances(identity.group('evidence-readers'))) -> label_level::text) ? party_id::text
    )
  )
  or (
    (select identity.holds(identity.group('office')))
    and (
      (label_level = 0 and releasable_to is null)
      or ((select identity.clearances(identity.group('office'))) -> label_level::text) ?| coalesce(releasable_to::text[], '{any}')
    )
  )
);

create policy summary_of_assignment on evidence.summary for select to manumit_app using (
  (party_id || ' ' || obligation_id) = any ((select identity.assigned('obligation'))::text[])
  and label_level = 0
  and releasable_to is null
);

create policy guard_all on evidence.summary to manumit_guard using (true) with check (true);

create policy owner_all on evidence.summary to manumit_schema using (true) with check (true);
