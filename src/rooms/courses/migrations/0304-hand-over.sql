-- The board of a rotation as it stood when one rotation hands over to the next, and who signed it: two commanders, each once.
create table training.hand_over (
  id uuid primary key,
  rotation_id uuid not null references parties.rotation,
  party_id uuid not null references parties.party,
  operation_id uuid not null references parties.party,
  as_of date not null,
  persons int not null check (persons > 0),
  ready int not null check (ready between 0 and persons),
  missing jsonb not null,
  checked_by uuid not null references identity.person,
  checked_at timestamptz not null
);
create index hand_over_rotation on training.hand_over (rotation_id, checked_at desc);
create index hand_over_operation on training.hand_over (operation_id);

create table training.hand_over_signature (
  hand_over_id uuid not null references training.hand_over,
  side text not null check (side in ('outgoing', 'incoming')),
  reasons text check (length(reasons) between 1 and 2000),
  signed_by uuid not null references identity.person,
  signed_at timestamptz not null,
  primary key (hand_over_id, side),
  unique (hand_over_id, signed_by)
);

do $$ declare t text; begin
  foreach t in array array['hand_over', 'hand_over_signature'] loop
    execute format('alter table training.%I enable row level security; alter table training.%I force row level security', t, t);
    execute format('create policy %I on training.%I to manumit_schema using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on training.%I to manumit_app', t);
  end loop;
end $$;
create policy hand_over_read on training.hand_over for select to manumit_app using (
  party_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]) or operation_id = any ((select identity.parties('{training-officer,commander}'))::uuid[]));
create policy hand_over_write on training.hand_over for insert to manumit_app with check (
  checked_by = (select identity.person()) and party_id = any ((select identity.parties('{training-officer}'))::uuid[])
  and exists (select from parties.rotation r where r.id = rotation_id and r.party_id = hand_over.party_id and r.operation_id = hand_over.operation_id));
create policy hand_over_signature_read on training.hand_over_signature for select to manumit_app using (
  exists (select from training.hand_over h where h.id = hand_over_id));
-- Both commanders are of the party whose rotations they are.
create policy hand_over_signature_write on training.hand_over_signature for insert to manumit_app with check (
  signed_by = (select identity.person()) and exists (select from training.hand_over h where h.id = hand_over_id
    and h.party_id = any ((select identity.parties('{commander}'))::uuid[])));

-- How many people of a party are ready on a day, for headquarters, which sees no person, and for the party itself. Of others, a number below the smallest that is
-- shown, and one from which such a number follows, is left out: null is not zero.
create function training.counts(on_day date, smallest int) returns table (party uuid, persons int, ready int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare office boolean := identity.holds('{policy-office}'); own uuid[] := identity.parties('{focal-point,training-officer,commander}'); least int := greatest(smallest, 5);
begin
  return query
    select c.party_id, case when c.party_id = any (own) or c.n >= least then c.n end,
      case when c.party_id = any (own) or (c.n >= least and (c.r = 0 or c.r >= least) and (c.r = c.n or c.n - c.r >= least)) then c.r end
    from (select t.party_id, count(*)::int as n, (count(*) filter (where t.ready_until >= on_day))::int as r from training.trainee t
      where t.left_at is null and coalesce(t.leaves_on, 'infinity') >= on_day and (office or t.party_id = any (own)) group by 1) c;
end $$;
alter function training.counts(date, int) owner to manumit_guard;
revoke all on function training.counts(date, int) from public;
grant execute on function training.counts(date, int) to manumit_app;
