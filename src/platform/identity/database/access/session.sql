comment on table identity.session is 'A desk session. Only the hash of its token is stored.';
comment on column identity.session.seen_at is
  'The last use, updated at most once a minute. A session without use for 30 minutes opens nothing.';
comment on column identity.session.browser is
  'The browser family from the user agent, coarse on purpose: just enough to distinguish devices in a list.';
comment on column identity.session.news_seen_at is
  'Up to when this session opened the list of what is new; null: never.';
comment on column identity.session.ends_at is 'Twelve hours after sign-in; use does not extend it.';
comment on column identity.session.wrong_passwords is 'Wrong present passwords given in this session; the fifth ends it.';
comment on column identity.session.token_hash is 'The hash of the token that the browser holds.';

alter table identity.session enable row level security;
alter table identity.session force row level security;
grant select, insert, update, delete on identity.session to manumit_guard;

create policy session_guard on identity.session to manumit_guard using (true) with check (true);

create policy session_owner on identity.session to manumit_schema using (true) with check (true);
