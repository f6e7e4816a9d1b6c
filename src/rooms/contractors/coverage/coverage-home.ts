import type { z } from 'zod';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';
import { violationTasks } from '../tasks/violation-tasks.ts';
import { Gaps, Shares } from './coverage.schema.ts';
import { shareRows } from './coverage.store.ts';
import { readGaps, scopeOf } from './list-gaps.query.ts';
import { sharesOf, totalOf } from './share.rules.ts';
import '../permissions.ts';

const SHOWN = 6;

export const CoverageHome = HomeUrgency.extend({ shares: Shares, gaps: Gaps });
export type CoverageHome = z.infer<typeof CoverageHome>;

/** Which contracts carry the clause set: what a contracting officer asks first (5f). Nothing where none runs. Violations say how urgent it is. */
export const coverageHome = defineHomePart({
  name: 'coverage',
  group: 'contract-managers',
  permission: 'contractors:read',
  answer: CoverageHome,
  async run(context) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const scope = scopeOf(context);
    const [rows, gaps, violations] = await Promise.all([
      shareRows(db, scope),
      readGaps(db, scope, SHOWN),
      violationTasks(db, { manages: partiesOf(subject, 'violation-managers'), investigates: [] }, { now, person: subject.person }),
    ]);
    const shares = sharesOf(rows);
    if (totalOf(shares, 'contracts') === 0) return null;
    const next = violations.flatMap(({ due, late }) => (due === null || late ? [] : [due])).toSorted()[0] ?? null;
    return { shares, gaps, late: violations.filter(({ late }) => late).length, next };
  },
});
