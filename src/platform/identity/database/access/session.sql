comment on table identity.session is 'A session at the desk. Only the hash of its token is kept.';
comment on column identity.session.seen_at is
  'The last use, noted at most once a minute; after 30 minutes without one a session opens nothing.';
comment on column identity.session.browser is
  'What a browser calls itself, kept only as a coarse family: enough to tell devices apart in a list.';

alter table identity.session enable row level security;
alter table identity.session force row level security;
grant select, insert, update, delete on identity.session to manumit_guard;

create policy session_guard on identity.session to manumit_guard using (true) with check (true);

create policy session_owner on identity.session to manumit_schema using (true) with check (true);
