-- How far the statements of a party's learning systems were read, so that no press reads the whole store again; and the statements that wait: they name a number
-- that was on no roster then, or no module. One goes with its statement, when its time is over.
create table training.xapi_place (
  party_id uuid primary key references parties.party,
  -- Of completions, and of what takes statements back.
  mark text check (length(mark) <= 120),
  voided_mark text check (length(voided_mark) <= 120),
  read_at timestamptz not null,
  read_by uuid not null references identity.person
);
create table training.xapi_waiting (
  source_id uuid not null,
  statement_id uuid not null,
  party_id uuid not null references parties.party,
  why text not null check (why in ('number', 'module')),
  -- The number, or the address of the activity.
  value text not null check (length(value) <= 500),
  primary key (source_id, statement_id),
  foreign key (source_id, statement_id) references lrs.statement (source_id, id) on delete cascade
);
create index xapi_waiting_party on training.xapi_waiting (party_id, why, value);

do $$ declare t text; begin
  foreach t in array array['xapi_place', 'xapi_waiting'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on training.%I to manumit_app', t);
    execute format($p$create policy %I on training.%I for select to manumit_app using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]))$p$, t || '_read', t);
  end loop;
end $$;
grant update (mark, voided_mark, read_at, read_by) on training.xapi_place to manumit_app;
grant delete on training.xapi_waiting to manumit_app;
create policy xapi_place_write on training.xapi_place for insert to manumit_app with check (
  read_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy xapi_place_move on training.xapi_place for update to manumit_app
  using (party_id = any ((select identity.parties('{training-officer}'))::uuid[])) with check (read_by = (select identity.person()));
create policy xapi_waiting_write on training.xapi_waiting for insert to manumit_app with check (party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
create policy xapi_waiting_done on training.xapi_waiting for delete to manumit_app using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]));
