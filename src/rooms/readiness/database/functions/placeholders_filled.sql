-- For a board: whether the operations its people go to have an operation brief, and the nations they come from a law annex, with its date.
-- The texts themselves are not shown. It is visible to those who train or lead at the scope, since a missing text counts against the
-- operation or the nation, never against a person.
create or replace function training.placeholders_filled(scope uuid) returns table (placeholder text, party uuid, as_of date)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select s.placeholder, p.id, (select l.as_of from training.local_text l
      where l.placeholder = s.placeholder and l.party_id = p.id and l.withdrawn_at is null
    order by l.number desc limit 1)
  from parties.party p join (values ('operation', 'operation-brief'), ('nation', 'law-annex')) s (kind, placeholder) on s.kind = p.kind
  where scope = any ((select identity.parties(identity.group('training-managers')))::uuid[])
    and p.id in (select scope
      union select t.operation_id from training.trainee t where t.party_id = scope and t.left_at is null
      union select t.party_id from training.trainee t where t.operation_id = scope and t.left_at is null)
$$;
alter function training.placeholders_filled(uuid) owner to manumit_guard;
revoke all on function training.placeholders_filled(uuid) from public;
grant execute on function training.placeholders_filled(uuid) to manumit_app;
