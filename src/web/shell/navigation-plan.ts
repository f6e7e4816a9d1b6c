import type { Role } from '#kernel/roles.ts';
import type { translateDesk } from '../texts/texts.ts';

type TextKey = Parameters<typeof translateDesk>[1];

/** One entry: its target, its text, and the roles it is limited to, if any. */
const item = <To extends string>(to: To, text: TextKey, roles?: readonly Role[]) => ({ to, text, roles });

// As the permissions say: no person is offered a page that would be refused.
const READERS: readonly Role[] = [
  'policy-office',
  'focal-point',
  'commander',
  'contracting-officer',
  'training-officer',
  'legal-adviser',
  'reviewer',
];
const TRAINERS: readonly Role[] = ['training-officer', 'commander'];
const OFFICE: readonly Role[] = ['policy-office'];
const ACCOUNTANTS: readonly Role[] = ['policy-office', 'auditor', 'party-admin'];
const ADOPTERS: readonly Role[] = ['policy-office', 'focal-point', 'training-officer'];
const BRIEFERS: readonly Role[] = ['policy-office', 'focal-point', 'commander', 'training-officer', 'legal-adviser'];
const LOG_READERS: readonly Role[] = ['auditor', 'policy-office', 'platform-admin', 'legal-adviser'];

const KEEPERS: readonly Role[] = ['policy-office', 'platform-admin', 'auditor'];

/** The navigation, grouped by what people do. A test compares each entry with what the server gives a person who is offered it. */
export const NAVIGATION = [
  {
    text: null,
    items: [
      item('/tasks', 'nav.tasks'),
      item('/compliance', 'nav.compliance', READERS),
      item('/rounds', 'nav.rounds'),
      item('/returns', 'nav.returns', READERS),
      item('/training/classes', 'nav.classes', TRAINERS),
      item('/training/own', 'nav.own-training'),
    ],
  },
  {
    text: 'nav.nations',
    items: [
      item('/parties', 'nav.parties'),
      item('/treaties', 'nav.treaties'),
      item('/outreach', 'nav.outreach', READERS),
      item('/joinings', 'nav.joinings', READERS),
      item('/consultations', 'nav.consultations', OFFICE),
    ],
  },
  {
    text: 'nav.training',
    items: [
      item('/courses', 'nav.courses', ADOPTERS),
      item('/certificates', 'nav.certificates', TRAINERS),
      item('/briefs', 'nav.briefs', BRIEFERS),
      item('/readiness', 'nav.readiness', [...TRAINERS, ...OFFICE, 'focal-point']),
      item('/rosters', 'nav.rosters', TRAINERS),
      item('/recognised', 'nav.recognised', TRAINERS),
    ],
  },
  {
    text: 'nav.site',
    items: [
      item('/policy', 'nav.policy'),
      item('/people', 'nav.people'),
      item('/imports', 'nav.imports', OFFICE),
      item('/access', 'nav.access', ACCOUNTANTS),
      item('/log', 'nav.log', LOG_READERS),
      item('/retention', 'nav.retention', KEEPERS),
    ],
  },
] as const;
