import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendarFrom } from '#app/exercise/calendar.ts';
import { ACCOUNTS, BOUND, CONTRACTORS, NATIONS, OPERATIONS, unitName } from '#app/exercise/cast.ts';
import { OF_CORVANIA, planContract } from '#app/exercise/contracts/contract-plan.ts';
import { wordingsOf } from '#app/exercise/contracts/files/what-files-say.ts';
import { planItems } from '#app/exercise/give-evidence.ts';
import { newPassword } from '#app/exercise/open-accounts.ts';
import { ASKED } from '#app/exercise/round-2024.ts';
import { COURSES } from '#app/exercise/round-2026.ts';
import { RANDOM_SEED } from '#app/exercise/seed.ts';
import { capacityOf } from '#app/exercise/take-part.ts';
import { rosterFigures } from '#app/exercise/training/train.ts';
import { HOME_PARTS } from '#app/personal/home.ts';
import { isIn, ROLE, ROLES } from '#kernel/roles.ts';
import { WALKS } from '#web/tour/walks.ts';

// What the exercise cites and counts, held against what it makes: every document, figure and page.

const plan = (today: string) => {
  const calendar = calendarFrom(today);
  return BOUND.map((party) => ({ party, items: planItems({ randomSeed: RANDOM_SEED, calendar }, party) }));
};
const PLANS = ['2026-11-24', '2027-03-02', '2028-02-29'].flatMap(plan);
const texts = (locale: 'en' | 'fr'): Record<string, string> =>
  Object.assign({}, ...['app/exercise', 'web/tour'].map((of) => JSON.parse(readFileSync(`src/${of}/texts/${locale}.json`, 'utf8'))));
const nameOf = (code: string) => NATIONS.find((one) => one.code === code)!.name;

test('a cited document is one document: its number names one item of its party and year, in order of the dates', () => {
  expect(PLANS.flatMap(({ items }) => items).length).toBeGreaterThan(1000);
  for (const { party, items } of PLANS) {
    const cited = Map.groupBy(items, (item) => `${item.source} ${item.day.slice(0, 4)}`);
    for (const [series, its] of cited)
      expect([party.code, series, its.map((item) => item.reference)]).toEqual([party.code, series, its.map((_, n) => n + 1)]);
    expect(items.map((item) => item.day)).toEqual([...items.map((item) => item.day)].sort());
  }
});

test('an earlier version of a document has a lower number, and no figure is below one', () => {
  for (const { items } of PLANS) {
    expect(items.filter((item) => item.number < 1)).toEqual([]);
    const versions = items.filter((item) => ['EV-CURR', 'EV-RISK', 'EV-BRF', 'EV-DIR', 'EV-XWALK'].includes(item.kind));
    for (const its of Map.groupBy(versions, (item) => `${item.kind} ${item.obligationIds.join()}`).values())
      expect(its.map((item) => item.number)).toEqual(its.map((item) => item.number).sort((a, b) => a - b));
  }
});

test('a nation with a roster declares the figures of its roster', () => {
  const nations = PLANS.filter(({ party }) => rosterFigures(party.code) !== null);
  expect(new Set(nations.map(({ party }) => party.code))).toEqual(new Set(['XA', 'XC', 'XE']));
  for (const { party, items } of nations) {
    const { people, trained, signed } = rosterFigures(party.code)!;
    expect(trained).toBeLessThanOrEqual(people);
    expect(signed).toBeLessThanOrEqual(people);
    const latest = (kind: string) =>
      Map.groupBy(
        items.filter((item) => item.kind === kind),
        (item) => item.obligationIds.join(),
      );
    for (const its of latest('EV-TRN').values()) expect(its.at(-1)!.number).toBe(trained);
    for (const its of latest('EV-ACK').values()) expect(its.at(-1)!.number).toBe(signed);
  }
});

test('everybody signs in the capacity of their own role', () => {
  expect(ASKED.map((party) => `${party.as}: ${capacityOf(party)}`).filter((one, n, all) => all.indexOf(one) === n)).toEqual([
    'ally: National focal point',
    'contributor: National focal point',
    'headquarters: Focal point of headquarters staff',
    'operation: Commander of the operation',
  ]);
});

const COUNTS: Record<'en' | 'fr', readonly string[]> = {
  en: [
    'no',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
    'thirteen',
    'fourteen',
    'fifteen',
  ],
  fr: [
    'aucun',
    'un',
    'deux',
    'trois',
    'quatre',
    'cinq',
    'six',
    'sept',
    'huit',
    'neuf',
    'dix',
    'onze',
    'douze',
    'treize',
    'quatorze',
    'quinze',
  ],
};

test.each(['en', 'fr'] as const)('the figures and names on the page of the exercise are those of the cast (%s)', (locale) => {
  const page = texts(locale);
  const says = (key: string, ...counts: number[]) => {
    const words = page[key]!.toLowerCase().split(/[^\p{L}]+/u);
    for (const count of counts) expect([key, words.includes(COUNTS[locale][count]!)]).toEqual([key, true]);
  };
  const allies = NATIONS.filter((one) => one.as === 'ally').length;
  says('page.lead', NATIONS.length, OPERATIONS.length, CONTRACTORS.length);
  says('walk.office.1.see', NATIONS.length, allies, NATIONS.length - allies);
  says('walk.office.6.see', ASKED.length);
  expect(Object.keys(COURSES).sort()).toEqual(ASKED.map((party) => party.code).sort());
  const reviewed = ACCOUNTS.find((one) => one.key === WALKS.find(({ id }) => id === 'review')!.account)!.at;
  says('walk.review.2.see', reviewed.length);
  for (const code of reviewed) expect(page['walk.review.2.see']).toContain(nameOf(code)[locale]);
  const taking = Array.from({ length: OF_CORVANIA }, (_, n) => planContract('XC', n)).filter(({ way }) => way === 'by-reference').length;
  says('walk.contracting.5.see', taking, taking * Object.keys(wordingsOf('least-5f', 'en')).length);
  expect(page['walk.operation.3.see']).toContain(unitName('XE', 1));
  expect(page['walk.training.1.see']).toContain(unitName('XC', 1));
});

test.each(['en', 'fr'] as const)('a person or file that a text names exists (%s)', (locale) => {
  const page = Object.values(texts(locale));
  const numbers = page.flatMap((text) => [...text.matchAll(/\bX[A-Z]-\d+/g)].map(([number]) => number));
  // Service numbers of the roster go in sevens; this one has not taken the module.
  expect(new Set(numbers)).toEqual(new Set(['XC-21134']));
  expect((21_134 - 20_000) % 7).toBe(0);
  expect(((21_134 - 20_000) / 7) % 31).toBe(7);
  const files = page.flatMap((text) => [...text.matchAll(/\b[\w/.-]+\.(?:md|pdf|mjs|csv|yaml)\b/g)].map(([file]) => file));
  expect(files.filter((file) => !existsSync(file) && !WALKS.some(({ steps }) => steps.some(({ link }) => link === `/${file}`)))).toEqual(
    [],
  );
});

test('each account that a walk signs in with has the role that its title names', () => {
  const roles = WALKS.map(({ id, account }) => [id, ACCOUNTS.find((one) => one.key === account)?.role ?? null]);
  expect(Object.fromEntries(roles)).toEqual({
    office: ROLE.policyOffice,
    nation: ROLE.focalPoint,
    review: ROLE.reviewer,
    operation: ROLE.commander,
    training: ROLE.trainingOfficer,
    contracting: ROLE.contractingOfficer,
    investigation: ROLE.investigator,
    legal: ROLE.legalAdviser,
    reader: ROLE.caseOfficer,
    inspector: ROLE.auditor,
    party: ROLE.partyAdmin,
    platform: ROLE.platformAdmin,
    anyone: null,
    reporter: null,
    firm: null,
  });
});

test('every role that has a part of the home page has a walk at the desk', () => {
  const walked = WALKS.flatMap(({ account }) => ACCOUNTS.filter(({ key }) => key === account).map(({ role }) => role as string));
  const atHome = ROLES.filter((role) => HOME_PARTS.some(({ group }) => isIn(group, role)));
  expect(atHome).toHaveLength(11);
  expect(atHome.filter((role) => !walked.includes(role))).toEqual([]);
});

test('a password of the exercise is drawn again where it is refused as guessed first', () => {
  const drawn = ['2tyg-tdre-nn2w-sd28', 'k7pm-x3vq-9ndc-b6hz'];
  expect(newPassword(ACCOUNTS[0]!, () => drawn.shift()!)).toBe('k7pm-x3vq-9ndc-b6hz');
});
