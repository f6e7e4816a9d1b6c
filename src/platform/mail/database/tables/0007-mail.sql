-- Outgoing messages: queued with their command, sent by the program afterwards. The content is encrypted with the installation's keys (an
-- invitation contains a link that opens an account), so the database alone reveals nothing, and an injected row cannot be decrypted. The
-- address is looked up when a message is sent.
create schema mail;
grant usage on schema mail to manumit_app, manumit_guard;
grant create on schema mail to manumit_guard;

create table mail.message (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'digest')),
  person_id uuid not null references identity.person,
  content_encrypted bytea,
  queued_at timestamptz not null,
  ends_at timestamptz not null,
  not_before timestamptz not null,
  attempts int not null default 0,
  claimed_at timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  fault text check (fault ~ '^[a-z0-9-]{1,40}$'),
  check (sent_at is null or failed_at is null)
);
create index message_waiting on mail.message (not_before) where sent_at is null and failed_at is null;
create index message_failed on mail.message (failed_at desc) where failed_at is not null;

create table mail.digest_day (
  day date primary key
);
