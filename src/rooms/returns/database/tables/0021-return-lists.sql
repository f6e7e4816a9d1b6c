-- The list of returns in each of its orders (return.store.ts).
drop index returns.return_list;
create index return_period on returns.return (period, id);
create index return_since on returns.return (since, id);
create index return_due on returns.return (coalesce(due, 'infinity'::date), id);
