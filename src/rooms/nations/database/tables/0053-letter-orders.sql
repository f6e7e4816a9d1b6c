-- The orders of the list of letters (outreach/outreach.store.ts), and its filter by addressee.
alter table nations.outreach add column last_sent_on date;
update nations.outreach o set last_sent_on = (select max(l.sent_on) from nations.letter l where l.outreach_id = o.id);
create index outreach_sent on nations.outreach ((coalesce(last_sent_on, 'infinity'::date)), id);
create index outreach_reminder on nations.outreach ((coalesce(reminder_on, 'infinity'::date)), id);
create index outreach_addressee on nations.outreach (addressee_id);
