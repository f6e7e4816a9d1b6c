import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { queryRoute, type Route } from '#platform/http/route.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { allySince, readRegister } from '#rooms/parties/index.ts';
import { FIRST_STEPS, readHolders, stepsAside } from '#rooms/people/index.ts';
import { statedStrengths } from '#rooms/readiness/index.ts';
import { readReviewStart } from '#rooms/reviews/index.ts';
import { type FirstFigures, progressOf, STEP_STATES, stepState } from './first-steps.rules.ts';

/** A register is shared: one person alone is one-person mode. */
const OFFICE_NEEDS = 2;

const Step = z.object({
  step: z.enum(FIRST_STEPS),
  state: z.enum(STEP_STATES),
  /** What the register has, and what it needs; null where this reader may not see it. */
  figure: z.object({ n: z.int(), of: z.int() }).nullable(),
});

/** The first steps of a new register, each with its state as the register shows it to this reader. */
const getFirstSteps = defineQuery({
  name: 'home/get-first-steps',
  permission: 'people:start-register',
  input: z.strictObject({}),
  answer: z.object({
    steps: z.array(Step),
    /** The Allies without a focal point, by code. */
    unrepresented: z.array(z.string()),
    /** The oldest round that is planned and not opened. */
    plannedRound: z.string().nullable(),
    /** This installation's own way to report trafficking, if its operator named one. */
    reporting: z.string().nullable(),
  }),
  run: readFirstSteps,
});

async function readFirstSteps(context: QueryContext) {
  const { db, now, platform } = context;
  const subject = subjectOf(context);
  const today = dayOf(now);
  const [register, holders, reviews, stated, aside] = await Promise.all([
    readRegister(db, { kinds: ['nation'] }),
    readHolders(db, today),
    readReviewStart(db, now),
    statedStrengths(db, today),
    stepsAside(db),
  ]);
  const allies = register.parties.filter(({ memberships }) => allySince(memberships, today) !== null);
  const unrepresented = allies.filter(({ id }) => !holders.represented.has(id));
  const reporting = platform.services.reporting ?? null;
  // Stated strengths are read by headquarters and by those who train at the party, not by administrators.
  const seesStrengths = subject.sole || holdsRole(subject, 'office');
  const figures: FirstFigures = {
    'second-person': { n: holders.office, of: OFFICE_NEEDS },
    authority: { n: reviews.authorities, of: 1 },
    'focal-points': { n: allies.length - unrepresented.length, of: allies.length },
    round: { n: reviews.opened, of: 1 },
    strengths: seesStrengths ? { n: allies.filter(({ id }) => stated.has(id)).length, of: allies.length } : null,
    reporting: { n: reporting === null ? 0 : 1, of: 1 },
  };
  return {
    steps: FIRST_STEPS.map((step) => ({ step, state: stepState(figures[step], aside.has(step)), figure: figures[step] })),
    unrepresented: unrepresented.map(({ code }) => code),
    plannedRound: reviews.planned,
    reporting,
  };
}

/** The way to the first steps, until each is done or set aside. An exercise has begun long ago. */
export const firstStepsHome = defineHomePart({
  name: 'firstSteps',
  group: 'starters',
  permission: 'people:start-register',
  leadsAlone: true,
  answer: HomeUrgency.extend({ settled: z.int(), of: z.int(), step: z.enum(FIRST_STEPS) }),
  async run(context) {
    if (context.platform.exercise) return null;
    const { settled, of, next } = progressOf((await readFirstSteps(context)).steps);
    return next === null ? null : { settled, of, step: next, late: 0, next: null };
  },
});

export const firstStepsRoutes: readonly Route[] = [queryRoute({ url: '/desk/api/first-steps', query: getFirstSteps })];
