-- Letters that leave: queued with the act they belong to, sent by the program afterwards. What one says is sealed with the installation's keys (an
-- invitation holds a link that opens an account), so that the database alone tells nobody, and a row slipped in opens as nothing. The address is looked up when it leaves.
create schema mail;
grant usage on schema mail to manumit_app, manumit_guard;
grant create on schema mail to manumit_guard;

create table mail.letter (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'digest')),
  person_id uuid not null references identity.person,
  -- Emptied once the letter is sent or given up: nothing is kept longer than it is needed.
  content_sealed bytea,
  queued_at timestamptz not null,
  -- After that it is of no use, and is not sent.
  ends_at timestamptz not null,
  not_before timestamptz not null,
  attempts int not null default 0,
  taken_at timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  -- A word of the program or the three digits of a mail server, never its sentence: that names the address.
  fault text check (fault ~ '^[a-z0-9-]{1,40}$'),
  check (sent_at is null or failed_at is null)
);
create index letter_waiting on mail.letter (not_before) where sent_at is null and failed_at is null;
create index letter_failed on mail.letter (failed_at desc) where failed_at is not null;

-- The days whose digests are queued. Whoever enters a day first queues it, so that two processes or a restart never do it twice.
create table mail.digest_day (day date primary key);

do $$ declare t text; begin
  foreach t in array array['letter', 'digest_day'] loop
    execute format('alter table mail.%I enable row level security; alter table mail.%I force row level security', t, t);
    execute format('create policy %I on mail.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on mail.%I to manumit_guard using (true) with check (true)', t || '_guard', t);
    execute format('grant select, insert, update, delete on mail.%I to manumit_guard', t);
  end loop;
end $$;

-- An invitation, in the transaction that makes its link: only for somebody whom the one who acts has just given a link.
create function mail.queue_invitation(letter uuid, who uuid, content bytea, at timestamptz) returns void language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
declare until timestamptz;
begin
  select i.ends_at into until from identity.invitation i
    where i.person_id = who and i.purpose = 'invitation' and i.used_at is null and i.created_at = now() and i.created_by = identity.person();
  if not found then raise exception 'no link to send' using errcode = '42501'; end if;
  -- One that has not left yet would carry a link that no longer works.
  update mail.letter set failed_at = at, fault = 'replaced', content_sealed = null
    where person_id = who and kind = 'invitation' and sent_at is null and failed_at is null;
  insert into mail.letter (id, kind, person_id, content_sealed, queued_at, ends_at, not_before) values (letter, 'invitation', who, content, at, until, at);
end $$;

-- Whom a digest could go to: people with an address who are in and hold a role today.
create function mail.readers() returns setof uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('send-mail') then raise exception 'only the program itself asks this' using errcode = '42501'; end if;
  return query select p.id from identity.person p where p.kind = 'person' and p.email is not null and p.disabled_at is null
    and exists (select from identity.session s where s.person_id = p.id)
    and exists (select from identity.role_grant g where g.person_id = p.id and g.ended_at is null and g.valid_from <= current_date
      and (g.valid_to is null or g.valid_to >= current_date));
end $$;

-- Opens somebody's claims for the program, which counts for them what waits: it then reads what that person may read and nothing else.
create function mail.read_as(who uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  return identity.admit(who, null);
end $$;

-- The last day whose digests were queued; null: there is none.
create function mail.last_digest_day() returns date language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select max(day) from mail.digest_day $$;

-- Enters a day; false where it is entered already.
create function mail.begin_digests(which date) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  insert into mail.digest_day values (which) on conflict do nothing;
  return found;
end $$;

create function mail.queue_digest(letter uuid, who uuid, content bytea, at timestamptz) returns void language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('send-mail') then raise exception 'only the program itself does this' using errcode = '42501'; end if;
  insert into mail.letter (id, kind, person_id, content_sealed, queued_at, ends_at, not_before) values (letter, 'digest', who, content, at, at + interval '20 hours', at);
end $$;

-- The letters to send now, each taken by one process alone. What was taken and never settled was cut off while it was being sent: whether it left is not
-- known, so it is not sent again, and whoever keeps the installation is told.
create function mail.take(at_most int, at timestamptz) returns table (id uuid, kind text, address text, language text, content_sealed bytea, attempts int)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('send-mail') then raise exception 'only the program itself sends these' using errcode = '42501'; end if;
  update mail.letter l set failed_at = at, content_sealed = null, taken_at = null,
      fault = case when l.taken_at < at - interval '5 minutes' then 'interrupted' when l.ends_at <= at then 'too-late' else 'no-address' end
    where l.sent_at is null and l.failed_at is null and (l.taken_at < at - interval '5 minutes'
      or (l.taken_at is null and (l.ends_at <= at or exists (select from identity.person p where p.id = l.person_id and (p.email is null or p.disabled_at is not null)))));
  return query with mine as (
      select l.id from mail.letter l where l.sent_at is null and l.failed_at is null and l.taken_at is null and l.not_before <= at
        order by l.not_before limit at_most for update skip locked),
    taken as (update mail.letter l set taken_at = at, attempts = l.attempts + 1 from mine where l.id = mine.id returning l.*)
    select t.id, t.kind, p.email, p.language, t.content_sealed, t.attempts from taken t join identity.person p on p.id = t.person_id;
end $$;

-- What became of a letter that was taken: sent, to be tried again from a moment on, or given up.
create function mail.settle(letter uuid, outcome text, why text, again timestamptz, at timestamptz) returns void language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.doing('send-mail') then raise exception 'only the program itself sends these' using errcode = '42501'; end if;
  update mail.letter l set taken_at = null, fault = why, not_before = coalesce(again, l.not_before),
      sent_at = case when outcome = 'sent' then at end, failed_at = case when outcome = 'failed' then at end,
      content_sealed = case when outcome = 'again' then l.content_sealed end
    where l.id = letter and l.taken_at is not null;
end $$;

-- How the mail stands, for whoever keeps the installation: what waits, what was sent, and letters that did not leave, by whom they were for. Never what they say.
create function mail.stands(at timestamptz) returns table (waiting bigint, retrying bigint, sent bigint, failed jsonb) language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not identity.holds('{policy-office,platform-admin}') then raise exception 'not allowed' using errcode = '42501'; end if;
  return query select count(*) filter (where l.sent_at is null and l.failed_at is null),
      count(*) filter (where l.sent_at is null and l.failed_at is null and l.attempts > 0),
      count(*) filter (where l.sent_at > at - interval '30 days'),
      coalesce((select jsonb_agg(to_jsonb(f) order by f."failedAt" desc) from (select b.id, b.kind, b.person_id as "personId", p.name, b.attempts, b.fault,
          b.failed_at as "failedAt" from mail.letter b join identity.person p on p.id = b.person_id
          where b.failed_at > at - interval '30 days' and b.fault <> 'replaced' order by b.failed_at desc limit 50) f), '[]'::jsonb)
    from mail.letter l;
end $$;

do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'mail' loop
    execute format('alter function %s owner to manumit_guard; revoke all on function %s from public; grant execute on function %s to manumit_app', f, f, f);
  end loop;
end $$;

-- Letters go three months after they were queued, with the rest of what is kept for a time.
do $$ declare body text; begin
  select pg_get_functiondef('safekeeping.rules()'::regprocedure) into body;
  execute replace(body, $r$    ('answered',$r$, $r$    ('letter', 'mail.letter', 'queued_at', 'person_id', 'true'),
    ('answered',$r$);
end $$;
