import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { readBlocked } from '#test/database/schema/blocked.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

// The section form of a link without JavaScript: what a browser gets and sends, against the database.
let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
let id: string;
beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  id = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2026', due: null, roundId: null })).body.id;
  await desk.step(cast.focal, id, 'start');
});
afterAll(() => bed.close());

const issueLink = async (sectionId = 'training'): Promise<{ id: string; address: string }> => {
  const { body } = await desk.post(cast.focal, `returns/${id}/sections/${sectionId}/links`, { name: 'Defence college', days: 10 });
  return { id: body.id, address: `${new URL(body.link).pathname}/form` };
};
const open = async (address: string, headers = {}) => bed.server.inject({ method: 'GET', url: address, headers });
/** The form data a browser would send for a page: every field as rendered, then what a person wrote. */
const fill = (page: string, written: Record<string, string | string[]>, action = 'save'): URLSearchParams => {
  const fields = new URLSearchParams();
  const decoded = (text: string) => text.replaceAll(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
  for (const [input] of page.matchAll(/<input [^>]*>/g)) {
    const at = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
    if (/type="(radio|checkbox)"/.test(input) && !input.includes(' checked')) continue;
    fields.append(decoded(at('name')!), decoded(at('value') ?? ''));
  }
  for (const [, name, text] of page.matchAll(/<textarea name="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g))
    fields.append(decoded(name!), decoded(text!).replaceAll('\n', '\r\n'));
  for (const [name, value] of Object.entries(written)) {
    fields.delete(name);
    for (const one of [value].flat()) fields.append(name, one);
  }
  fields.set('do', action);
  return fields;
};
const send = (address: string, fields: URLSearchParams, headers = {}) =>
  bed.server.inject({
    method: 'POST',
    url: address,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: fields.toString(),
  });
const answerOf = async (questionId: string) => (await desk.view(cast.focal, id)).answers!.find((row) => row.questionId === questionId)!;

describe('the section form without script (5a)', () => {
  test('opens, is accepted, stores the answers, and confirms this on the next page', async () => {
    const { id: linkId, address } = await issueLink();
    const first = await open(address);
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(first.headers['content-security-policy']).not.toContain('script-src');
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.body).not.toContain('<script');
    expect(first.body).not.toContain('law.tip-3');
    const accepted = await send(address, new URLSearchParams({ do: 'accept' }));
    expect([accepted.statusCode, accepted.headers.location]).toEqual([303, `${address}?lang=en`]);
    expect((await send(address, new URLSearchParams({ do: 'accept' }))).statusCode).toBe(303);
    const page = (await open(address)).body;
    expect(page).not.toContain('Accept this section');
    const saved = await send(
      address,
      fill(page, { 'training.deployed.value': '1 200', 'training.deployed.note': 'Two <rotations>\r\nof "six" months' }),
    );
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${address}?lang=en&saved=1`]);
    expect(await answerOf('training.deployed')).toMatchObject({
      choice: 'changed',
      value: 1200,
      note: 'Two <rotations>\nof "six" months',
      by: 'Defence college',
    });
    const after = (await open(saved.headers.location as string)).body;
    expect(after).toContain('1 answer saved.');
    expect(after).toContain('Two &#60;rotations&#62;');
    // Sending it again unchanged changes nothing, not even its version.
    const { version } = await answerOf('training.deployed');
    expect((await send(address, fill(after, {}))).headers.location).toBe(`${address}?lang=en&saved=0`);
    expect((await answerOf('training.deployed')).version).toBe(version);
    const { rows } = await bed.deployer.query(
      `select array_agg(action order by id) as uses, (select count(*)::int from ledger.entry where person_id = $1 and command like 'returns/%') as entries
       from returns.link_use where link_id = $1`,
      [linkId],
    );
    // Each use is recorded and in the ledger. A failed use (the second acceptance) is in neither.
    expect(rows[0]).toEqual({ uses: ['look', 'accept', 'look', 'answer', 'look', 'answer'], entries: 6 });
  });

  test('returns an invalid answer with its question as written, and stores the rest', async () => {
    const { address } = await issueLink();
    const page = (await open(address)).body;
    const { version } = await answerOf('training.deployed');
    const sent = fill(page, { 'training.trained.value': '90', 'training.deployed.value': 'about <90>' });
    const back = await send(address, sent);
    expect(back.statusCode).toBe(422);
    expect(back.body).toContain('This question needs a whole number.');
    expect(back.body).toContain('value="about &#60;90&#62;"');
    expect(back.body).toMatch(/href="#q-training\.deployed"/);
    expect(back.body).toMatch(/<fieldset class="q bad" id="q-training\.deployed" aria-describedby="f-training\.deployed">/);
    expect(await answerOf('training.deployed')).toMatchObject({ value: 1200, version });
    expect(await answerOf('training.trained')).toMatchObject({ value: 90 });
    const right = await send(address, fill(back.body, { 'training.deployed.value': '90' }));
    expect(right.headers.location).toBe(`${address}?lang=en&saved=1`);
  });

  test('shows answers that others changed, and overwrites them only if sent again', async () => {
    const { address } = await issueLink();
    const page = (await open(address)).body;
    const [trained, deployed] = [await answerOf('training.trained'), await answerOf('training.deployed')];
    await desk.answerOne(cast.focal, id, 'training.trained', { value: 77 }, trained.version);
    await desk.answerOne(cast.focal, id, 'training.deployed', { value: 80 }, deployed.version);
    const back = await send(address, fill(page, { 'training.deployed.value': '81' }));
    expect(back.statusCode).toBe(422);
    expect(back.body).toContain('Someone else answered this question after you opened the form.');
    expect(back.body).toContain('Current answer: 80');
    expect(back.body).toContain('value="81"');
    expect(back.body).toContain('Someone else answered 1 question in the meantime.');
    expect(await answerOf('training.trained')).toMatchObject({ value: 77 });
    expect(await answerOf('training.deployed')).toMatchObject({ value: 80 });
    expect((await send(address, fill(back.body, {}))).statusCode).toBe(303);
    expect(await answerOf('training.deployed')).toMatchObject({ value: 81, by: 'Defence college' });
  });

  test('stores no answer to a question of another section', async () => {
    const { address } = await issueLink();
    const sent = new URLSearchParams({ 'law.tip-3.version': '1', 'law.tip-3.was': '', 'law.tip-3.value': 'yes', do: 'save' });
    expect((await send(address, sent)).headers.location).toBe(`${address}?lang=en&saved=0`);
    expect((await answerOf('law.tip-3')).choice).toBeNull();
  });

  test('refuses requests from another site, and ignores sessions', async () => {
    const { address } = await issueLink();
    const fields = new URLSearchParams({ do: 'hand-back' });
    expect((await send(address, fields, { origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect((await send(address, fields, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await open(address)).statusCode).toBe(200);
    const foreign = await send(`/desk/section/${'A'.repeat(43)}/form`, fields, { cookie: `manumit_desk=${cast.focal.token}` });
    expect(foreign.statusCode).toBe(404);
  });

  test('reads a form with very many fields once, and does not return it field by field', async () => {
    const { address } = await issueLink();
    const fields = new URLSearchParams(Array.from({ length: 5_000 }, (_, at): [string, string] => [`a${at}.version`, '1']));
    const asked = [vi.spyOn(URLSearchParams.prototype, 'get'), vi.spyOn(URLSearchParams.prototype, 'getAll')];
    const refused = await send(address, fields, { accept: 'text/html' });
    const times = asked.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    for (const one of asked) one.mockRestore();
    expect(refused.statusCode).toBe(422);
    expect(times).toBeLessThan(100);
    expect(refused.body).not.toContain('type="hidden"');
    expect(refused.body.length).toBeLessThan(20_000);
  });

  test('stores the answers when handed back, and the link then says why it no longer works', async () => {
    const { address } = await issueLink();
    const wrong = await send(address, fill((await open(address)).body, { 'training.deployed.value': 'x' }, 'hand-back'));
    expect(wrong.statusCode).toBe(422);
    const done = await send(address, fill(wrong.body, { 'training.deployed.value': '5' }, 'hand-back'));
    expect(done.headers.location).toBe(`${address}?lang=en&done`);
    expect((await open(done.headers.location as string)).body).toContain('The section has been handed back. Thank you.');
    expect(await answerOf('training.deployed')).toMatchObject({ value: 5 });
    for (const later of [await open(address), await send(address, new URLSearchParams({ do: 'save' }))]) {
      expect(later.statusCode).toBe(404);
      expect(later.body).toContain('This section has been handed back. Your answers are kept.');
    }
    const unknown = await open(`/desk/section/${'A'.repeat(43)}/form?done`);
    expect([unknown.statusCode, unknown.body.includes('has been handed back')]).toEqual([404, false]);
    const french = await open(`${address}?lang=fr`);
    expect(french.body).toContain('<html lang="fr">');
    expect(french.body).toContain('Cette section a été rendue.');
  });

  test('says that the link expired while the form was open, and keeps saved answers', async () => {
    const { id: linkId, address } = await issueLink();
    const page = (await open(address)).body;
    await send(address, fill(page, { 'training.deployed.value': '44' }));
    await bed.deployer.query(
      `update returns.link set created_at = now() - interval '3 days', ends_at = now() - interval '1 second' where id = $1`,
      [linkId],
    );
    const late = await send(address, fill(page, { 'training.deployed.value': '45' }));
    expect([late.statusCode, late.body.includes('This link has expired.')]).toEqual([404, true]);
    expect(await answerOf('training.deployed')).toMatchObject({ value: 44 });
  });

  test('keeps the text if the database fails during saving, with one button that sends it again', async () => {
    const { id: linkId, address } = await issueLink();
    const asBrowser = { accept: 'text/html,application/xhtml+xml' };
    const sent = fill((await open(address)).body, { 'training.trained.value': '91', 'training.trained.note': 'Two <rotations>\nof six' });
    // Its connection is closed while it waits at the link.
    await bed.deployer.query('reset role');
    await bed.deployer.query('begin');
    await bed.deployer.query('select 1 from returns.link where id = $1 for update', [linkId]);
    const answer = send(`${address}?lang=fr`, sent, asBrowser);
    let pid: number | undefined;
    while (pid === undefined) {
      await new Promise((done) => setTimeout(done, 20));
      [pid] = await readBlocked(bed.deployer);
    }
    await bed.deployer.query('select pg_terminate_backend($1)', [pid]);
    const refused = await answer;
    await bed.deployer.query('rollback');
    await bed.deployer.query('set role manumit_schema');
    expect([refused.statusCode, refused.headers['content-type'], refused.headers['retry-after']]).toEqual([
      503,
      'text/html; charset=utf-8',
      '2',
    ]);
    expect(refused.headers['content-security-policy']).not.toContain('script-src');
    expect(refused.body).toContain('<html lang="fr">');
    expect(refused.body).toContain('Envoyer de nouveau');
    expect(refused.body).toContain(`action="${address}?lang=fr"`);
    const again = new URLSearchParams();
    for (const [, name, value] of refused.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g))
      again.append(
        name!,
        value!.replaceAll(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code))),
      );
    expect([...again]).toEqual([...sent]);
    expect((await send(`${address}?lang=fr`, again, asBrowser)).headers.location).toBe(`${address}?lang=fr&saved=1`);
    expect(await answerOf('training.trained')).toMatchObject({ value: 91, note: 'Two <rotations>\nof six' });
    // A client that is not a browser gets the API's error.
    const large = new URLSearchParams({ do: 'save', x: 'a'.repeat(2_200_000) });
    expect((await send(address, large)).json()).toMatchObject({ status: 413, code: 'platform/too-large' });
    const tooLarge = await send(address, large, asBrowser);
    expect([tooLarge.statusCode, tooLarge.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8']);
    expect(tooLarge.body).toContain('This is too large. Send less at a time.');
    expect(tooLarge.body).toContain('Go back in your browser: your text is still in the form.');
    expect(tooLarge.body).not.toContain('aaaa');
  });

  test('uses the language of the browser unless one is chosen', async () => {
    const { address } = await issueLink();
    const page = await open(address, { 'accept-language': 'fr-BE,fr;q=0.9' });
    expect(page.body).toContain('Enregistrer cette page');
    expect(page.body).toContain(`action="${address}?lang=fr"`);
  });
});
