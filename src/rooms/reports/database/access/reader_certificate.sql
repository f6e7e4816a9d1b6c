comment on table reports.reader_certificate is
  'The certificate by which a reader showed that they passed the module for people who take reports. No two readers of a channel show one.';
comment on column reports.reader_certificate.certificate is 'Its number opens its public page, so nobody reads it by a query.';

alter table reports.reader_certificate enable row level security;
alter table reports.reader_certificate force row level security;
grant select (channel_id, reader_number, shown_on) on reports.reader_certificate to manumit_app;
grant select, insert, update on reports.reader_certificate to manumit_guard;

create policy reader_certificate_read on reports.reader_certificate for select to manumit_app using (
  (channel_id, reader_number) in (select r.channel_id, r.number from reports.reader r)
);

create policy guard_all on reports.reader_certificate to manumit_guard using (true) with check (true);

create policy owner_all on reports.reader_certificate to manumit_schema using (true) with check (true);
