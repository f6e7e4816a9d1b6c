-- Rosters come as tables, in parts, and can be taken back whole: each row says which person it made or changed, and how that person stood before.
create table training.roster_batch (
  id uuid primary key,
  party_id uuid not null references parties.party,
  title text not null check (length(title) between 1 and 200),
  total int not null check (total > 0),
  taken int not null check (taken between 0 and total),
  begun_at timestamptz not null,
  taken_by uuid not null references identity.person,
  -- The last line taken back so far: a long roster goes back by parts.
  undone_line int not null default 0,
  undone_because text check (length(undone_because) between 1 and 500),
  undone_by uuid references identity.person,
  undone_at timestamptz,
  version int not null default 1,
  unique (id, party_id)
);
create index roster_batch_party on training.roster_batch (party_id, begun_at desc, id desc);

create table training.roster_row (
  batch_id uuid not null,
  party_id uuid not null,
  line int not null check (line > 1),
  trainee_id uuid not null,
  -- Null: the row made the person.
  before jsonb,
  -- The version it left: what was changed since is not taken back.
  left_version int not null,
  primary key (batch_id, line),
  foreign key (batch_id, party_id) references training.roster_batch (id, party_id),
  foreign key (trainee_id, party_id) references training.trainee (id, party_id)
);

do $$ declare t text; begin
  foreach t in array array['roster_batch', 'roster_row'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on training.%I for select to manumit_app using (party_id = any ((select identity.parties(''{training-officer,commander}''))::uuid[]))', t || '_read', t);
  end loop;
end $$;
grant select, insert, update (taken, undone_line, undone_because, undone_by, undone_at, version) on training.roster_batch to manumit_app;
grant select, insert on training.roster_row to manumit_app;
create policy roster_batch_begin on training.roster_batch for insert to manumit_app with check (
  party_id = any ((select identity.parties('{training-officer}'))::uuid[]) and taken_by = (select identity.person()) and undone_by is null and undone_at is null);
create policy roster_batch_go_on on training.roster_batch for update to manumit_app using (party_id = any ((select identity.parties('{training-officer}'))::uuid[]))
  with check (undone_by is null or undone_by = (select identity.person()));
create policy roster_row_take on training.roster_row for insert to manumit_app with check (party_id = any ((select identity.parties('{training-officer}'))::uuid[]));

-- Who looked at the people of a party or of an operation is recorded, as for everything else that is protected.
alter table identity.access_record drop constraint access_record_kind_check;
alter table identity.access_record add constraint access_record_kind_check
  check (kind in ('piece', 'document', 'evidence', 'dossier', 'matrix', 'part', 'round', 'report', 'people', 'access', 'roster'));
create or replace function identity.object_of(kind text, object uuid) returns table (id uuid, party_id uuid) language plpgsql stable as $$
#variable_conflict use_column
begin
  case kind
    when 'piece' then return query select p.id, p.party_id from evidence.piece p where p.id = object;
    when 'document' then return query select d.id, d.party_id from evidence.document d where d.id = object;
    when 'part' then return query select p.id, p.party_id from reviews.participation p where p.id = object;
    when 'round', 'report' then return query select r.id, null::uuid from reviews.round r where r.id = object;
    when 'dossier', 'evidence', 'roster' then return query select p.id, p.id from parties.party p where p.id = object;
    else null;
  end case;
end $$;
