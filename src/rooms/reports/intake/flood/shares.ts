/** The work of a report is eight small searches: together they take about the same time on each run, where one large search may take four times the mean. */
export const WORK_SHARES = 8;
/** Zero bits at the beginning of each share's hash: 8 times 2^13, so 2^16 tries are expected in all. `reports.is_work_done` checks the same. */
export const SHARE_BITS = 13;
