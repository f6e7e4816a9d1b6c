comment on table identity.invitation is 'A one-time link: for the first user (set-up) or an invited user. Only its hash is stored.';
comment on column identity.invitation.purpose is 'set-up: the first person makes an account; invitation: an existing account is opened.';
comment on column identity.invitation.person_id is 'The account that the link opens; null for set-up.';
comment on column identity.invitation.created_by is 'Null for set-up: the start makes the link.';
comment on column identity.invitation.ends_at is 'Null: valid until it is used.';
comment on column identity.invitation.used_at is 'When the link was used, or made void by a later event; it works once.';
comment on column identity.invitation.token_hash is 'The hash of the secret in the link.';

alter table identity.invitation enable row level security;
alter table identity.invitation force row level security;
grant select, insert, update, delete on identity.invitation to manumit_guard;

create policy invitation_guard on identity.invitation to manumit_guard using (true) with check (true);

create policy invitation_owner on identity.invitation to manumit_schema using (true) with check (true);

create trigger refuse_link_for_used_account before insert on identity.invitation
  for each row
  when (new.person_id is not null)
  execute function identity.refuse_link_for_used_account();
