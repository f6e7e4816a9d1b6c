-- An act that is stored after the leaf of its day was made, because it was on its way or a clock was set back, is recorded under the next
-- day without a leaf. So the root of a leaf holds every act of its day, and no act is in none.
create or replace function reports.keep_day_open() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  -- Waits for a publication that is closing days, which has locked the channel.
  perform from reports.channel c where c.id = new.channel_id for key share;
  select greatest(new.day, max(l.day) + 1) into new.day from reports.daily_leaf l where l.channel_id = new.channel_id;
  return new;
end
$$;
alter function reports.keep_day_open() owner to manumit_guard;
revoke all on function reports.keep_day_open() from public;
