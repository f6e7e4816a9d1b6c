import { ROLE } from '#kernel/roles.ts';
import { grantsOf, holds, isSignedIn, type Role } from '../../oracle/attributes.ts';
import { type Action, mayDo } from '../../oracle/may-do.ts';
import { maySee } from '../../oracle/may-see.ts';
import { type Entry, entryOf } from '../../oracle/routes.ts';
import type { Answer } from '../harness.ts';
import { REQUESTS, type Request } from './requests.ts';
import type { Asker } from './subjects.ts';
import { type findTargets, nothing, type Target } from './targets.ts';
import { OBLIGATIONS, type World } from './world.ts';

const shortOf = (method: string, url: string) => `${method} ${url.replace('/desk/api/', '')}`;
const WRITES_TO_ONESELF = /^(POST|PUT|DELETE) (session|account|passkeys|hand-overs$)|^GET passkeys\/options/;

/** Parameters of addresses that are not records. */
const IN_ADDRESS = {
  obligationId: OBLIGATIONS[0],
  clauseId: '1',
  parameterId: 'comment-time',
  step: 'reporting',
  kind: 'dossier',
  questionId: 'law.one',
  sectionId: 'law',
  checkId: 'sum',
  rowId: '00000000-0000-4000-8000-000000000000',
  number: '1',
  predecessor: '2',
  placeholder: 'law-annex',
  moduleId: 'G',
} as const;

async function call(
  world: World,
  asker: Asker,
  method: string,
  url: string,
  request: Request | undefined,
  target: Target,
): Promise<Answer> {
  // A certificate is named by its number; a version has a sequential number.
  const known: Partial<Record<string, string>> = url.includes('certificates/:number') ? {} : IN_ADDRESS;
  const address =
    url.replaceAll(/:(\w+)/g, (_all, name: string) => known[name] ?? target.ids?.[name] ?? target.id) + (request?.query ?? '');
  const body = request?.body?.(world, target) ?? (method === 'GET' ? undefined : {});
  const headers = { 'if-match': '"99"', ...(Buffer.isBuffer(body) && { 'content-type': 'application/octet-stream' }) };
  return world.bed.call(asker.who, method as 'GET', address, body, headers);
}

const outside = ({ status, text, headers }: Answer) =>
  JSON.stringify([status, text, headers.etag, headers['content-type'], headers['content-length']]);

/** The fault of an answer; undefined if there is none. */
function faultOf(
  asker: Asker,
  entry: Entry,
  request: Request | undefined,
  target: Target,
  answer: Answer,
  none: Answer,
): string | undefined {
  const { subject } = asker;
  if (!isSignedIn(subject))
    return answer.status === 401 && answer.body?.code === 'platform/signed-out' ? undefined : 'is signed out but gets no 401 saying so';
  const sees = maySee(subject, target.thing);
  // A person who accounts for access to a record need not see the record itself.
  const may =
    entry.on === 'sheet'
      ? mayDo(subject, entry.action as Action, target.resource)
      : sees && (entry.action === 'see' || mayDo(subject, entry.action, target.resource));
  if (may) {
    const { allowed = 200 } = request ?? {};
    const wanted = typeof allowed === 'number' ? allowed : allowed(target, subject.person);
    return answer.status === wanted ? undefined : `may, and got ${answer.status} for ${wanted} ${answer.body?.code ?? ''}`;
  }
  // Only the database knows a firm's own contracting officer, and it answers as for a missing record.
  const wanted = entry.action === 'register-a-firm' && holds(subject, [ROLE.contractingOfficer]) ? 404 : 403;
  if (entry.on === undefined) return answer.status === wanted ? undefined : `may not, and got ${answer.status} for ${wanted}`;
  if (outside(answer) === outside(none)) return undefined;
  if (!sees) return `sees a difference between hidden and missing: ${outside(answer)} / ${outside(none)}`;
  return answer.status === 403 ? undefined : `may not, and got ${answer.status}`;
}

const OFFICE: readonly Role[] = [ROLE.policyOffice];
const GIVERS: readonly Role[] = [ROLE.policyOffice, ROLE.platformAdmin, ROLE.partyAdmin];
/** Actions that require a role at any party before the record is searched. */
const BY_ROLE: Record<string, readonly Role[]> = {
  'run-reviews round': OFFICE,
  'import-treaties batch': OFFICE,
  'import-tables import-batch': OFFICE,
  'hold-deletion hold': OFFICE,
  'import-an-edition imported-edition': OFFICE,
  'read-reports channel-keys': [ROLE.caseOfficer, ROLE.legalAdviser],
  'read-reports channel-held': [ROLE.caseOfficer, ROLE.legalAdviser],
  'read-reports encrypted-report': [ROLE.caseOfficer, ROLE.legalAdviser],
  'read-reports interpreted-report': [ROLE.caseOfficer, ROLE.legalAdviser],
  'erase entry': [ROLE.policyOffice, ROLE.legalAdviser],
  'enrol-outside-checks witness': [ROLE.platformAdmin],
  'give-a-link person': GIVERS,
  'reset-an-account person': GIVERS,
  'decide-a-hand-over hand-over': GIVERS,
  'review-access sheet': [ROLE.policyOffice, ROLE.partyAdmin],
  'account-for-access sheet': [ROLE.policyOffice, ROLE.partyAdmin, ROLE.auditor],
};

/** The fault of the answer for a missing record. The answer is a refusal if the role or the named party decides, otherwise not found. */
function faultOfNone({ subject }: Asker, entry: Entry, request: Request | undefined, missing: Target, none: Answer): string | undefined {
  if (!isSignedIn(subject)) return none.status === 401 ? undefined : `is signed out and got ${none.status}`;
  const { on = 'party', action } = entry;
  const byParty = on === 'party-row' || (on === 'party' && action !== 'see');
  const gate = BY_ROLE[`${action} ${on}`];
  const passes = gate
    ? holds(subject, gate)
    : holds(subject, [ROLE.policyOffice]) && (action === 'see' || mayDo(subject, action, missing.resource));
  const wanted = (byParty || gate) && !passes ? 403 : (passes && request?.missing) || 404;
  return none.status === wanted ? undefined : `got ${none.status} for ${wanted} on a record nobody has`;
}

// One record of each group that the oracle does not distinguish.
function oneOfEach(targets: readonly Target[]): Target[] {
  return [
    ...new Map(targets.toReversed().map((target) => [JSON.stringify([target.thing, target.resource, target.party]), target])).values(),
  ];
}

/**
 * Calls addresses as every subject, on records of their own party, of another party, and on a missing record. Returns the faults, and the addresses whose guards admitted no subject.
 * `firstOnly` stops at the first fault.
 */
export async function checkRoutes(
  world: World,
  askers: readonly Asker[],
  targets: Awaited<ReturnType<typeof findTargets>>,
  addresses: readonly [method: string, url: string][],
  firstOnly = false,
): Promise<{ faults: string[]; calls: number; never: string[] }> {
  const faults = new Set<string>();
  const never = new Set<string>();
  let calls = 0;
  for (const [method, url] of addresses) {
    const entry = entryOf(method, url);
    // A document takes long to make. Only subjects without the right request it, if the action and not the visibility decides.
    const document = /\.(pdf|docx|xlsx)$/.test(url);
    if (
      !entry ||
      entry.action === 'read-public' ||
      entry.action === 'enter' ||
      (document && entry.action === 'see') ||
      url.endsWith('/grants')
    )
      continue;
    const key = shortOf(method, url);
    const first = REQUESTS[key];
    if (!document) never.add(key);
    for (const [asker, request] of askers.flatMap((one) => [first, ...(first?.also ?? [])].map((sent) => [one, sent] as const))) {
      if (firstOnly && faults.size > 0) break;
      if (WRITES_TO_ONESELF.test(key) && asker.who !== null) continue;
      if (document && mayDo(asker.subject, entry.action as Action, {})) continue;
      const missing = nothing();
      const none = await call(world, asker, method, url, request, missing);
      calls++;
      if (entry.on) {
        const fault = faultOfNone(asker, entry, request, missing, none);
        if (fault) faults.add(`${asker.name}: ${key}: ${fault}`);
      }
      // A subject who is signed out or has no valid grants requests one record of each kind, because all are closed alike. One such subject requests all.
      const all = grantsOf(asker.subject).length > 0 || asker.name === 'nobody yet';
      const known = entry.on ? oneOfEach(targets[entry.on].filter(({ state }) => request?.only?.includes(state!) ?? true)) : [];
      const called: Target[] = entry.on
        ? known.slice(0, all ? undefined : 1)
        : [{ ...missing, name: '', thing: { kind: 'public' }, resource: {} }];
      for (const target of called) {
        if (document && entry.on && mayDo(asker.subject, entry.action as Action, target.resource)) continue;
        const answer = entry.on ? await call(world, asker, method, url, request, target) : none;
        if (entry.on) calls++;
        if (![401, 403, 404].includes(answer.status)) never.delete(key);
        const fault = faultOf(asker, entry, request, target, answer, none);
        if (fault) faults.add(`${asker.name}: ${key} ${target.name}: ${fault}`);
        if (answer.status === 200 && request?.restore) await world.bed.deployer.query(request.restore, [target.id]);
      }
    }
  }
  return { faults: [...faults], calls, never: [...never] };
}
