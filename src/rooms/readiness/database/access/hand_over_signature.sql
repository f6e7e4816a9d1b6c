comment on table training.hand_over_signature is 'The signatures of the two commanders under a hand-over.';

alter table training.hand_over_signature enable row level security;
alter table training.hand_over_signature force row level security;
grant select, insert on training.hand_over_signature to manumit_app;

create policy hand_over_signature_read on training.hand_over_signature for select to manumit_app using (
  exists (select from training.hand_over h where h.id = hand_over_id)
);

-- Both commanders belong to the party that owns the rotations.
create policy hand_over_signature_write on training.hand_over_signature for insert to manumit_app with check (
  signed_by = (select identity.person())
  and exists (
    select
    from training.hand_over h
    where h.id = hand_over_id and h.party_id = any ((select identity.parties(identity.group('leaders')))::uuid[])
  )
);

create policy hand_over_signature_owner on training.hand_over_signature to manumit_schema using (true) with check (true);
