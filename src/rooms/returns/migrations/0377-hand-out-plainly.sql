-- A section of a return under a label is handed out to nobody: whoever hands one out needs no clearance, and is not asked for one (0240).
alter policy link_hand_out on reporting.link with check (created_by = (select identity.person())
  and accepted_at is null and handed_back_at is null and withdrawn_at is null and label_level = 0 and releasable_to is null
  and party_id = any ((select identity.parties('{focal-point,commander}'))::uuid[]));
