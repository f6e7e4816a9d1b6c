import type { PermissionName } from '../client/routes.gen.ts';
import type { translateDesk } from '../texts/texts.ts';

type TextKey = Parameters<typeof translateDesk>[1];

/** One entry: its target, its text, and the permissions of which one is needed; without any it is for everybody. */
const item = <To extends string>(to: To, text: TextKey, ...needs: readonly PermissionName[]) => ({ to, text, needs });

/** The navigation, grouped by what people do. A test compares each entry with what the server gives a person who is offered it. */
export const NAVIGATION = [
  {
    text: null,
    items: [
      item('/', 'nav.home'),
      item('/tasks', 'nav.tasks'),
      item('/compliance', 'nav.compliance', 'commitments:read'),
      item('/adopted', 'nav.adopted', 'reviews:read-adopted'),
      item('/rounds', 'nav.rounds'),
      item('/returns', 'nav.returns', 'returns:read'),
      item('/reports', 'nav.reports', 'reports:read'),
      item('/training/classes', 'nav.classes', 'training:see-classes'),
      item('/training/own', 'nav.own-training'),
    ],
  },
  {
    text: 'nav.policy-and-parties',
    items: [
      item('/policy', 'nav.policy'),
      item('/parties', 'nav.parties'),
      item('/treaties', 'nav.treaties'),
      item('/outreach', 'nav.outreach', 'nations:read-letters'),
      item('/joinings', 'nav.joinings', 'nations:read-joining'),
      item('/consultations', 'nav.consultations', 'cooperation:consult'),
      item('/contracts', 'nav.contracts', 'contractors:read'),
      item('/violations', 'nav.violations', 'contractors:read'),
      item('/contracts/council', 'nav.contract-counts', 'contractors:count-parties'),
    ],
  },
  {
    text: 'nav.training',
    items: [
      item('/courses', 'nav.courses', 'training:adopt-courses'),
      item('/certificates', 'nav.certificates', 'training:see-classes'),
      item('/briefs', 'nav.briefs', 'training:read-local-texts'),
      item('/readiness', 'nav.readiness', 'training:count'),
      item('/rosters', 'nav.rosters', 'training:see'),
      item('/recognised', 'nav.recognised', 'training:see'),
    ],
  },
  {
    text: 'nav.administration',
    items: [
      item('/first-steps', 'nav.first-steps', 'people:start-register'),
      item('/people', 'nav.people'),
      item('/imports', 'nav.imports', 'imports:run'),
      item('/access', 'nav.access', 'people:account-for-access'),
      item('/log', 'nav.log', 'transparency-log:state', 'transparency-log:erasures'),
      item('/retention', 'nav.retention', 'retention:see'),
    ],
  },
] as const;
