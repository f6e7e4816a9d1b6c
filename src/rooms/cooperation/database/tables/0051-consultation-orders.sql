-- The orders of the list of consultations (consultation.store.ts), of all and of one kind.
create index consultation_decided on cooperation.consultation ((coalesce(decided_on, 'infinity'::date)), id);
create index consultation_informed on cooperation.consultation ((coalesce(informed_on, 'infinity'::date)), id);
create index consultation_kind_stated on cooperation.consultation (kind, stated_on, id);
create index consultation_kind_decided on cooperation.consultation (kind, (coalesce(decided_on, 'infinity'::date)), id);
create index consultation_kind_informed on cooperation.consultation (kind, (coalesce(informed_on, 'infinity'::date)), id);
