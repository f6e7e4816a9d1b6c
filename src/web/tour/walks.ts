import type { TourKey as Key } from './texts.ts';

/** One step of a walk: the address to open (null: where the previous step led), what to do, and what the person should then see. */
export type Step = { readonly link: string | null; readonly todo: Key; readonly see: Key };

/** A guided walk for one person: what this person wants to know, which account to use (null: none is needed), and its steps. */
export type Walk = {
  readonly id: string;
  readonly account: string | null;
  readonly title: Key;
  readonly wants: Key;
  readonly steps: readonly Step[];
};

/** A walk and the addresses of its steps; its texts are found by its id. */
function walk(id: WalkId, account: string | null, links: readonly (string | null)[]): Walk {
  const key = (rest: string) => `walk.${id}.${rest}` as Key;
  return {
    id,
    account,
    title: key('title'),
    wants: key('wants'),
    steps: links.map((link, index) => ({ link, todo: key(`${index + 1}`), see: key(`${index + 1}.see`) })),
  };
}

/** The account of a person of the exercise, as walks name it and as its address begins. */
export function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '.');
}

type WalkId =
  | 'office'
  | 'nation'
  | 'review'
  | 'operation'
  | 'training'
  | 'contracting'
  | 'investigation'
  | 'legal'
  | 'reader'
  | 'inspector'
  | 'party'
  | 'platform'
  | 'anyone'
  | 'reporter'
  | 'firm';

/** A walk for each kind of person the program serves today. The browser tests follow them. */
export const WALKS: readonly Walk[] = [
  walk('office', 'ines.harrow', [
    '/desk/compliance',
    '/desk/compliance?clause=5d',
    null,
    '/desk/compliance?kind=operation',
    '/desk/rounds',
    null,
    '/desk/tasks',
    '/desk/returns',
    '/desk/readiness',
  ]),
  walk('nation', 'dag.orlen', ['/desk/tasks', null, null, null, '/desk/rounds', '/desk/returns', null, '/desk/compliance']),
  walk('review', 'sanne.ruiz', ['/desk/tasks', '/desk/rounds', null, null, null, '/desk/compliance']),
  walk('operation', 'vera.olsen', [
    '/desk/tasks',
    null,
    '/desk/readiness',
    null,
    '/desk/compliance?kind=operation',
    null,
    '/desk/evidence/new',
  ]),
  walk('training', 'jonas.reed', ['/desk/readiness', null, '/desk/training/classes', null, '/learn']),
  walk('contracting', 'ada.brandt', [
    '/desk/',
    '/desk/contracts/coverage',
    '/desk/contracts/queue',
    null,
    '/desk/contracts/files',
    '/desk/contracts/due',
    '/desk/compliance?clause=5f',
    null,
  ]),
  walk('investigation', 'nadia.ferris', ['/desk/', '/desk/violations', null, null, null]),
  walk('legal', 'lise.arnaud', ['/desk/', '/desk/compliance?kind=operation', '/desk/briefs']),
  walk('reader', 'pia.strand', ['/desk/', '/desk/reports', null, null, null, null, null, null]),
  walk('inspector', 'peter.quill', ['/desk/log', null, '/desk/adopted', '/log']),
  walk('party', 'wanda.frost', ['/desk/', null, '/desk/people', '/desk/access']),
  walk('platform', 'zoe.hart', ['/desk/', '/desk/retention', '/desk/log']),
  walk('anyone', null, ['/', '/policy', '/treaties', null, '/treaties.csv']),
  walk('reporter', null, ['/', '/help', '/r/port-amber', null, null, null, '/r/port-amber/follow']),
  // Each exercise has a link of its own, so its address is not here.
  walk('firm', null, [null, null, null, null, null]),
];
