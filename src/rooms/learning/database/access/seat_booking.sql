comment on table training.seat_booking is
  'Seats of a class that are booked for a unit, or for the party as a whole. An access slip of the unit takes one of them.';
comment on column training.seat_booking.seats is '0: the booking was released.';

alter table training.seat_booking enable row level security;
alter table training.seat_booking force row level security;
grant select, insert on training.seat_booking to manumit_app;
grant update (seats, booked_by, booked_at) on training.seat_booking to manumit_app;

-- A commander books seats for people before the training officer makes their slips.
create policy seat_booking_read on training.seat_booking for select to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy seat_booking_add on training.seat_booking for insert to manumit_app with check (
  booked_by = (select identity.person())
  and party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
);

create policy seat_booking_change on training.seat_booking for update to manumit_app using (
  party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
) with check (booked_by = (select identity.person()));

create policy seat_booking_owner on training.seat_booking to manumit_schema using (true) with check (true);
