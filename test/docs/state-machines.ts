import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { type ActionRule, drawMachine, eventsOf, type Machine, startsOf, transitionsOf } from '#kernel/machine.ts';
import { CONTRACT_MACHINE } from '#rooms/contractors/register/contract.rules.ts';
import { GAP_MACHINE } from '#rooms/contractors/release/gap.rules.ts';
import { OVERRIDE_MACHINE } from '#rooms/contractors/release/override.rules.ts';
import { VIOLATION_MACHINE } from '#rooms/contractors/violations/violation.rules.ts';
import { CONSULTATION_MACHINE } from '#rooms/cooperation/consultation.rules.ts';
import { DRAFT_MACHINE, LOCAL_TEXT_MACHINE } from '#rooms/courses/local-texts/local-text.rules.ts';
import { ADOPTION_MACHINE } from '#rooms/courses/teaching/adoption.rules.ts';
import { ITEM_MACHINE } from '#rooms/evidence/evidence.rules.ts';
import { CERTIFICATE_MACHINE } from '#rooms/learning/certificates/certificate.rules.ts';
import { CLASS_MACHINE } from '#rooms/learning/classes/class.rules.ts';
import { OUTREACH_MACHINE } from '#rooms/nations/outreach/outreach.rules.ts';
import { MEASURE_MACHINE, PLAN_MACHINE } from '#rooms/nations/plans/plan.rules.ts';
import { IMPORTED_EDITION_MACHINE } from '#rooms/policy/editions/edition.rules.ts';
import { HAND_OVER_MACHINE } from '#rooms/readiness/hand-over/hand-over.rules.ts';
import { NEED_MACHINE, WAIVER_MACHINE } from '#rooms/readiness/needs/training.rules.ts';
import { EQUIVALENT_MACHINE } from '#rooms/readiness/recognition/recognition.rules.ts';
import { COMPLETION_MACHINE } from '#rooms/readiness/records/completion.rules.ts';
import { BATCH_MACHINE } from '#rooms/readiness/roster/batch.rules.ts';
import { REPORT_MACHINE } from '#rooms/reports/desk/report-state.rules.ts';
import { RETURN_MACHINE } from '#rooms/returns/return.rules.ts';
import { FINDING_MACHINE } from '#rooms/reviews/findings/finding.rules.ts';
import { PARTICIPATION_MACHINE } from '#rooms/reviews/participations/participation.rules.ts';
import { ROUND_MACHINE } from '#rooms/reviews/rounds/round.rules.ts';
import { ERASURE_MACHINE } from '#rooms/transparency-log/erasures/erasure.rules.ts';
import { ROOT } from '#test/source-tree.ts';
import { fixedClauses } from './generated-docs.ts';

/** A table of states. `rules` is its file, `buttons` the folder of the texts that name its actions, `states` the folder and the prefix of those that name its states, where a page names each of them. */
export type ListedMachine = {
  readonly title: string;
  readonly machine: Machine<string>;
  readonly rules: string;
  readonly buttons: string;
  /** The table of the database with the column `state`. A derived state has none. */
  readonly table?: string;
  readonly states?: readonly [folder: string, prefix: string];
};

/** Every state table. */
export const MACHINES: readonly ListedMachine[] = [
  {
    title: 'Imported edition',
    table: 'policy.imported_edition',
    machine: IMPORTED_EDITION_MACHINE,
    rules: 'rooms/policy/editions/edition.rules.ts',
    buttons: 'rooms/policy/editions/texts',
    states: ['rooms/policy/editions/texts', 'state.'],
  },
  {
    title: 'Evidence item',
    table: 'evidence.item',
    machine: ITEM_MACHINE,
    rules: 'rooms/evidence/evidence.rules.ts',
    buttons: 'rooms/evidence/ui/texts',
    states: ['rooms/evidence/texts', 'state.'],
  },
  {
    title: 'Outreach',
    table: 'nations.outreach',
    machine: OUTREACH_MACHINE,
    rules: 'rooms/nations/outreach/outreach.rules.ts',
    buttons: 'rooms/nations/ui/outreach/texts',
    states: ['rooms/nations/ui/outreach/texts', 'state.'],
  },
  {
    title: 'Action plan',
    table: 'nations.plan',
    machine: PLAN_MACHINE,
    rules: 'rooms/nations/plans/plan.rules.ts',
    buttons: 'rooms/nations/ui/plans/texts',
    states: ['rooms/nations/ui/plans/texts', 'state.'],
  },
  {
    title: 'Measure of an action plan',
    table: 'nations.measure',
    machine: MEASURE_MACHINE,
    rules: 'rooms/nations/plans/plan.rules.ts',
    buttons: 'rooms/nations/ui/plans/texts',
    states: ['rooms/nations/ui/plans/texts', 'measure.'],
  },
  {
    title: 'Contract',
    table: 'contractors.contract',
    machine: CONTRACT_MACHINE,
    rules: 'rooms/contractors/register/contract.rules.ts',
    buttons: 'rooms/contractors/ui/texts',
    states: ['rooms/contractors/ui/texts', 'state.'],
  },
  {
    title: 'Override',
    machine: OVERRIDE_MACHINE,
    rules: 'rooms/contractors/release/override.rules.ts',
    buttons: 'rooms/contractors/ui/release/texts',
    states: ['rooms/contractors/ui/release/texts', 'override.'],
  },
  {
    title: 'Gap of a running contract',
    machine: GAP_MACHINE,
    rules: 'rooms/contractors/release/gap.rules.ts',
    buttons: 'rooms/contractors/ui/release/texts',
    states: ['rooms/contractors/ui/release/texts', 'gap.'],
  },
  {
    title: 'Violation under a contract',
    table: 'contractors.violation',
    machine: VIOLATION_MACHINE,
    rules: 'rooms/contractors/violations/violation.rules.ts',
    buttons: 'rooms/contractors/ui/violations/texts',
    states: ['rooms/contractors/ui/violations/texts', 'state.'],
  },
  {
    title: 'Consultation',
    table: 'cooperation.consultation',
    machine: CONSULTATION_MACHINE,
    rules: 'rooms/cooperation/consultation.rules.ts',
    buttons: 'rooms/cooperation/ui/texts',
  },
  {
    title: 'Return',
    table: 'returns.return',
    machine: RETURN_MACHINE,
    rules: 'rooms/returns/return.rules.ts',
    buttons: 'rooms/returns/ui/texts',
    states: ['rooms/returns/ui/texts', 'state.'],
  },
  {
    title: 'Round',
    table: 'reviews.round',
    machine: ROUND_MACHINE,
    rules: 'rooms/reviews/rounds/round.rules.ts',
    buttons: 'rooms/reviews/ui/texts',
    states: ['rooms/reviews/ui/texts', 'round-state.'],
  },
  {
    title: 'Report',
    table: 'reports.report',
    machine: REPORT_MACHINE,
    rules: 'rooms/reports/desk/report-state.rules.ts',
    buttons: 'rooms/reports/ui/inbox/texts',
    states: ['rooms/reports/ui/inbox/texts', 'state.'],
  },
  {
    title: 'Participation',
    table: 'reviews.participation',
    machine: PARTICIPATION_MACHINE,
    rules: 'rooms/reviews/participations/participation.rules.ts',
    buttons: 'rooms/reviews/ui/texts',
    states: ['rooms/reviews/ui/texts', 'state.'],
  },
  {
    title: 'Finding',
    table: 'reviews.finding',
    machine: FINDING_MACHINE,
    rules: 'rooms/reviews/findings/finding.rules.ts',
    buttons: 'rooms/reviews/ui/forms/texts',
    states: ['rooms/reviews/ui/texts', 'finding-state.'],
  },
  {
    title: 'Draft of a local text',
    machine: DRAFT_MACHINE,
    rules: 'rooms/courses/local-texts/local-text.rules.ts',
    buttons: 'rooms/courses/ui/local-texts/texts',
  },
  {
    title: 'Signed local text',
    machine: LOCAL_TEXT_MACHINE,
    rules: 'rooms/courses/local-texts/local-text.rules.ts',
    buttons: 'rooms/courses/ui/local-texts/texts',
  },
  {
    title: 'Adoption of courses',
    machine: ADOPTION_MACHINE,
    rules: 'rooms/courses/teaching/adoption.rules.ts',
    buttons: 'rooms/courses/ui/teaching/texts',
    states: ['rooms/courses/ui/teaching/texts', 'state.'],
  },
  {
    title: 'Class',
    machine: CLASS_MACHINE,
    rules: 'rooms/learning/classes/class.rules.ts',
    buttons: 'rooms/learning/ui/texts',
  },
  {
    title: 'Certificate',
    machine: CERTIFICATE_MACHINE,
    rules: 'rooms/learning/certificates/certificate.rules.ts',
    buttons: 'rooms/learning/ui/certificates/texts',
  },
  {
    title: 'Need',
    machine: NEED_MACHINE,
    rules: 'rooms/readiness/needs/training.rules.ts',
    buttons: 'rooms/readiness/ui/texts',
    states: ['rooms/readiness/ui/texts', 'state.'],
  },
  {
    title: 'Waiver',
    machine: WAIVER_MACHINE,
    rules: 'rooms/readiness/needs/training.rules.ts',
    buttons: 'rooms/readiness/ui/texts',
  },
  {
    title: 'Imported roster',
    machine: BATCH_MACHINE,
    rules: 'rooms/readiness/roster/batch.rules.ts',
    buttons: 'rooms/readiness/ui/texts',
  },
  {
    title: 'Record of training',
    machine: COMPLETION_MACHINE,
    rules: 'rooms/readiness/records/completion.rules.ts',
    buttons: 'rooms/readiness/ui/texts',
  },
  {
    title: 'Equivalent course',
    machine: EQUIVALENT_MACHINE,
    rules: 'rooms/readiness/recognition/recognition.rules.ts',
    buttons: 'rooms/readiness/ui/recognition/texts',
  },
  {
    title: 'Frozen board',
    machine: HAND_OVER_MACHINE,
    rules: 'rooms/readiness/hand-over/hand-over.rules.ts',
    buttons: 'rooms/readiness/ui/texts',
  },
  {
    title: 'Request to erase',
    machine: ERASURE_MACHINE,
    rules: 'rooms/transparency-log/erasures/erasure.rules.ts',
    buttons: 'rooms/transparency-log/texts',
  },
];

/** The commands with a route. */
export const ROUTED = ROOM_ROUTES.flatMap((route) => (route.kind === 'command' ? [route] : []));

/** The texts of a folder below src, in one language. */
export function textsOf(folder: string, locale: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(ROOT, 'src', folder, `${locale}.json`), 'utf8'));
}

function eventRows(machine: Machine<string>): string[] {
  const events = Object.groupBy(eventsOf(machine), ({ event }) => event);
  return Object.entries(events).map(([event, steps = []]) => {
    const moves = steps.map(({ from, to }) => (from === to ? from : `${from} → ${to}`)).join('<br>');
    return `| ${event} |  | ${moves} | | | no command of this table | |`;
  });
}

/** docs/states.md: who can do what in which state, and by which command. */
export function statesPage(): string {
  const sections = MACHINES.flatMap(({ title, machine, rules }) => {
    return [
      `## ${title}`,
      '',
      `[${rules.split('/').at(-1)}](../src/${rules})${machine.derivedBy ? `. No column stores the state: \`${machine.derivedBy}\` derives it from facts.` : ''}`,
      ...Object.entries(startsOf(machine)).flatMap(([state, reason]) => (reason ? [`It also begins as \`${state}\`: ${reason}.`] : [])),
      '',
      '| action | button | from → to | permission | comment | command | clauses |',
      '|---|---|---|---|---|---|---|',
      ...Object.entries<ActionRule<string>>(machine.actions).map(([action, rule]) => {
        const steps = transitionsOf(machine).filter((step) => step.action === action);
        const command = ROUTED.find((route) => route.command.name === rule.command)?.command;
        const clauses = command && (command.operational ?? fixedClauses(command)?.join(', '));
        const { comment } = rule;
        const strict = Object.entries(rule.stricter ?? {}).map(([state, permission]) => `${state}: \`${permission}\``);
        return `| ${[
          `\`${action}\``,
          rule.button ?? '',
          steps.map(({ from, to }) => (from === to ? from : `${from} → ${to}`)).join('<br>'),
          [`\`${rule.permission}\``, ...strict].join('<br>'),
          comment ? `${comment.required ? 'required' : 'optional'}, at most ${comment.maxLength} characters` : '',
          `\`${rule.command}\``,
          clauses || 'depend on the input',
        ].join(' | ')} |`;
      }),
      ...eventRows(machine),
      '',
    ];
  });
  return [
    '# States and actions',
    '',
    'The actions on a record in each state, with permissions and comments. The tables are code: buttons, comment fields, permissions and commands derive from them, and so does the',
    'diagram in the README of each room ([decision 050](decisions/050-state-tables.md)). Written by `npm run docs`; a test checks that it is current. A permission is needed at the party concerned; a state next to it',
    'needs a stricter one. The first main action that a reader may take is the main button; an action without a button has its own form.',
    '',
    ...sections,
  ].join('\n');
}

const BLOCK = /<!-- states: (.+?) -->\n[\s\S]*?<!-- \/states -->/g;

/** The README files with a state diagram, before and after their diagrams are drawn from the tables. */
export function readmesWithStates(): { path: string; before: string; after: string }[] {
  const folders = new Set(MACHINES.map(({ rules }) => rules.split('/').slice(0, 2).join('/')));
  return [...folders].map((folder) => {
    const path = join('src', folder, 'README.md');
    const before = readFileSync(join(ROOT, path), 'utf8');
    const drawn = new Set<string>();
    const after = before.replace(BLOCK, (_, title: string) => {
      const listed = MACHINES.find((one) => one.title === title && dirname(one.rules).startsWith(folder));
      if (listed === undefined) throw new Error(`${path} draws the states of ${title}, which is not in test/docs/state-machines.ts.`);
      drawn.add(title);
      return [`<!-- states: ${title} -->`, '```mermaid', drawMachine(listed.machine), '```', '<!-- /states -->'].join('\n');
    });
    const missing = MACHINES.find(({ title, rules }) => rules.startsWith(`${folder}/`) && !drawn.has(title));
    if (missing) throw new Error(`${path} has no place for the diagram: <!-- states: ${missing.title} --> <!-- /states -->`);
    return { path, before, after };
  });
}
