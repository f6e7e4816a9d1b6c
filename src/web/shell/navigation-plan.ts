import type { Role } from '#kernel/roles.ts';
import { isBuilt } from '../pages.ts';
import type { sayDesk } from '../texts/texts.ts';

type TextKey = Parameters<typeof sayDesk>[1];

/** One entry: where it leads, its text, the page that must exist for it to be shown, and the roles it is for where it is not for all. */
const item = <To extends string>(to: To, text: TextKey, page: string, roles?: readonly Role[]) => ({ to, text, page, roles });

// As commitments:read and people:account-for-access have it: nobody is offered what would be refused them.
const READERS: readonly Role[] = [
  'policy-office',
  'focal-point',
  'commander',
  'contracting-officer',
  'training-officer',
  'legal-adviser',
  'reviewer',
];
const ACCOUNTANTS: readonly Role[] = ['policy-office', 'auditor', 'party-admin'];
const LOG_READERS: readonly Role[] = ['auditor', 'policy-office', 'platform-admin', 'legal-adviser'];

const PLAN = [
  {
    text: null,
    items: [
      item('/tasks', 'nav.tasks', 'reviews/TasksPage'),
      item('/compliance', 'nav.compliance', 'commitments/MatrixPage', READERS),
      item('/rounds', 'nav.rounds', 'reviews/RoundsPage'),
    ],
  },
  {
    text: 'nav.nations',
    items: [item('/parties', 'nav.parties', 'parties/PartiesPage'), item('/treaties', 'nav.treaties', 'nations/TreatiesPage')],
  },
  {
    text: 'nav.site',
    items: [
      item('/policy', 'nav.policy', 'policy/EditionPage'),
      item('/people', 'nav.people', 'people/PeoplePage'),
      item('/access', 'nav.access', 'people/AccessPage', ACCOUNTANTS),
      item('/log', 'nav.log', 'log/LogPage', LOG_READERS),
      item('/safekeeping', 'nav.safekeeping', 'safekeeping/SafekeepingPage'),
    ],
  },
] as const;

/** The navigation, grouped by what people do. A page that is not built is not in it, nor a group without pages. */
export const NAVIGATION = PLAN.map((group) => ({ ...group, items: group.items.filter(({ page }) => isBuilt(page)) })).filter(
  (group) => group.items.length > 0,
);
