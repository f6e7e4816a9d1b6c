import type { APIRequestContext } from 'playwright-core';
import { translateTables } from '#rooms/imports/ui/texts.ts';
import { translateParties } from '#rooms/parties/texts.ts';
import { translateReadinessDesk } from '#rooms/readiness/ui/texts.ts';
import { translateHelpDesk } from '#rooms/reports/ui/help/texts.ts';
import { CONTRACT_SCREENS } from './contracts/contract-screens.ts';
import { CHANNEL_SCREENS } from './reports/channel-screens.ts';
import { amendedReturn, begunReturn, deskOf, sectionLink } from './returns/returns.ts';

/** A screen of the desk: its visitor, and its address, which may depend on the data of the exercise. */
export type Screen = {
  screen: string;
  as: string;
  path: string | ((request: APIRequestContext) => Promise<string>);
  /** The button that opens the screen, by the language of the page. */
  press?: (locale: 'en' | 'fr') => string;
};

type Named = { id: string; name: { en: string } };
type Round = { id: string; state: string };
type Participation = { id: string; party: Named };

const OFFICE = 'Ines Harrow';

async function ask<Answer>(request: APIRequestContext, path: string): Promise<Answer> {
  const answer = await request.get(`/desk/api${path}`);
  if (!answer.ok()) throw new Error(`${path} was refused: ${answer.status()}`);
  return answer.json();
}

/** The identifier of a nation by its English name. */
export async function partyOf(request: APIRequestContext, name: string): Promise<string> {
  const { items } = await ask<{ items: Named[] }>(request, '/parties?kind=nation');
  return items.find((one) => one.name.en === name)!.id;
}

// Other tests open rounds at the same time. The round of the exercise is the one with its fifteen parties.
async function roundIn(request: APIRequestContext, state: string): Promise<string> {
  const { items } = await ask<{ items: Round[] }>(request, '/rounds');
  const found = items.filter((one) => one.state === state).map(({ id }) => id);
  if (found.length === 0) throw new Error(`The exercise has no round that is ${state}.`);
  return found.at(-1)!;
}

const round = (state: string) => async (request: APIRequestContext) => `/desk/rounds/${await roundIn(request, state)}`;

/** The participation of a nation in the open round, and a place in it. */
const participation =
  (name: string, place = '') =>
  async (request: APIRequestContext) => {
    const id = await roundIn(request, 'open');
    const { participations } = await ask<{ participations: Participation[] }>(request, `/rounds/${id}`);
    return `/desk/rounds/${id}/participations/${participations.find(({ party }) => party.name.en === name)!.id}${place}`;
  };

const formOf = async (request: APIRequestContext) => {
  const { forms } = await ask<{ forms: { id: string }[] }>(request, `/rounds/${await roundIn(request, 'open')}`);
  return `/desk/forms/${forms[0]!.id}`;
};

const item = async (request: APIRequestContext) => {
  const { items } = await ask<{ items: { id: string }[] }>(request, `/parties/${await partyOf(request, 'Corvania')}/evidence`);
  return `/desk/evidence/${items[0]!.id}`;
};

const outreachOf = async (request: APIRequestContext) => {
  const { items } = await ask<{ items: { id: string }[] }>(request, '/outreach');
  return `/desk/outreach/${items[0]!.id}`;
};
// As Tyrsund, which answers the checklist: its longest form.
const joiningOf = async (request: APIRequestContext) => {
  const { joinings } = await ask<{ joinings: { contributionId: string }[] }>(request, '/joinings');
  return `/desk/joinings/${joinings[0]!.contributionId}`;
};
const briefOf = async (request: APIRequestContext) => {
  const { lines } = await ask<{ lines: { placeholder: string; party: { id: string } }[] }>(request, '/local-texts');
  return `/desk/briefs/${lines[0]!.party.id}/${lines[0]!.placeholder}`;
};
const classOf = async (request: APIRequestContext) => {
  const { classes } = await ask<{ classes: { id: string; title: string }[] }>(request, '/training/classes');
  return `/desk/training/classes/${classes.find(({ title }) => title === 'Class 14')!.id}`;
};
const operationOf = async (request: APIRequestContext) => {
  const { joinings } = await ask<{ joinings: { operation: Named }[] }>(request, '/joinings');
  return `/desk/parties/${joinings[0]!.operation.id}`;
};
const amberQuay = async (request: APIRequestContext) => {
  const { items } = await ask<{ items: Named[] }>(request, '/parties?kind=operation');
  return `/desk/parties/${items.find(({ name }) => name.en === 'Amber Quay')!.id}`;
};
const BATCH = 'Archive of screens';
/** An imported table of evidence, made once for all checks of the page. */
async function withBatch(): Promise<string> {
  const office = await deskOf(OFFICE);
  const { items } = await office.call<{ items: { title: string }[] }>('GET', 'imports');
  if (!items.some(({ title }) => title === BATCH)) {
    const table =
      'party;obligations;kind;says;title_en;title_fr;date;as_of;source;page;address;note\nHQ-IS;P2.1;EV-POL;met;Screens;Écrans;2019-05;;Archive;;;\n';
    const { against } = await office.call<{ against: string }>('POST', 'imports/preview', { table, of: 'evidence' });
    await office.call('POST', 'imports', { of: 'evidence', table, title: BATCH, against });
  }
  return '/desk/imports';
}
const inReturn =
  (find: () => Promise<string>, place = '') =>
  async () =>
    `/desk/returns/${await find()}${place}`;

/** Every screen of the desk, in its typical states. */
export const SCREENS: readonly Screen[] = [
  { screen: 'home, policy office', as: OFFICE, path: '/desk/' },
  { screen: 'first steps', as: OFFICE, path: '/desk/first-steps' },
  { screen: 'people, inviting a colleague', as: OFFICE, path: '/desk/people?invite=office' },
  { screen: 'home, focal point', as: 'Mira Kolb', path: '/desk/' },
  { screen: 'home, focal point with a return to answer', as: 'Dag Orlen', path: '/desk/' },
  { screen: 'home, commander', as: 'Vera Olsen', path: '/desk/' },
  { screen: 'home, training officer', as: 'Jonas Reed', path: '/desk/' },
  { screen: 'home, reviewer', as: 'Sanne Ruiz', path: '/desk/' },
  { screen: 'home, contracting officer', as: 'Ada Brandt', path: '/desk/' },
  { screen: 'home, legal adviser', as: 'Karl Munk', path: '/desk/' },
  { screen: 'home, auditor', as: 'Peter Quill', path: '/desk/' },
  { screen: 'home, party administrator', as: 'Wanda Frost', path: '/desk/' },
  { screen: 'home, platform administrator', as: 'Zoe Hart', path: '/desk/' },
  { screen: 'home, partner contact', as: 'Sofia Lamb', path: '/desk/' },
  { screen: 'my tasks, policy office', as: OFFICE, path: '/desk/tasks' },
  { screen: 'my tasks, focal point', as: 'Mira Kolb', path: '/desk/tasks' },
  { screen: 'my tasks, nothing to do', as: 'Agnes Holt', path: '/desk/tasks' },
  { screen: 'my account', as: OFFICE, path: '/desk/account' },
  { screen: 'matrix, nations', as: OFFICE, path: '/desk/compliance' },
  { screen: 'matrix, one clause unfolded', as: OFFICE, path: '/desk/compliance?open=3' },
  { screen: 'matrix, headquarters', as: OFFICE, path: '/desk/compliance?kind=body' },
  { screen: 'matrix, contractors', as: OFFICE, path: '/desk/compliance?kind=contractor' },
  { screen: 'matrix, drawer', as: OFFICE, path: async (request) => `/desk/compliance/${await partyOf(request, 'Corvania')}/P3.4` },
  { screen: 'matrix, nothing matches', as: OFFICE, path: '/desk/compliance?name=Nowhere' },
  { screen: 'clause', as: OFFICE, path: '/desk/clauses/5g' },
  { screen: 'clause, reconstructed', as: OFFICE, path: '/desk/clauses/A1' },
  { screen: 'policy', as: OFFICE, path: '/desk/policy' },
  { screen: 'parties', as: OFFICE, path: '/desk/parties' },
  { screen: 'party', as: OFFICE, path: async (request) => `/desk/parties/${await partyOf(request, 'Corvania')}` },
  {
    screen: 'party, saying when it works',
    as: OFFICE,
    path: async (request) => `/desk/parties/${await partyOf(request, 'Corvania')}`,
    press: (locale) => translateParties(locale, 'calendar.change'),
  },
  { screen: 'party, an operation that is joined', as: OFFICE, path: operationOf },
  {
    screen: 'party, people who can help, adding a number (A1.6)',
    as: 'Vera Olsen',
    path: amberQuay,
    press: (locale) => translateHelpDesk(locale, 'entry.add'),
  },
  ...CHANNEL_SCREENS,
  ...CONTRACT_SCREENS,
  { screen: 'brief on a party', as: OFFICE, path: async (request) => `/desk/parties/${await partyOf(request, 'Corvania')}/brief` },
  { screen: 'adopted ratings', as: 'Peter Quill', path: '/desk/adopted' },
  { screen: 'brief on a clause, for a nation', as: 'Mira Kolb', path: '/desk/clauses/5d/brief' },
  { screen: 'evidence, new', as: 'Mira Kolb', path: '/desk/evidence/new' },
  { screen: 'evidence, an item', as: 'Mira Kolb', path: item },
  { screen: 'action plan of a nation', as: 'Mira Kolb', path: async (request) => `/desk/plans/${await partyOf(request, 'Corvania')}` },
  { screen: 'treaties', as: OFFICE, path: '/desk/treaties' },
  { screen: 'outreach', as: OFFICE, path: '/desk/outreach' },
  { screen: 'outreach, a letter', as: OFFICE, path: outreachOf },
  { screen: 'joining operations', as: OFFICE, path: '/desk/joinings' },
  { screen: 'joining, a checklist', as: OFFICE, path: joiningOf },
  { screen: 'consultations', as: OFFICE, path: '/desk/consultations' },
  { screen: 'contracts, overrides and gaps', as: 'Ada Brandt', path: '/desk/contracts/releases' },
  { screen: 'violations (5f)', as: 'Ada Brandt', path: '/desk/violations' },
  { screen: 'operation briefs and law annexes', as: OFFICE, path: '/desk/briefs' },
  { screen: 'operation brief, to write', as: 'Vera Olsen', path: briefOf },
  { screen: 'courses', as: 'Mira Kolb', path: '/desk/courses' },
  { screen: 'certificates, none yet', as: 'Agnes Holt', path: '/desk/certificates' },
  { screen: 'treaties, a nation', as: OFFICE, path: async (request) => `/desk/treaties/${await partyOf(request, 'Feronne')}` },
  { screen: 'classes', as: 'Jonas Reed', path: '/desk/training/classes' },
  { screen: 'classes, none yet', as: 'Agnes Holt', path: '/desk/training/classes' },
  { screen: 'a class', as: 'Jonas Reed', path: classOf },
  { screen: 'a class on paper', as: 'Jonas Reed', path: async (request) => `${await classOf(request)}/paper` },
  { screen: 'my training, on no roster', as: 'Agnes Holt', path: '/desk/training/own' },
  { screen: 'readiness, of a nation', as: 'Jonas Reed', path: '/desk/readiness' },
  { screen: 'readiness, of a nation that is behind', as: 'Yann Perrot', path: '/desk/readiness' },
  { screen: 'readiness, of an operation', as: 'Vera Olsen', path: '/desk/readiness' },
  { screen: 'readiness, counts for headquarters', as: OFFICE, path: '/desk/readiness' },
  { screen: 'rosters, of a nation', as: 'Jonas Reed', path: '/desk/rosters' },
  { screen: 'rosters, of an operation', as: 'Vera Olsen', path: '/desk/rosters' },
  {
    screen: 'rosters, what learning systems sent',
    as: 'Jonas Reed',
    path: '/desk/rosters',
    press: (locale) => translateReadinessDesk(locale, 'import.xapi'),
  },
  { screen: 'recognised courses, one found equivalent', as: 'Yann Perrot', path: '/desk/recognised' },
  { screen: 'recognised courses, a school of a nation', as: 'Jonas Reed', path: '/desk/recognised' },
  { screen: 'people and roles', as: OFFICE, path: '/desk/people' },
  { screen: 'tables, evidence', as: OFFICE, path: '/desk/imports' },
  { screen: 'tables, parties', as: OFFICE, path: '/desk/imports?of=parties' },
  {
    screen: 'tables, taking one back',
    as: OFFICE,
    path: withBatch,
    press: (locale) => translateTables(locale, 'undo-of', { title: BATCH }),
  },
  { screen: 'tables, people', as: OFFICE, path: '/desk/imports?of=people' },
  { screen: 'log', as: OFFICE, path: '/desk/log' },
  { screen: 'retention', as: OFFICE, path: '/desk/retention' },
  { screen: 'handing a position over', as: 'Kaja Stern', path: '/desk/people/hand-over' },
  { screen: 'inviting several people', as: OFFICE, path: '/desk/people/invite' },
  { screen: 'access review', as: OFFICE, path: '/desk/people/review' },
  {
    screen: 'access review, one party',
    as: OFFICE,
    path: async (request) => `/desk/people/review?party=${await partyOf(request, 'Aldmark')}`,
  },
  { screen: 'who has seen what', as: 'Peter Quill', path: '/desk/access' },
  {
    screen: 'who sees a dossier',
    as: 'Peter Quill',
    path: async (request) => `/desk/access?kind=dossier&object=${await partyOf(request, 'Aldmark')}`,
  },
  { screen: 'review rounds', as: OFFICE, path: '/desk/rounds' },
  { screen: 'competent authorities', as: OFFICE, path: '/desk/rounds?view=authorities' },
  { screen: 'planning a round', as: OFFICE, path: '/desk/rounds?view=plan' },
  { screen: 'round, open', as: OFFICE, path: round('open') },
  { screen: 'round, adopted', as: OFFICE, path: round('adopted') },
  { screen: 'participation, to answer', as: 'Dag Orlen', path: participation('Drelland') },
  { screen: 'participation, to rate', as: 'Sanne Ruiz', path: participation('Isenvale') },
  { screen: 'participation, findings', as: 'Mira Kolb', path: participation('Corvania', '?view=findings') },
  { screen: 'participation, comments', as: OFFICE, path: participation('Kestria', '?view=comments') },
  { screen: 'participation, questions', as: 'Felix Marne', path: participation('Feronne', '?view=questions') },
  { screen: 'participation, visits', as: 'Sanne Ruiz', path: participation('Isenvale', '?view=visits') },
  { screen: 'participation, beside the earlier round', as: 'Mira Kolb', path: participation('Corvania', '?view=earlier') },
  { screen: 'form of an invited organisation', as: 'Sofia Lamb', path: formOf },
  { screen: 'reports, locked (5e)', as: 'Pia Strand', path: '/desk/reports' },
  { screen: 'entering a report for another person (5e)', as: 'Pia Strand', path: '/desk/reports/enter' },
  // Another story may have made this person a reader by now.
  { screen: 'reports, for a legal adviser without a channel', as: 'Karl Munk', path: '/desk/reports' },
  { screen: 'guide for focal points', as: 'Mira Kolb', path: '/desk/help/focal-point' },
  { screen: 'guide for the policy office', as: OFFICE, path: '/desk/help/policy-office' },
  { screen: 'guide for auditors', as: 'Peter Quill', path: '/desk/help/auditor' },
  { screen: 'guides', as: 'Vera Olsen', path: '/desk/help' },
  { screen: 'returns', as: 'Mira Kolb', path: async () => ((await begunReturn('2031')) ? '/desk/returns' : '') },
  { screen: 'returns, opening one', as: OFFICE, path: '/desk/returns?view=open' },
  { screen: 'return, to answer', as: 'Mira Kolb', path: inReturn(() => begunReturn('2031')) },
  { screen: 'return, a section of others', as: 'Ada Brandt', path: inReturn(() => begunReturn('2031'), '?view=law') },
  { screen: 'return, given elsewhere', as: 'Mira Kolb', path: inReturn(() => begunReturn('2031'), '?view=elsewhere') },
  { screen: 'return, as a form', as: 'Mira Kolb', path: inReturn(() => begunReturn('2031'), '?view=form') },
  { screen: 'return, a version and its differences', as: OFFICE, path: inReturn(() => amendedReturn('2030'), '?view=version-2') },
  { screen: 'a section by a link', as: 'Mira Kolb', path: () => sectionLink('2031', 'training') },
  { screen: 'an address that leads nowhere', as: OFFICE, path: '/desk/nowhere' },
];
