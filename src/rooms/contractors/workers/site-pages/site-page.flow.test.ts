import { afterAll, beforeAll, expect, it } from 'vitest';
import { invalidatePublicVersion } from '#platform/db/public-version.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../../fixtures/contract.ts';
import { translateWorkers } from '../texts.ts';
import { RULES } from '../worker.rules.ts';

let bed: TestBed;
let [nation, other, operation, contract, elsewhere] = ['', '', '', '', ''];
const who = {} as Record<'officer' | 'focal' | 'legal' | 'investigator' | 'other', TestPerson>;
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const AGREED = {
  agreedBy: 'Maj. A. Warden, force protection',
  agreedOn: dayFromNow(-2),
  agreedUntil: dayFromNow(90),
  agreement: 'Minute 12',
};
const SITE = { name: 'North <camp>', slug: 'camp-north', ...AGREED };
const NO_PAGE = 'There is no page of a site at this address';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  operation = await bed.givenParty({ kind: 'operation', code: 'OP-AMBER', name: 'Amber Quay' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.focal = await bed.signIn.focalPoint(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.investigator = await bed.signIn.investigator(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  contract = await givenContract(bed, who.officer, nation, { number: 'XC-1', operationId: operation, place: 'Camp Larkfield' });
  elsewhere = await givenContract(bed, who.other, other, { number: 'XD-1' });
});
afterAll(() => bed.close());

const page = async (language = '') => (await bed.call(null, 'GET', `${language}/help/sites/camp-north`)).text;
const publish = (person: TestPerson, fields: object = {}, of = contract) =>
  bed.call(person, 'POST', `/desk/api/contracts/${of}/site-pages`, { ...SITE, ...fields });
const withdraw = (person: TestPerson, pageId: string) => bed.call(person, 'POST', `/desk/api/site-pages/${pageId}/withdrawal`, {});
const listed = async (person: TestPerson, of = contract) =>
  (await bed.call(person, 'GET', `/desk/api/contracts/${of}/workers`)).body.sitePages;
/** Gives every page another last day of its agreement. The change is none of this process, which would look at it only after a second. */
const end = async (day: string) => {
  await bed.deployer.query(`update contractors.site_page set agreed_until = $1, agreed_on = '2020-01-01'`, [day]);
  invalidatePublicVersion(bed.platform.pool);
};

it('5f: a site has no public page without the recorded agreement of force protection, which lasts a year at most', async () => {
  expect(await page()).toContain(NO_PAGE);
  for (const missing of Object.keys(AGREED))
    expect([missing, (await publish(who.officer, { [missing]: '' })).status]).toEqual([missing, 422]);
  expect((await publish(who.officer, { agreedOn: dayFromNow(2) })).body.code).toBe('contractors/day-to-come');
  expect((await publish(who.officer, { agreedUntil: dayFromNow(-1) })).body.code).toBe('contractors/day-is-over');
  expect((await publish(who.officer, { agreedUntil: dayFromNow(400) })).body.code).toBe('contractors/agreement-too-long');
  expect((await publish(who.officer, { name: 'Camp\u202enorth' })).status, 'a name that turns the text around').toBe(422);
  for (const [person, status] of [
    [who.legal, 403],
    [who.investigator, 403],
    [who.other, 404],
  ] as const)
    expect((await publish(person)).status).toBe(status);
  expect([await page(), await listed(who.officer)]).toEqual([expect.stringContaining(NO_PAGE), []]);
});

it('5f: the page of a site says what employers may not do, in further languages too, and names no contract, firm or person', async () => {
  expect((await publish(who.officer)).status).toBe(200);
  for (const [language, locale] of [
    ['', 'en'],
    ['/fr', 'fr'],
  ] as const) {
    const text = await page(language);
    for (const rule of RULES) expect(text).toContain(translateWorkers(locale, `rule.${rule}`));
    // Apart from the letters around it, so that no script turns it.
    expect(text).toContain('\u2066North &#60;camp&#62;\u2069');
    expect(text.includes('<aside class="m">'), 'whether a speaker has read it').toBe(locale === 'fr');
    expect(text).toContain(`href="${language}/help"`);
    // The page says of no site what its contracts forbid.
    expect(text).not.toContain(translateWorkers(locale, 'heading-forbidden'));
  }
  expect(await page('/ar')).toContain('dir="rtl"');
  const { headers } = await bed.server.inject({ url: '/help/sites/camp-north' });
  expect(headers['set-cookie']).toBeUndefined();
  for (const secret of ['XC-1', 'Larkfield', 'Brightwater', 'Warden', 'Minute 12', 'Corvania', 'Amber Quay'])
    expect(await page()).not.toContain(secret);
  // The contracting party reads who agreed; the log and other parties do not.
  expect(await listed(who.legal)).toMatchObject([
    { name: SITE.name, ...AGREED, isShown: true, address: expect.stringMatching(/\/help\/sites\/camp-north$/) },
  ]);
  expect(await listed(who.other, elsewhere)).toEqual([]);
  const { rows } = await bed.deployer.query(`select detail from ledger.opening where detail ? 'slug'`);
  expect(rows).toEqual([{ detail: { slug: 'camp-north', agreedOn: AGREED.agreedOn, agreedUntil: AGREED.agreedUntil } }]);
  expect((await publish(who.other, {}, elsewhere)).body.code).toBe('contractors/site-address-taken');
});

it('5f: the page of a site is shown on the last day of the agreement and not after it, and is taken down at once', async () => {
  await end(dayFromNow(0));
  expect(await page()).toContain('North');
  await end(dayFromNow(-1));
  expect(await page()).toContain(NO_PAGE);
  const [{ id, isShown }] = await listed(who.officer);
  expect(isShown).toBe(false);
  await end(dayFromNow(9));
  expect(await page()).toContain('North');
  expect([(await withdraw(who.legal, id)).status, (await withdraw(who.other, id)).status]).toEqual([403, 404]);
  expect((await withdraw(who.focal, id)).status).toBe(200);
  expect([await page(), await listed(who.officer)]).toEqual([expect.stringContaining(NO_PAGE), []]);
  expect((await withdraw(who.officer, id)).body.code).toBe('platform/conflict');
  // Its address is free for another agreement.
  expect((await publish(who.other, {}, elsewhere)).status).toBe(200);
});

it('5f: the list of pages of sites has every page that is not taken down, however many, since no other could be', async () => {
  const many = `insert into contractors.site_page (id, party_id, slug, name, authority, agreed_on, agreed_until, agreement, published_at, published_by)
    select gen_random_uuid(), $1, 'camp-' || n, 'Camp', 'A', '2026-01-01', '2026-12-31', 'M', now(), $2 from generate_series(1, 201) n`;
  await bed.deployer.query(many, [nation, who.officer.personId]);
  expect(await listed(who.officer)).toHaveLength(201);
});
