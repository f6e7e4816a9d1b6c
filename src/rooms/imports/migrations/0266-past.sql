-- What was recorded elsewhere before this program: taken in as batches that can be taken back whole. Each row names the piece it became, and each piece
-- its batch, so that where anything came from is one look away: which file (its hash), which line of it, who took it in.
create schema past;
grant usage on schema past to manumit_app;

create table past.batch (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  file_sha256 bytea not null check (octet_length(file_sha256) = 32),
  edition_id text not null references policy.edition,
  -- How many rows it is to have, and how many are in: a long file goes in by parts.
  total int not null check (total > 0),
  taken int not null check (taken between 0 and total),
  begun_at timestamptz not null,
  taken_by uuid not null references identity.person default identity.person(),
  -- The last line taken back so far: a long batch goes back by parts, too.
  undone_line int not null default 0,
  undone_because text check (length(undone_because) between 1 and 1000),
  undone_by uuid references identity.person,
  undone_at timestamptz,
  version int not null default 1
);
create index batch_begun on past.batch (begun_at desc, id desc);

create table past.row (
  batch_id uuid not null references past.batch,
  line int not null check (line > 1),
  piece_id uuid not null unique,
  primary key (batch_id, line)
);

do $$ declare t text; begin
  foreach t in array array['batch', 'row'] loop
    execute format('alter table past.%I enable row level security; alter table past.%I force row level security', t, t);
    execute format('create policy %I on past.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on past.%I for select to manumit_app using ((select identity.holds(''{policy-office}'')))', t || '_read', t);
  end loop;
end $$;
grant select, insert, update (taken, undone_line, undone_because, undone_by, undone_at, version) on past.batch to manumit_app;
grant select, insert on past.row to manumit_app;
create policy batch_begin on past.batch for insert to manumit_app with check (
  (select identity.holds('{policy-office}')) and taken_by = (select identity.person()) and undone_by is null and undone_at is null);
create policy batch_go_on on past.batch for update to manumit_app using ((select identity.holds('{policy-office}')))
  with check (undone_by is null or undone_by = (select identity.person()));
create policy row_take on past.row for insert to manumit_app with check ((select identity.holds('{policy-office}')));
