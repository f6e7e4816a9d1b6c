-- How many people a class can take, and seats that are booked for a unit before its people have access slips.
alter table training.class add column seats int check (seats between 1 and 10000);

create table training.seat_booking (
  id uuid primary key,
  class_id uuid not null,
  party_id uuid not null,
  unit_id uuid,
  seats int not null check (seats between 0 and 10000),
  booked_by uuid not null references identity.person,
  booked_at timestamptz not null,
  unique nulls not distinct (class_id, unit_id),
  foreign key (class_id, party_id) references training.class (id, party_id),
  foreign key (unit_id, party_id) references parties.unit (id, party_id)
);
