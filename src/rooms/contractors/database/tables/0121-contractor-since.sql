-- A contract may get another contractor. What the earlier one was asked and sent by its link is not for the new one, and the link of the
-- earlier one opens nothing of the new one.
alter table contractors.contract add column contractor_since timestamptz;
