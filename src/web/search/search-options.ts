import { inEach, type Locale } from '#kernel/languages.ts';
import { CLOSENESS, matchTerms, wordsOf } from '#kernel/search.ts';
import type { AnswerOf } from '../client/api.ts';
import { can, type Session } from '../client/session.ts';
import { NAVIGATION } from '../shell/navigation-plan.ts';
import { translateDesk } from '../texts/texts.ts';
import { ACTIONS, type Target } from './actions.ts';
import { translateSearch } from './texts.ts';

type Hit = AnswerOf<'/search'>['hits'][number];
type Names = Record<Locale, string>;

/** The groups in their order; several have the first letter of the query as a short cut. */
export const GROUPS = [
  'recent',
  'cell',
  'party',
  'clause',
  'obligation',
  'round',
  'finding',
  'return',
  'unit',
  'person',
  'page',
  'action',
] as const;
export type Group = (typeof GROUPS)[number];
const PREFIXES: Readonly<Record<string, readonly Group[]>> = { '@': ['party'], '#': ['clause', 'obligation'], '>': ['action'] };

/** One entry of the list, in both languages; `detail` says more. */
export type Option = {
  readonly key: string;
  readonly kind: Exclude<Group, 'recent'>;
  readonly name: Names;
  readonly detail: Names | null;
  readonly target: Target;
};
export type OptionGroup = { readonly group: Group; readonly options: readonly Option[] };

/** The words of a query, and the groups to which its first letter limits it; null for all. */
export function readQuery(text: string): { query: string; only: readonly Group[] | null } {
  const only = PREFIXES[text.trimStart()[0] ?? ''] ?? null;
  return { query: (only ? text.trimStart().slice(1) : text).trim(), only };
}

/** The entry of a hit of the server. */
export function optionOf(hit: Hit): Option {
  const sign = hit.reconstructed ? '†' : '';
  const base = { key: `${hit.kind} ${hit.party?.id ?? ''} ${hit.id}`, kind: hit.kind, detail: null };
  switch (hit.kind) {
    case 'cell': {
      const search = hit.partyKind === 'nation' ? undefined : { kind: hit.partyKind! };
      return {
        ...base,
        name: inEach((locale) => `${hit.party!.name[locale]}, ${hit.number}${sign} ${hit.name[locale]}`),
        target: {
          to: '/compliance/$partyId/$obligationId',
          params: { partyId: hit.party!.id, obligationId: hit.id },
          ...(search && { search }),
        },
      };
    }
    case 'party':
      return {
        ...base,
        name: hit.name,
        detail: inEach((locale) => translateSearch(locale, `party.${hit.partyKind!}`)),
        target: { to: '/parties/$partyId', params: { partyId: hit.id } },
      };
    case 'clause':
      return {
        ...base,
        // The title of an appendix includes its number.
        name: inEach((locale) => (/^A\d/.test(hit.id) ? `${hit.name[locale]}${sign}` : `${hit.number}${sign} ${hit.name[locale]}`)),
        target: { to: '/clauses/$clauseId', params: { clauseId: hit.id } },
      };
    case 'obligation':
      return {
        ...base,
        name: inEach((locale) => `${hit.number}${sign} ${hit.name[locale]}`),
        target: { to: '/clauses/$clauseId', params: { clauseId: hit.clauseId! }, hash: hit.id },
      };
    case 'round':
      return { ...base, name: hit.name, target: { to: '/rounds/$roundId', params: { roundId: hit.id } } };
    case 'finding':
      return {
        ...base,
        name: hit.name,
        // A finding may be made again in a later round, in the same words.
        detail: inEach((locale) => `${hit.party!.name[locale]}, ${hit.participation!.round[locale]}`),
        target: {
          to: '/rounds/$roundId/participations/$participationId',
          params: { roundId: hit.participation!.roundId, participationId: hit.participation!.id },
          hash: hit.id,
        },
      };
    case 'return':
      return {
        ...base,
        name: inEach((locale) => `${hit.party!.name[locale]}, ${hit.number}`),
        detail: hit.name,
        target: { to: '/returns/$returnId', params: { returnId: hit.id } },
      };
    case 'unit':
      return {
        ...base,
        name: hit.name,
        detail: hit.party!.name,
        target: { to: '/parties/$partyId', params: { partyId: hit.party!.id }, hash: 'units' },
      };
    case 'person':
      return { ...base, name: hit.name, target: { to: '/people', search: { find: hit.name.en, person: hit.id } } };
  }
}

/** The pages and actions that this person is offered and that match every term, by their names in both languages. */
export function localOptions(session: Session, terms: readonly string[]): Option[] {
  const offered = (needs: readonly Parameters<typeof can>[1][]) =>
    needs.length === 0 || needs.some((permission) => can(session, permission));
  const pages = NAVIGATION.flatMap(({ items }) => [...items])
    .filter(({ needs }) => offered(needs))
    .map(({ to, text }) =>
      localOption(
        'page',
        to,
        inEach((locale) => translateDesk(locale, text)),
        { to },
      ),
    );
  const actions = ACTIONS.filter(({ needs }) => offered(needs)).map(({ text, target }) =>
    localOption(
      'action',
      text,
      inEach((locale) => translateSearch(locale, text)),
      target,
    ),
  );
  return [...pages, ...actions].filter(({ name }) => matchTerms(terms, wordsOf(name.en, name.fr)).every((match) => match !== null));
}

const localOption = (kind: 'page' | 'action', key: string, name: Names, target: Target): Option => ({
  key: `${kind} ${key}`,
  kind,
  name,
  detail: null,
  target,
});

/** The entries in groups. A group whose best entry matches by its own name comes before one that matches otherwise or with a typing error. */
export function groupOptions(options: readonly Option[], terms: readonly string[], only: readonly Group[] | null): OptionGroup[] {
  const exact = options.some((option) => distance(option, terms) === 0);
  const shown = exact ? options.filter((option) => !isLocal(option) || distance(option, terms) === 0) : options;
  const groups = GROUPS.filter((group) => only === null || only.includes(group)).map((group) => ({
    group,
    options: shown.filter(({ kind }) => kind === group),
  }));
  const best = (group: OptionGroup) => (group.group === 'cell' ? -1 : Math.min(...group.options.map((option) => distance(option, terms))));
  return groups.filter((group) => group.options.length > 0).sort((a, b) => best(a) - best(b));
}

const isLocal = ({ kind }: Option) => kind === 'page' || kind === 'action';

// 0: its name matches every term; 1: with a typing error; 2: it was found by something else than its name.
function distance({ name }: Option, terms: readonly string[]): number {
  const matches = matchTerms(terms, wordsOf(name.en, name.fr));
  if (matches.includes(null)) return 2;
  return matches.includes(CLOSENESS.typo) ? 1 : 0;
}
