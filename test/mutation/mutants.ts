import type pg from 'pg';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { type ActionRule, actionsOf } from '#kernel/machine.ts';
import type { Route } from '#platform/http/route.ts';
import { declaredPermissions, type Permission, type PermissionRule } from '#platform/identity/subject.ts';
import { drawContractSample } from '#rooms/contractors/coverage/sample/draw-sample.query.ts';
import { recordDocument } from '#rooms/contractors/documents/record-document.command.ts';
import { findPlace } from '#rooms/contractors/documents/upload-file.route.ts';
import { getFirmFile, getFirmFileChunk } from '#rooms/contractors/firms/files/get-firm-file.query.ts';
import { exportContracts } from '#rooms/contractors/imports/export/export-contracts.query.ts';
import { importContracts } from '#rooms/contractors/imports/import-contracts.command.ts';
import { previewImport as previewContracts } from '#rooms/contractors/imports/preview-import.query.ts';
import { previewSet } from '#rooms/contractors/sets/preview-set.query.ts';
import { uploadDocument } from '#rooms/evidence/documents/upload-document.command.ts';
import { ITEM_MACHINE, type ItemState } from '#rooms/evidence/evidence.rules.ts';
import { importEvidence } from '#rooms/imports/evidence/import-evidence.command.ts';
import { importParties } from '#rooms/imports/import-parties.command.ts';
import { importPeople } from '#rooms/imports/import-people.command.ts';
import { previewTable } from '#rooms/imports/preview-table.query.ts';
import { makeAccessSlips } from '#rooms/learning/classes/make-access-slips.command.ts';
import { getDueAccessSlips } from '#rooms/learning/classes/plan-access-slips.query.ts';
import { getPack } from '#rooms/learning/papers/get-pack.query.ts';
import { previewImport } from '#rooms/nations/treaties/preview-import.query.ts';
import { editionInForce } from '#rooms/policy/editions/edition-in-force.query.ts';
import { importEditionAtDesk } from '#rooms/policy/editions/import-edition.command.ts';
import { previewEdition } from '#rooms/policy/editions/preview-edition.query.ts';
import { countByParty } from '#rooms/readiness/board/count-parties.query.ts';
import { getBoard } from '#rooms/readiness/board/get-board.query.ts';
import { listLasting } from '#rooms/readiness/board/list-lasting.query.ts';
import { listTrainees } from '#rooms/readiness/board/list-trainees.query.ts';
import { previewCompletions } from '#rooms/readiness/records/import-completions.command.ts';
import { previewRoster } from '#rooms/readiness/roster/preview-roster.query.ts';
import { getPoster } from '#rooms/reports/poster/get-poster.query.ts';
import { mayDirect } from '#rooms/reviews/views/may-direct.query.ts';
import { type Arm, armsOf, withoutArm } from './arms.ts';

/** One removed guard: how to remove it, how to restore it, and which tests must fail. */
export type Mutant = {
  name: string;
  apply: () => Promise<unknown> | unknown;
  restore: () => Promise<unknown> | unknown;
  tables?: string[];
  /** The function from which it is removed. */
  of?: string;
  routes?: readonly Route[];
};

type Policy = {
  table: string;
  name: string;
  permissive: string;
  cmd: string;
  roles: string;
  qual: string | null;
  with_check: string | null;
};

/** For each policy of the application role: removed, opened to everything, and without each single arm of its conditions. */
export async function policyMutants(deployer: pg.Client): Promise<Mutant[]> {
  const { rows } = await deployer.query<Policy>(
    `select schemaname || '.' || tablename as table, policyname as name, permissive, cmd, array_to_string(roles, ', ') as roles, qual, with_check from pg_policies where 'manumit_app' = any (roles) order by 1, 2`,
  );
  return rows.flatMap((policy) => {
    const { table, name, permissive, cmd, roles, qual, with_check } = policy;
    const create = (using: string | null, check: string | null) =>
      `create policy "${name}" on ${table} as ${permissive} for ${cmd} to ${roles} ${using ? `using (${using})` : ''} ${check ? `with check (${check})` : ''}`;
    const drop = `drop policy "${name}" on ${table}`;
    const restore = () => deployer.query(`drop policy if exists "${name}" on ${table}; ${create(qual, with_check)}`);
    const unconditional = create(qual && 'true', with_check && 'true');
    const mutants: Mutant[] = [{ name: `policy ${table} ${name} gone`, apply: () => deployer.query(drop), restore, tables: [table] }];
    // A policy that is open to everyone cannot be opened further.
    if (unconditional !== create(qual, with_check))
      mutants.push({
        name: `policy ${table} ${name} lets all through`,
        apply: () => deployer.query(`${drop}; ${unconditional}`),
        restore,
        tables: [table],
      });
    // Read at that moment, so that several can be removed together.
    const removeArm = async (part: 'qual' | 'with_check', arm: Arm) => {
      const [now] = (
        await deployer.query<Pick<Policy, 'qual' | 'with_check'>>(
          `select qual, with_check from pg_policies where schemaname || '.' || tablename = $1 and policyname = $2`,
          [table, name],
        )
      ).rows;
      const next = { ...now!, [part]: withoutArm(now![part]!, arm) };
      return deployer.query(`${drop}; ${create(next.qual, next.with_check)}`);
    };
    const arms = (['qual', 'with_check'] as const).flatMap((part) =>
      armsOf(policy[part] ?? '').map(
        (arm, n): Mutant => ({
          name: `policy ${table} ${name} ${part === 'qual' ? 'using' : 'check'} without arm ${n + 1}: ${arm.text.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
          apply: () => removeArm(part, arm),
          restore,
          tables: [table],
        }),
      ),
    );
    return [...mutants, ...arms];
  });
}

type Guarded = { name: string; permission: string; signInStep?: unknown; party?: unknown };

// A file route declares a permission. The commands that it runs check the permission too, whether they have an address or not.
const INSIDE: readonly [url: RegExp, ...commands: Guarded[]][] = [
  [/\/treaty-imports\/preview$/, previewImport],
  [/\/policy\/editions\/in-force\.zip$/, editionInForce],
  [/\/policy\/editions\/preview$/, previewEdition],
  [/\/policy\/editions$/, importEditionAtDesk],
  [/\/imports\/preview$/, previewTable],
  [/\/imports$/, importEvidence, importParties, importPeople],
  [/\/parties\/:partyId\/documents$/, uploadDocument],
  [/\/parties\/:partyId\/contract-imports\/preview$/, previewContracts],
  [/\/parties\/:partyId\/contract-imports$/, importContracts],
  [/\/contract-sets\/preview$/, previewSet],
  [/\/contracts\.(csv|xlsx)$/, exportContracts],
  [/\/contract-sample\.xlsx$/, drawContractSample],
  [/\/parties\/:partyId\/contract-files$/, findPlace, recordDocument],
  [/\/firm-files\/:fileId$/, getFirmFile, getFirmFileChunk],
  [/\/channels\/:channelId\/poster\.pdf$/, getPoster],
  [/\/rounds\/:roundId\/(council|invitations)\.(pdf|docx)$/, mayDirect],
  [/\/rosters\/preview$/, previewRoster],
  [/\/completions\/preview$/, previewCompletions],
  [/\/readiness\/:scopeId\/board\.xlsx$/, getBoard, listLasting, listTrainees],
  [/\/training-counts\.xlsx$/, countByParty],
  [/\/modules\/:moduleId\/(slides|first-look|test|answer-sheet|key)\.pdf$/, getPack],
  [/\/(returns\/:returnId\/form|outreach\/:outreachId\/letter\.pdf|roster-workbooks|classes\/:classId\/access-slips\/sheet)$/],
  // Only learning systems reach these commands, by their credential (function lrs.open); no address runs them for a person.
  [/^\/xapi\//],
];
function commandsOf(route: Route): readonly Guarded[] {
  if (route.kind === 'command')
    return route.command === (makeAccessSlips as unknown) ? [route.command, getDueAccessSlips] : [route.command];
  if (route.kind === 'query') return [route.query];
  if (route.permission === 'public' || route.permission === 'signed-in') return [];
  const inside = INSIDE.find(([url]) => url.test(route.url));
  if (!inside) throw new Error(`Say which command runs inside ${route.method} ${route.url}.`);
  return [...('admission' in route ? [route.admission] : []), ...(inside.slice(1) as Guarded[])];
}

const ADMISSIONS = new Map<Guarded, string>(
  ROOM_ROUTES.flatMap((route) => ('admission' in route ? [[route.admission, `the body of ${route.method} ${route.url}`]] : [])),
);
const named = (command: Guarded) => ADMISSIONS.get(command) ?? command.name;

/** Each action of the state table of evidence, opened to everyone. */
function ruleMutants(): Mutant[] {
  return actionsOf(ITEM_MACHINE).map((action) => {
    const rule: ActionRule<ItemState> = ITEM_MACHINE.actions[action];
    const { permission, stricter } = rule;
    return {
      name: `${action} of an item by every role`,
      apply: () => Object.assign(rule, { permission: 'people:self', stricter: undefined }),
      restore: () => Object.assign(rule, { permission, stricter }),
      routes: ROOM_ROUTES.filter((route) => route.kind === 'command' && route.command.name === rule.command),
    };
  });
}

/** Each permission opened to everyone, each signed-in query opened to all, and each command without the check of its party. */
export function permissionMutants(): Mutant[] {
  const table = declaredPermissions() as Map<Permission, PermissionRule>;
  // The permission is opened for this command alone, so that a test of another command with the same permission does not fail in its place.
  const inside = Map.groupBy(
    ROOM_ROUTES.flatMap((route) => commandsOf(route).map((command) => ({ command, route }))),
    ({ command }) => command,
  );
  const opened = [...inside].flatMap(([command, places]): Mutant[] => {
    const { permission } = command;
    const rule = table.get(permission as Permission);
    if (command.signInStep || !rule || rule.everyone) return [];
    return [
      {
        name: `${permission} of ${named(command)} for everybody`,
        apply: () => Object.assign(command, { permission: 'people:self' }),
        restore: () => Object.assign(command, { permission }),
        routes: places.map(({ route }) => route),
      },
    ];
  });
  const open = ROOM_ROUTES.flatMap((route): Mutant[] => {
    if (route.kind !== 'query' || route.query.permission === 'public') return [];
    const { query } = route;
    const { permission } = query;
    return [
      {
        name: `query ${query.name} without signing in`,
        apply: () => Object.assign(query, { permission: 'public' }),
        restore: () => Object.assign(query, { permission }),
        routes: [route],
      },
    ];
  });
  const withoutParty = [...inside].flatMap(([command, places]): Mutant[] => {
    const { party, permission } = command;
    // If the permission is held at any party or at none, the party makes no difference.
    if (!party || !table.get(permission as Permission)?.party?.length) return [];
    return [
      {
        name: `${named(command)} asked for at any party`,
        apply: () => Object.assign(command, { party: () => null }),
        restore: () => Object.assign(command, { party }),
        routes: places.map(({ route }) => route),
      },
    ];
  });
  return [...opened, ...open, ...withoutParty, ...ruleMutants()];
}
