import { v5 as uuidOf } from 'uuid';
import { policyFingerprint } from '../files/fingerprint.ts';
import type { BothLanguages, Clause, CrosswalkRow, EditionData, Obligation, Parameter } from '../policy.schema.ts';
import { embedEdition } from './embedded-edition.ts';

/** The OSCAL (NIST) version of the export. */
export const OSCAL_VERSION = '1.2.1';

// Namespace of our own property and part names; OSCAL requires a URI for names it does not define.
const NS = 'urn:manumit:policy';
// Namespace of our UUIDs, so that the same content has the same identifiers in every installation.
const SPACE = 'f1a1b3f4-6d0c-5b55-9a64-1f5d1f6f2c11';

export type OscalCatalog = { catalog: { uuid: string } & Record<string, unknown> };
type Property = { name: string; value: string; ns: string };

/**
 * An edition as an OSCAL catalog (NIST SP 800-53's own format, JSON): a group per clause, a control per obligation, a parameter per parameter, the
 * instruments as resources and the crosswalk as links to them. Texts in one language, `now` as the time of writing. The same content always has the same
 * identifiers. Ids of clauses are prefixed with `clause-`, because an OSCAL token may not begin with a digit.
 */
export function oscalCatalog(edition: EditionData, language: keyof BothLanguages, now: Date): OscalCatalog {
  const inLanguage = (text: BothLanguages) => text[language];
  const resource = (instrument: string) => uuidOf(`${edition.id}/instrument/${instrument}`, SPACE);
  const links = (rows: readonly CrosswalkRow[]) =>
    rows.map((row) => ({
      href: `#${resource(row.instrument)}`,
      rel: row.relation,
      text: oneLine([row.article, inLanguage(row.note)].filter(Boolean).join(': ')),
    }));
  return {
    catalog: {
      uuid: uuidOf(`${language}/${policyFingerprint(edition)}`, SPACE),
      metadata: {
        title: oneLine(inLanguage(edition.title)),
        'last-modified': now.toISOString(),
        version: edition.adopted,
        'oscal-version': OSCAL_VERSION,
        props: [
          property('edition', edition.id),
          property('language', language),
          ...(edition.incomplete ? [property('incomplete', 'true')] : []),
          property('fingerprint-sha-256', policyFingerprint(edition)),
        ],
        remarks: inLanguage(edition.note),
      },
      ...some('params', edition.parameters.map(parameterOf)),
      groups: edition.clauses.map((clause) => ({
        ...groupOf(clause),
        ...some('links', links(edition.crosswalk.filter((row) => row.clause === clause.id && row.obligation === undefined))),
        ...some(
          'controls',
          edition.obligations
            .filter((row) => row.clause === clause.id)
            .map((row) => ({ ...controlOf(row), ...some('links', links(edition.crosswalk.filter((one) => one.obligation === row.id))) })),
        ),
      })),
      'back-matter': {
        resources: [
          ...edition.instruments.map(({ id, title, address, adopted }) => ({
            uuid: resource(id),
            title: oneLine(inLanguage(title)),
            props: [property('instrument', id), ...(adopted === null ? [] : [property('adopted', adopted)])],
            rlinks: [{ href: address }],
          })),
          { uuid: uuidOf(`${edition.id}/edition`, SPACE), title: edition.id, base64: embedEdition(edition) },
        ],
      },
    },
  };

  function groupOf(clause: Clause) {
    return {
      id: `clause-${clause.id}`,
      class: 'clause',
      title: oneLine(inLanguage(clause.title)),
      props: [property('clause', clause.id), ...properties(clause)],
      parts: [{ id: `clause-${clause.id}_overview`, name: 'overview', prose: inLanguage(clause.plain) }],
    };
  }

  function controlOf(obligation: Obligation) {
    const part = (name: string, prose: BothLanguages | null, own = true) =>
      prose === null ? [] : [{ id: `${obligation.id}_${name}`, name, ...(own ? { ns: NS } : {}), prose: inLanguage(prose) }];
    return {
      id: obligation.id,
      class: 'obligation',
      title: oneLine(inLanguage(obligation.title)),
      props: [
        ...properties(obligation),
        ...obligation.owners.map((owner) => property('owner', owner)),
        ...obligation.evidence.kinds.map((kind) => property('evidence-kind', kind)),
        property('evidence-needs', obligation.evidence.needs),
        ...(obligation.freshness === null ? [] : [property('freshness', obligation.freshness)]),
        ...(obligation.confidence === undefined ? [] : [property('confidence', obligation.confidence)]),
      ],
      parts: [
        ...part('statement', obligation.statement, false),
        ...part('guidance', obligation.action, false),
        ...part('recurrence', obligation.recurrence),
        ...part('breach', obligation.breach),
      ],
    };
  }

  function parameterOf(row: Parameter) {
    return {
      id: row.id,
      label: oneLine(inLanguage(row.title)),
      props: [property('unit', row.unit), property('origin', row.origin.tag)],
      values: [oneLine(String(row.value))],
      guidelines: [{ prose: inLanguage(row.origin.text) }],
    };
  }
}

function properties({ strength, origin, reconstructed }: Pick<Obligation, 'strength' | 'origin' | 'reconstructed'>): Property[] {
  return [
    property('strength', strength),
    ...origin.map((tag) => property('origin', tag)),
    // Text that is not official must keep this mark in another system.
    ...(reconstructed ? [property('reconstructed', 'true')] : []),
  ];
}

function property(name: string, value: string): Property {
  return { name, ns: NS, value };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** OSCAL does not allow empty arrays, so they are left out. */
function some<Key extends string, Value>(key: Key, value: Value): { [K in Key]?: Value } {
  const rows = Array.isArray(value) ? value : Object.values(value as object).flat();
  return (rows.length === 0 ? {} : { [key]: value }) as { [K in Key]?: Value };
}
