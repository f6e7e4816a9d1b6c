-- A request to purge an item can be refused, or withdrawn by the person who made it. The item shows the latest end of a request.
alter table evidence.item
  add column purge_request_ended_by uuid references identity.person,
  add column purge_request_ended_name text,
  add column purge_request_ended_at timestamptz,
  add column purge_refused boolean,
  add column purge_refusal text check (length(purge_refusal) between 1 and 2000),
  add check (
    (purge_request_ended_by is null) = (purge_refused is null) and (purge_request_ended_at is null) = (purge_refused is null)
  ),
  add check (purge_refusal is null or purge_refused),
  add check (purge_refused is not true or purge_refusal is not null or state = 'purged'),
  add check (state <> 'purged' or purge_refusal is null);
create index item_purge_refused on evidence.item (purge_requested_by, purge_request_ended_at) where purge_refused;
comment on column evidence.item.purge_request_ended_by is 'Who refused the latest request to purge it, or withdrew the own request.';
comment on column evidence.item.purge_refused is 'True: a second person refused; false: the person who requested it withdrew the request.';
comment on column evidence.item.purge_refusal is 'Why the purge was refused. A purge removes it.';
