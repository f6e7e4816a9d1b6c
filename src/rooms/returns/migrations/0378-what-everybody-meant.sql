-- Until 0360 "everybody" meant whoever signs in, and so it was said where it was chosen. Nobody agreed to a public page: what was chosen then stays with those who were
-- meant, and whoever wants it on the page chooses so anew, while the return is answered. Versions follow (reporting.narrow); here also those of which more was narrowed since.
update reporting.section set release = 'parties' where release = 'public';
update reporting.version_section set narrowed_to = 'parties' where release = 'public' and narrowed_to is null;
