import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Catalogue, makeCatalogue } from './catalogue.ts';
import { POLICIES_FOLDER } from './current.ts';
import { policyFingerprint } from './files/fingerprint.ts';
import { loadEdition, loadPolicies } from './files/policy-files.ts';
import { EditionData } from './policy.schema.ts';

// Every evidence kind that obligations of the policy, or a later room, refer to.
const KINDS = `EV-POL EV-XWALK EV-TRTY EV-LAW EV-NREP EV-NAP EV-JOIN EV-ORD EV-MAND EV-RISK EV-BRF EV-MEAS EV-CAMP EV-OFFL EV-TRN EV-CURR
  EV-PROV EV-ACK EV-DECL EV-VET EV-RPT EV-ASMT EV-PROT EV-REF EV-SUP EV-CASE EV-CLAU EV-PLAN EV-CERT EV-NOTI EV-RMDY EV-AGR EV-EXCH EV-CONS
  EV-DIR EV-OUTR EV-LL EV-REV EV-FIND EV-RATE EV-SELF EV-NIL`.split(/\s+/);

const DAY = '2026-11-29';
const { current } = makeCatalogue(loadPolicies(POLICIES_FOLDER));

describe('the NATO policy of 2004', () => {
  test('has its clauses and appendices in order, each with its number of obligations', () => {
    expect(current.id).toBe('nato-thb-2004');
    const ids = ['1', '2', '3', '4', '5', '5a', '5b', '5c', '5d', '5e', '5f', '5g', '6', '7', 'A1', 'A2', 'A3'];
    expect(current.clauses.map((clause) => clause.id)).toEqual(ids);
    expect(current.columns).toEqual(ids);
    const count = (...clauses: string[]) => clauses.flatMap((id) => current.obligationsOf(id)).length;
    expect([count(...ids.slice(0, 14)), count('A1'), count('A2'), count('A3')]).toEqual([36, 8, 10, 7]);
  });

  test('states what is reconstructed and that a further edition exists', () => {
    expect(current.clauses.filter((clause) => clause.reconstructed).map((clause) => clause.id)).toEqual(['A1', 'A3']);
    const marked = ['A1', 'A3'].flatMap((id) => current.obligationsOf(id));
    expect(marked.every((row) => row.reconstructed && row.confidence)).toBe(true);
    expect(current.successors).toMatchObject([{ adopted: '2023-07', carried: false }]);
  });

  test('has the strength and owners of each obligation', () => {
    const strengths = Object.fromEntries(
      ['P1.1', 'P2.2', 'P3.1', 'P5.0b', 'P5b.1', 'P5d.1', 'P6.1', 'P6.2'].map((id) => [id, current.obligation(id).strength]),
    );
    expect(strengths).toEqual({
      'P1.1': 'required',
      'P2.2': 'will',
      'P3.1': 'aim',
      'P5.0b': 'agreed',
      'P5b.1': 'encouraged',
      'P5d.1': 'should',
      'P6.1': 'agreed',
      'P6.2': 'expected',
    });
    expect(current.obligation('P6.2').owners).toEqual(['contributor']);
    expect(current.obligation('P5b.1').owners).toEqual(['ally', 'headquarters']);
  });

  test('has every kind of evidence, of which a deposit does not age and a nil return does not decide', () => {
    expect(current.evidenceKinds.map((kind) => kind.id).toSorted()).toEqual(KINDS.toSorted());
    expect(current.evidenceKind('EV-TRTY').freshness).toBeNull();
    expect(current.obligation('P5.0b').freshness).toBeNull();
    expect(current.evidenceKind('EV-NIL').decides).toBe(false);
  });

  test('gives every parameter an origin and every instrument a place in the crosswalk', () => {
    expect(current.parameter('training-floor', DAY)).toMatchObject({ value: 85, unit: 'percent', origin: { tag: 'W' } });
    // The policy contains no numbers, so no parameter may claim to come from it.
    expect(current.parameters.filter((parameter) => parameter.origin.tag === 'S')).toEqual([]);
    expect(current.freshMonths('fresh-3-months', DAY)).toBe(3);
    expect(current.freshMonths(null, DAY)).toBeNull();
    const used = new Set(current.crosswalk.map((row) => row.instrument));
    expect(current.instruments.filter(({ id }) => !used.has(id))).toEqual([]);
    expect(current.instrument(String(current.parameter('osce-code', DAY).value)).id).toBe('OSCE-COC-1994');
  });

  test.each([
    ['clause', '8', 'policy/unknown-clause'],
    ['obligationsOf', '8', 'policy/unknown-clause'],
    ['crosswalkOf', '8', 'policy/unknown-clause'],
    ['obligation', 'P8.1', 'policy/unknown-obligation'],
    ['parameter', 'speed', 'policy/unknown-parameter'],
    ['evidenceKind', 'EV-XXX', 'policy/unknown-evidence-kind'],
    ['instrument', 'MARPOL', 'policy/unknown-instrument'],
  ] as const)('refuses an unknown %s and names its id', (look, id, code) => {
    expect(() => current[look](id, DAY)).toThrow(expect.objectContaining({ code, details: { id } }));
  });
});

describe('another organisation’s policy', () => {
  const { edition } = loadEdition(join(import.meta.dirname, 'fixtures/free-ports-2019'));
  const catalogue: Catalogue = makeCatalogue([edition!]);

  test('loads from the same format', () => {
    expect(catalogue.current.columns).toEqual(['II', 'I']);
    expect(catalogue.current.clause('II').strength).toBe('should');
    expect(catalogue.current.obligationsOf('I').map((row) => row.id)).toEqual(['I.1']);
    expect(catalogue.edition('free-ports-2019')).toBe(catalogue.current);
    expect(() => catalogue.edition('nato-thb-2004')).toThrow(expect.objectContaining({ code: 'policy/unknown-edition' }));
  });
});

describe('policyFingerprint', () => {
  test('depends on the content, not on the order of keys', () => {
    const data = EditionData.parse(current);
    const turned = Object.fromEntries(Object.entries(data).toReversed()) as EditionData;
    expect(policyFingerprint(turned)).toBe(policyFingerprint(current));
    expect(policyFingerprint({ ...data, adopted: '2004-06-30' })).not.toBe(policyFingerprint(data));
    expect(policyFingerprint(current)).toMatch(/^[0-9a-f]{64}$/);
  });
});
