import { randomBytes, randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { hashToken } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { ANONYMOUS, type Grant, ROLES, type Role, type Subject } from '../../oracle/attributes.ts';
import type { TestPerson } from '../harness.ts';
import { entryRowsOf } from './seeds/seed-party.ts';
import { canary, insert, type Party, type Rows, type World } from './world.ts';

/** A person for the oracle (`subject`) and for the server (`who`; null if signed out). */
export type Asker = { name: string; subject: Subject; who: TestPerson | null };

/** `person`: an account that the test data have already. */
export type AskerPlan = { name: string; person?: string; grants?: GrantPlan[]; session?: 'ended' | 'over' | 'idle'; disabled?: boolean };
type GrantPlan = {
  role: Role;
  at: Party | null;
  from?: string;
  to?: string;
  ended?: boolean;
  clearance?: number;
  assignment?: true | Assignment;
};
/** The participation of an assignment; `true` for a participation in a round of another time. */
type Assignment = { participation: string; round: string; obligations: readonly string[] };

const WITHOUT_PARTY: readonly Role[] = [ROLE.policyOffice, ROLE.auditor, ROLE.platformAdmin];

/** The days of the grants count from the date of the database, which alone decides whether a grant is valid. */
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Every role at every party, pairs of grants, and people whose rights have ended, have not begun, or were removed. */
export function planAskers(world: World): AskerPlan[] {
  const all = Object.entries(world.parties);
  const { nation, 'other-nation': other, operation, firm, headquarters } = world.parties as Record<string, Party>;
  const at = (role: Role, party: Party | undefined, more: Partial<GrantPlan> = {}): GrantPlan => ({ role, at: party!, ...more });
  return [
    ...ROLES.flatMap((role) =>
      WITHOUT_PARTY.includes(role)
        ? [{ name: role, grants: [{ role, at: role === ROLE.policyOffice ? headquarters! : null }] }]
        : all.map(([name, party]) => ({ name: `${role} of ${name}`, grants: [at(role, party)] })),
    ),
    ...planClearedAskers(world),
    { name: 'auditor of nation', grants: [at(ROLE.auditor, nation)] },
    { name: 'second policy-office', grants: [at(ROLE.policyOffice, headquarters)] },
    { name: 'policy-office without a party', grants: [{ role: ROLE.policyOffice, at: null }] },
    { name: 'nobody yet' },
    { name: 'reviewer and focal point of different nations', grants: [at(ROLE.reviewer, nation), at(ROLE.focalPoint, other)] },
    { name: 'commander of operation and focal point of nation', grants: [at(ROLE.commander, operation), at(ROLE.focalPoint, nation)] },
    { name: 'contracting officers of firm and nation', grants: [at(ROLE.contractingOfficer, firm), at(ROLE.contractingOfficer, nation)] },
    // A role opens no report without keys, and keys open none without a role.
    { name: 'interpreter for nation', person: nation!.interpreter, grants: [at(ROLE.caseOfficer, nation)] },
    { name: 'reader for nation', person: nation!.reader, grants: [at(ROLE.caseOfficer, nation)] },
    {
      name: 'reader for other-nation, now in training',
      person: other!.reader,
      grants: [at(ROLE.caseOfficer, other, { ended: true }), at(ROLE.trainingOfficer, other)],
    },
    // An assignment in a round of another time, which opens none of these participations.
    { name: 'assigned to a participation of nation', grants: [at(ROLE.reviewer, nation, { assignment: true })] },
    { name: 'grant over yesterday', grants: [at(ROLE.focalPoint, nation, { from: day(-9), to: day(-1) })] },
    { name: 'grant over today', grants: [at(ROLE.focalPoint, nation, { from: day(-9), to: day(0) })] },
    { name: 'grant from tomorrow', grants: [at(ROLE.focalPoint, nation, { from: day(1) })] },
    { name: 'grant from today', grants: [at(ROLE.focalPoint, nation, { from: day(0) })] },
    { name: 'grant ended', grants: [at(ROLE.focalPoint, nation, { ended: true }), at(ROLE.reviewer, other, { ended: true })] },
    { name: 'office over', grants: [at(ROLE.policyOffice, headquarters, { from: day(-9), to: day(-1) })] },
    { name: 'office from tomorrow', grants: [at(ROLE.policyOffice, headquarters, { from: day(1) })] },
    ...(['ended', 'over', 'idle'] as const).flatMap((session) => [
      { name: `session ${session}, focal point`, session, grants: [at(ROLE.focalPoint, nation)] },
      { name: `session ${session}, policy office`, session, grants: [at(ROLE.policyOffice, headquarters)] },
    ]),
    { name: 'disabled focal point', disabled: true, grants: [at(ROLE.focalPoint, nation)] },
    { name: 'disabled policy office', disabled: true, grants: [at(ROLE.policyOffice, headquarters)] },
  ];
}

const LEVELS = ['unclassified', 'restricted', 'confidential', 'secret'];

/** Roles with a clearance, at the party with labelled records and at parties to which these are releasable; and pairs of grants of which only one is cleared. */
function planClearedAskers({ parties }: World): AskerPlan[] {
  const { nation, 'third-nation': third, headquarters } = parties as Record<string, Party>;
  const at = (role: Role, party: Party | null | undefined, clearance: number): GrantPlan => ({ role, at: party ?? null, clearance });
  return [
    ...[1, 2].flatMap((level) => [
      { name: `office cleared ${level}`, grants: [at(ROLE.policyOffice, headquarters, level)] },
      ...([ROLE.focalPoint, ROLE.legalAdviser, ROLE.reviewer, ROLE.auditor] as const).map((role) => ({
        name: `${role} cleared ${level} of the labelled`,
        grants: [at(role, third, level)],
      })),
      { name: `focal point elsewhere cleared ${level}`, grants: [at(ROLE.focalPoint, nation, level)] },
    ]),
    { name: 'office without a party, cleared', grants: [at(ROLE.policyOffice, null, 2)] },
    { name: 'cleared elsewhere only', grants: [at(ROLE.focalPoint, third, 0), at(ROLE.reviewer, nation, 3)] },
    // Only one of two grants at one party is cleared: the role of the other opens no labelled record.
    { name: 'reviewer cleared and focal point of the labelled', grants: [at(ROLE.reviewer, third, 2), at(ROLE.focalPoint, third, 0)] },
    { name: 'focal point cleared and reviewer of the labelled', grants: [at(ROLE.focalPoint, third, 2), at(ROLE.reviewer, third, 0)] },
    {
      name: 'training officer cleared and commander of the labelled',
      grants: [at(ROLE.trainingOfficer, third, 2), at(ROLE.commander, third, 0)],
    },
    {
      name: 'legal adviser cleared and office of the labelled',
      grants: [at(ROLE.legalAdviser, third, 2), at(ROLE.policyOffice, headquarters, 0)],
    },
    { name: 'cleared as an auditor only', grants: [at(ROLE.focalPoint, third, 0), at(ROLE.auditor, third, 3)] },
  ];
}

function assignmentOf(assignment: GrantPlan['assignment']) {
  if (!assignment) return {};
  const { participation, round, obligations } =
    assignment === true ? { participation: randomUUID(), round: randomUUID(), obligations: [] } : assignment;
  return { assignment_participation: participation, assignment_round: round, assignment_obligations: obligations };
}

/** Creates these people, and the signed-out subject. */
export async function makeAskers(world: World, plans: AskerPlan[]): Promise<Asker[]> {
  const people: Record<string, unknown>[] = [];
  const grants: Record<string, unknown>[] = [];
  const sessions: Record<string, unknown>[] = [];
  const askers = plans.map(({ name, person, grants: planned = [], session, disabled = false }): Asker => {
    const personId = person ?? randomUUID();
    const token = randomBytes(32).toString('base64url');
    const email = `${personId}@example.org`;
    if (person === undefined)
      people.push({ id: personId, name: `${name.slice(0, 60)} ${canary()}`, email, disabled_at: disabled ? day(-1) : null });
    sessions.push({
      id: randomUUID(),
      person_id: personId,
      token_hash: `\\x${hashToken(token).toString('hex')}`,
      ends_at: session === 'over' ? day(-1) : day(2),
      ended_at: session === 'ended' ? day(-1) : null,
      seen_at: session === 'idle' ? day(-1) : new Date().toISOString(),
    });
    const held = planned.map(({ role, at, from = '2020-01-01', to, ended = false, clearance = 0, assignment }): Grant => {
      const id = randomUUID();
      grants.push({
        id,
        person_id: personId,
        role,
        party_id: at?.id ?? null,
        label: LEVELS[clearance],
        valid_from: from,
        granted_at: '2020-01-01',
        valid_to: to ?? null,
        ended_at: ended ? day(-1) : null,
        ...assignmentOf(assignment),
      });
      return {
        ...(assignment && { assignment: true as const }),
        role,
        party: at?.id ?? null,
        ...(at && { partyKind: at.kind }),
        from,
        to: to ?? null,
        ended,
        clearance,
      };
    });
    const subject: Subject = {
      ...{ person: personId, session: session === undefined, disabled, grants: held },
      // Computed at each access: a run may begin before midnight and end after it, and all files of a worker share this module.
      get today() {
        return day(0);
      },
    };
    return { name, subject, who: { personId, token, email } };
  });
  const rows: Rows = [
    ['identity.person', people],
    ['identity.role_grant', grants],
    ['identity.session', sessions],
  ];
  await insert(world.bed.deployer, rows);
  // Some people have entries in the log.
  for (const { name, subject } of askers)
    if (/^(focal-point|party-admin) of nation$/.test(name))
      await insert(world.bed.deployer, entryRowsOf(subject.person, world.parties.nation!.id));
  return [...askers, { name: 'signed out', subject: ANONYMOUS, who: null }];
}
