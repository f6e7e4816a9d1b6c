-- An order to abate may bring the next step forward. When the step would be due without it stays known.
alter table contractors.violation add column stage_due_on date;
update contractors.violation set stage_due_on = due_on where due_on is distinct from abate_until;
