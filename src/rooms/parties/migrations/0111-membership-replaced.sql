-- A membership can be said better later: a day where only the year was known, or an end. The row before stays; the new one names it.
alter table parties.membership add column replaces uuid unique references parties.membership;
