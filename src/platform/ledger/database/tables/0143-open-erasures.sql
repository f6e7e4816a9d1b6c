-- Every page of the desk counts the requests that wait for its reader; few erasures are open.
create index erasure_open on ledger.erasure (requested_at) where approved_at is null and ended_at is null;
