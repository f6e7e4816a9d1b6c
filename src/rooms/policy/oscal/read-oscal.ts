import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#kernel/languages.ts';
import { type EditionFiles, filesOf } from '../files/edition-content.ts';
import { findEmbedded } from './embedded-edition.ts';
import { oscalCatalog } from './oscal.ts';

const Text = z.string().optional().catch(undefined);
const Property = z.object({ name: z.string(), value: z.string() });
const Part = z.object({ name: z.string(), prose: Text });
const Link = z.object({ href: z.string(), rel: Text, text: Text });
// Properties and links are read for the comparison with our own export: a changed strength, owner or crosswalk row must not be lost.
const ADDED = { props: z.array(Property).default([]), links: z.array(Link).default([]) };
const Control = z.object({ id: z.string(), title: z.string(), parts: z.array(Part).default([]), ...ADDED });
type Control = z.infer<typeof Control>;
type Group = Omit<Control, 'id'> & { id?: string | undefined; controls: Nested[]; groups: Group[] };
type Nested = Control & { controls: Nested[] };
const NestedControl: z.ZodType<Nested> = Control.extend({
  get controls() {
    return z.array(NestedControl).default([]);
  },
}) as z.ZodType<Nested>;
const NestedGroup: z.ZodType<Group> = z.object({
  id: Text,
  title: z.string(),
  parts: z.array(Part).default([]),
  ...ADDED,
  controls: z.array(NestedControl).default([]),
  get groups() {
    return z.array(NestedGroup).default([]);
  },
}) as z.ZodType<Group>;
const Parameter = z.object({
  id: z.string(),
  label: Text,
  values: z.array(z.string()).default([]),
  guidelines: z.array(z.object({ prose: z.string() })).default([]),
  ...ADDED,
});
const Resource = z.object({
  uuid: z.string(),
  title: Text,
  props: ADDED.props,
  rlinks: z.array(z.object({ href: z.string() })).default([]),
  base64: z.object({ filename: Text, value: Text }).optional(),
});

/** What is read of an OSCAL catalog (NIST): the rest is ignored. */
const Catalog = z.object({
  catalog: z.object({
    uuid: z.string(),
    metadata: z.object({ title: z.string(), version: Text, remarks: Text, props: z.array(Property).default([]) }),
    params: z.array(Parameter).default([]),
    groups: z.array(NestedGroup).default([]),
    controls: z.array(NestedControl).default([]),
    'back-matter': z.object({ resources: z.array(Resource).default([]) }).default({ resources: [] }),
  }),
});
type Read = z.infer<typeof Catalog>['catalog'];

/**
 * A catalog as the files of an edition. `whole`: our own export. `changed`: what differs from the edition inside it, where another tool edited it: ids of groups,
 * controls and parameters, titles of resources, and `metadata`.
 */
export type ReadCatalog = { files: EditionFiles; id: string; whole: boolean; changed: string[] };

/**
 * Reads an OSCAL catalog. Our own export gives the edition without loss. A catalog of another tool gives a draft that leaves out what such a catalog does not
 * say, such as owners, strength and evidence, so that the check of its files names each missing field. Undefined: this is no OSCAL catalog. Pure.
 */
export function readOscal(content: unknown, language: Locale): ReadCatalog | undefined {
  const parsed = Catalog.safeParse(content);
  if (!parsed.success) return undefined;
  const { catalog } = parsed.data;
  const edition = findEmbedded(catalog['back-matter'].resources);
  if (edition === undefined) return draftOf(catalog, language);
  const named = catalog.metadata.props.find(({ name }) => name === 'language')?.value;
  const written = LOCALES.find((locale) => locale === named) ?? DEFAULT_LOCALE;
  const own = Catalog.parse(oscalCatalog(edition, written, new Date(0))).catalog;
  return { files: filesOf(edition), id: edition.id, whole: true, changed: differing(own, catalog) };
}

// The catalog's own id and the time of writing say nothing about the edition.
function differing(own: Read, other: Read): string[] {
  const rows = ({ metadata, groups, controls: outside, params, 'back-matter': { resources } }: Read): Map<string, string> =>
    new Map([
      ['metadata', JSON.stringify(metadata)],
      ...outside.map((control) => [control.id, JSON.stringify(control)] as const),
      ...resources.flatMap((one) => (one.base64 === undefined ? [[one.title ?? one.uuid, JSON.stringify(one)] as const] : [])),
      ...groups.flatMap(({ controls, ...group }) => [
        [group.id ?? group.title, JSON.stringify(group)] as const,
        ...controls.map((control) => [control.id, JSON.stringify(control)] as const),
      ]),
      ...params.map((row) => [row.id, JSON.stringify(row)] as const),
    ]);
  const [before, now] = [rows(own), rows(other)];
  return [...new Set([...before.keys(), ...now.keys()])].filter((id) => before.get(id) !== now.get(id));
}

function draftOf({ uuid, metadata, params, groups, controls, 'back-matter': { resources } }: Read, language: Locale): ReadCatalog {
  const text = (words: string | undefined) => (words === undefined ? undefined : { [language]: words });
  const id = token(metadata.title.toLowerCase()) || token(uuid);
  const clauses = [
    ...flat(groups),
    ...(controls.length > 0 ? [{ id: 'catalog', title: metadata.title, parts: [], props: [], links: [], controls, groups: [] }] : []),
  ];
  const clauseId = (group: Group) => token(group.id ?? group.title);
  const prose = (parts: readonly z.infer<typeof Part>[], name: string) => parts.find((part) => part.name === name)?.prose;
  return {
    id,
    whole: false,
    changed: [],
    files: {
      'edition.yaml': present({
        id,
        title: text(metadata.title),
        adopted: metadata.version !== undefined && isPartialDate(metadata.version) ? metadata.version : undefined,
        current: false,
        incomplete: true,
        note: text(metadata.remarks),
        successors: [],
        columns: clauses.map(clauseId),
        readings: [],
      }),
      'clauses.yaml': {
        clauses: clauses.map((group) =>
          present({ id: clauseId(group), title: text(group.title), short: text(group.title), plain: text(prose(group.parts, 'overview')) }),
        ),
      },
      'obligations.yaml': {
        obligations: clauses.flatMap((group) =>
          nested(group.controls).map((control) =>
            present({
              id: token(control.id),
              clause: clauseId(group),
              title: text(control.title),
              short: text(control.title),
              statement: text(prose(control.parts, 'statement')),
              action: text(prose(control.parts, 'guidance')),
              freshness: null,
              breach: null,
              reconstructed: false,
            }),
          ),
        ),
      },
      'parameters.yaml': {
        parameters: params.map((row) => present({ id: token(row.id), title: text(row.label), value: row.values[0], inUse: false })),
      },
      'evidence-kinds.yaml': {},
      'instruments.yaml': {
        instruments: resources.flatMap((one) =>
          one.rlinks[0] === undefined
            ? []
            : [
                present({
                  id: token(one.title ?? one.uuid),
                  title: text(one.title),
                  adopted: null,
                  depositary: null,
                  address: one.rlinks[0].href,
                }),
              ],
        ),
      },
      'crosswalk.yaml': { crosswalk: [] },
    },
  };
}

const flat = (groups: readonly Group[]): Group[] => groups.flatMap((group) => [group, ...flat(group.groups)]);
const nested = (controls: readonly Nested[]): Control[] => controls.flatMap((control) => [control, ...nested(control.controls)]);

function present(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** An id of the format: letters, digits, dots and hyphens, at most forty. */
function token(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|-+$/g, '')
    .slice(0, 40);
}
