-- Every page of the desk counts the requested purges that wait for its reader; few items have one.
create index item_purge_request on evidence.item (purge_requested_at, id) where state = 'purge-requested';
