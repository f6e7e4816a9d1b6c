-- Pads the tree for the publication of a day: to the next whole number of steps since the last one, and by at least one, so that a day
-- without commands looks like any other. `room` places stay free at the end, for entries of the publication itself: their place then
-- reveals nothing of the number of commands. Returns the size to publish, or null if that day or a later one is already published.
create or replace function ledger.pad(for_day date, step int, at timestamptz, room int default 0) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare s ledger.sequencer; last_size bigint; target bigint; salt bytea; leaves bytea[];
begin
  if step < 256 or step > 65536 then raise exception 'a step is from 256 to 65536 leaves'; end if;
  select * into s from ledger.sequencer where id = 1 for update;
  if exists (select from ledger.checkpoint where day >= for_day) then return null; end if;
  select coalesce(max(size), 0) into last_size from ledger.checkpoint where day is not null;
  target := last_size + step * greatest(1, ceil((s.next_index + room - last_size)::numeric / step));
  if target - room > s.next_index then
    salt := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    select array_agg(ledger.padding_leaf(salt, n) order by n) into leaves from generate_series(s.next_index, target - room - 1) n;
    insert into ledger.padding values (s.next_index, cardinality(leaves), salt, at);
    perform ledger.grow(s.next_index, leaves);
    update ledger.sequencer set next_index = target - room where id = 1;
  end if;
  return target;
end
$$;
alter function ledger.pad(date, int, timestamptz, int) owner to manumit_guard;
revoke all on function ledger.pad(date, int, timestamptz, int) from public;
grant execute on function ledger.pad(date, int, timestamptz, int) to manumit_app;
