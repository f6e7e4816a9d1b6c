import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import type { Services } from '#platform/platform.ts';
import { escapeHtml } from '#site/html.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type AccessSlip, aPhone } from '../learner/fixtures.ts';

// A learner in need of help reads about ways to report that exist, and about the installation's own way once it has one.
let bed: TestBed;
let officer: TestPerson;
let nation = '';

const LANGUAGES = ['en', 'fr'] as const;
const WAY = '+00 555 0100';
/** A page to report on, in the words of the courses. */
const PAGE = /(?:reporting|web) ?page|report online|page (?:de signalement|web|internet)|site web|\/report\b/i;
/** Ways that exist in every installation. */
const WAYS = /superior|supervisor|military police|police of the base|doctor|hiérarchie|police militaire|police de la base|médecin/;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
});
afterAll(() => bed.close());

const modules = () => bed.platform.services.courses.modules;

/** Enters a class of all modules, as a phone does. */
async function enter(number: string, goesTo: string | null = null) {
  const days = { startsOn: '2020-01-01', endsOn: '2020-12-31' };
  const taught = modules().map(({ module }) => module.id);
  const { body } = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, { title: 'All', modules: taught, ...days });
  await bed.deployer.query('update training.class set starts_on = current_date, ends_on = current_date + 20 where id = $1', [body.classId]);
  const slips = { numbers: [number], newcomers: 'contingent' };
  const made = await bed.call(officer, 'POST', `/desk/api/training/classes/${body.classId}/access-slips`, slips);
  await bed.deployer.query('update training.trainee set operation_id = $2 where service_number = $1', [number, goesTo]);
  const phone = aPhone(bed);
  await phone.enter(body.code, (made.body.accessSlips as AccessSlip[])[0]!);
  return phone;
}

/** Walks all modules in both languages: the page of each module, each lesson, and a final check. */
async function walk(number: string) {
  const phone = await enter(number);
  const pages: { at: string; lesson?: string; locale: (typeof LANGUAGES)[number]; text: string }[] = [];
  const read = async (locale: (typeof LANGUAGES)[number], path: string, lesson?: string) => {
    const { statusCode, body: text } = await phone.get(`/learn/${locale}${path}`);
    expect([path, statusCode]).toEqual([path, 200]);
    pages.push({ at: `${locale}${path}`, locale, text, ...(lesson && { lesson }) });
  };
  for (const { module, lessons } of modules()) {
    const check = String((await phone.post(`/learn/en/m/${module.id}/check`)).headers.location).replace('/learn/en', '');
    for (const locale of LANGUAGES) {
      await read(locale, `/m/${module.id}`);
      for (const { id } of lessons) await read(locale, `/l/${id}`, id);
      await read(locale, check);
    }
  }
  return pages;
}

const wayMissing = (lesson: string | undefined, locale: (typeof LANGUAGES)[number]) =>
  lesson === undefined
    ? []
    : bed.platform.services.courses.lesson(lesson).lesson.sections.flatMap(({ reporting }) => (reporting ? [reporting[locale]] : []));

describe('F9', () => {
  test('while the installation names no way to report, every lesson and check names existing ways and no page', async () => {
    const pages = await walk('AR-900');
    expect(pages.length).toBe(LANGUAGES.length * modules().reduce((sum, { lessons }) => sum + lessons.length + 2, 0));
    const unfilled = pages.flatMap(({ at, lesson, locale, text }) => wayMissing(lesson, locale).map((missing) => ({ at, text, missing })));
    expect(unfilled.length).toBe(8);
    for (const { at, text, missing } of unfilled) {
      expect([at, text.includes(escapeHtml(missing))]).toEqual([at, true]);
      // A lesson that says there is no page also names ways that exist.
      expect([at, WAYS.test(text)]).toEqual([at, true]);
    }
    // No other sentence sends anyone to a page.
    const promising = pages.flatMap(({ at, lesson, locale, text }) => {
      const rest = wayMissing(lesson, locale).reduce((left, missing) => left.replace(escapeHtml(missing), ''), text);
      return PAGE.test(rest) ? [`${at}: ${PAGE.exec(rest)![0]}`] : [];
    });
    expect(promising).toEqual([]);
    // Questions that this check did not draw mention no page either.
    const asking = modules().flatMap(({ lessons }) => lessons.filter(({ items }) => PAGE.test(JSON.stringify(items))).map(({ id }) => id));
    expect(asking).toEqual([]);
    expect((await bed.call(null, 'GET', '/report')).status).toBe(404);
  });

  test('once the installation names a way, the lessons name it in place of the sentence that there is none', async () => {
    Object.assign(bed.platform.services, { reporting: WAY } satisfies Partial<Services>);
    const pages = await walk('AR-901');
    const naming = pages.filter(({ text }) => text.includes(WAY));
    expect(naming.map(({ lesson, locale }) => `${locale} ${lesson}`).sort()).toEqual(
      LANGUAGES.flatMap((locale) => ['G6', 'R1.1', 'S12.1', 'S8.1'].map((lesson) => `${locale} ${lesson}`)).sort(),
    );
    for (const { at, lesson, locale, text } of pages)
      expect([at, wayMissing(lesson, locale).filter((missing) => text.includes(escapeHtml(missing)))]).toEqual([at, []]);
  });

  test('lessons and slides for an operation with an open channel name its address before the way that the installation names', async () => {
    const operation = await bed.givenParty({ kind: 'operation', code: 'OP-Q', name: 'Quiet Harbour' });
    const columns = 'insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)';
    const name = { en: 'Quay help', fr: 'Aide du quai' };
    await bed.deployer.query(`${columns} values (gen_random_uuid(), $1, 'quay', $2, $3, current_date, now(), $4)`, [
      ...[operation, name, Buffer.alloc(32, 7), officer.personId],
    ]);
    const list = 'insert into reports.manifest (channel_id, number, signed, readers, valid_from, valid_until, published_at, published_by)';
    await bed.deployer.query(`${list} select id, 1, decode(repeat('00', 100), 'hex'), '{1,2}', current_date, current_date, now(), created_by
      from reports.channel where slug = 'quay'`);
    await bed.deployer.query(`insert into reports.daily_leaf
      select id, current_date, 1, 0, decode(repeat('00', 32), 'hex'), gen_random_uuid() from reports.channel where slug = 'quay'`);
    const [here, elsewhere] = [await enter('AR-902', operation), await enter('AR-903')];
    expect((await here.get('/learn/en/l/G6')).body).toContain(
      '<a href="http://localhost/r/quay">You can report here: http://localhost/r/quay</a>',
    );
    const french = (await here.get('/learn/fr/l/G6')).body;
    expect(french).toContain('href="http://localhost/fr/r/quay"');
    expect(french).not.toContain(WAY);
    expect((await elsewhere.get('/learn/en/l/G6')).body).toContain(WAY);

    // The slides of a class that goes there name it too, and no others.
    const slides = async (query: string) => {
      const url = `/desk/api/modules/S8/slides.pdf?${query}`;
      const { statusCode, rawPayload } = await bed.server.inject({ url, cookies: { [SESSION_COOKIE]: officer.token } });
      expect(statusCode).toBe(200);
      return (await readPdf(rawPayload)).pages.join();
    };
    expect(await slides(`lang=en&operationId=${operation}`)).toContain(squeeze('You can report here: http://localhost/r/quay'));
    const inFrench = await slides(`lang=fr&operationId=${operation}`);
    expect(inFrench).toContain('http://localhost/fr/r/quay');
    expect(inFrench).not.toContain(squeeze(WAY));
    for (const query of ['lang=en', `lang=en&nationId=${nation}`]) {
      const others = await slides(query);
      expect(others).toContain(squeeze(WAY));
      expect(others).not.toContain('/r/quay');
    }
    // An operation without a channel leaves the page of the other party in its place.
    expect(await slides(`lang=en&operationId=${nation}&nationId=${operation}`)).toContain('/r/quay');
    // A learner who goes to an operation without a channel reads the page of their nation too.
    const quiet = await bed.givenParty({ kind: 'operation', code: 'OP-R', name: 'No Harbour' });
    await bed.deployer.query('update reports.channel set party_id = $1', [nation]);
    const there = await enter('AR-904', quiet);
    expect((await there.get('/learn/en/l/G6')).body).toContain('href="http://localhost/r/quay"');
    await bed.deployer.query('update reports.channel set closed_on = current_date');
    expect((await there.get('/learn/en/l/G6')).body).toContain(WAY);
    expect(await slides(`lang=en&nationId=${nation}`)).not.toContain('/r/quay');
  });
});
