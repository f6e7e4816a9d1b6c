-- Gives every entry whose transaction has ended its place in the chain, and appends the same leaves to the tree. Returns how many. An open
-- transaction holds back later ones, so that no place is left empty.
create or replace function ledger.sequence(most int) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare s ledger.sequencer; e record; upto xid8 := pg_snapshot_xmin(pg_current_snapshot()); last_xid xid8; leaves bytea[] := '{}';
begin
  select * into s from ledger.sequencer where id = 1 for update;
  for e in select en.id, en.xid, en.leaf_hash from ledger.entry en left join ledger.link l on l.entry_id = en.id
      where en.xid >= s.horizon and en.xid < upto and l.entry_id is null order by en.xid, en.id limit most loop
    s.chain_hash := sha256(s.chain_hash || e.leaf_hash);
    insert into ledger.link (index, entry_id, chain_hash) values (s.next_index + cardinality(leaves), e.id, s.chain_hash);
    leaves := leaves || e.leaf_hash;
    last_xid := e.xid;
  end loop;
  perform ledger.grow(s.next_index, leaves);
  update ledger.sequencer q set horizon = case when cardinality(leaves) < most then upto else last_xid end,
    next_index = s.next_index + cardinality(leaves), chain_hash = s.chain_hash where q.id = 1;
  return cardinality(leaves);
end
$$;
alter function ledger.sequence(int) owner to manumit_guard;
revoke all on function ledger.sequence(int) from public;
grant execute on function ledger.sequence(int) to manumit_app;
