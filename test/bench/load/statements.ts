import { randomUUID } from 'node:crypto';

/** How many people, modules and classes the statements of the bench are about. */
const [PEOPLE, MODULES, CLASSES] = [20_000, 60, 400];
const VERBS = ['initialized', 'answered', 'answered', 'answered', 'completed', 'passed', 'failed', 'terminated'];

const academy = 'https://academy.example.org';
export const personOf = (n: number) => ({
  objectType: 'Agent',
  account: { homePage: `${academy}/people`, name: `SN-${String(n % PEOPLE).padStart(6, '0')}` },
});
export const moduleOf = (n: number) => `${academy}/courses/thb/modules/${n % MODULES}`;
export const verbUrl = (n: number) => `http://adlnet.gov/expapi/verbs/${VERBS[n % VERBS.length]}`;
export const classOf = (n: number) => `${academy}/classes/${n % CLASSES}`;

/** A statement as a course sends it: about a kilobyte, with result, registration and the activities around it. */
export function statementOf(n: number) {
  // Spread so that person, module and verb are not correlated.
  const spread = Math.imul(n, 2_654_435_761) >>> 0;
  return {
    id: randomUUID(),
    actor: personOf(spread),
    verb: { id: verbUrl(spread >>> 5), display: { 'en-GB': VERBS[(spread >>> 5) % VERBS.length], fr: 'a fait' } },
    object: {
      objectType: 'Activity',
      id: moduleOf(spread >>> 9),
      definition: {
        type: 'http://adlnet.gov/expapi/activities/module',
        name: { 'en-GB': 'What trafficking is, and what to do', fr: 'Ce qu’est la traite, et que faire' },
        description: { 'en-GB': 'The general module: act, means and purpose, signs, and whom to tell.' },
      },
    },
    result: { score: { scaled: 0.85, raw: 17, min: 0, max: 20 }, success: true, completion: true, duration: 'PT14M12S' },
    context: {
      registration: `00000000-0000-4000-8000-${String(spread % 500_000).padStart(12, '0')}`,
      platform: 'Academy',
      language: 'en-GB',
      contextActivities: {
        parent: [{ id: `${academy}/courses/thb` }],
        grouping: [{ id: classOf(spread >>> 12) }],
      },
      extensions: { 'https://academy.example.org/x/attempt': 1 + (n % 3) },
    },
    timestamp: new Date(1_790_000_000_000 + n * 1000).toISOString(),
  };
}
