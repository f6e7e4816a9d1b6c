-- Lists in the orders in which pages show them: board.store.ts, certificate.store.ts, class.store.ts.
create index trainee_number on training.trainee (operation_id, service_number, id) where left_at is null;
create index completion_party on training.completion (party_id, passed_at, id) where lessons is null and revoked_at is null;
create index class_end on training.class (ends_on, id);
create index class_title on training.class (title, id);
