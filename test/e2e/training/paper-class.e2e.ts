import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';
import { codeOf } from './learners.ts';

// Thirty people learned in a hall without phones. Their instructor returns with thirty sheets.
const { address } = inject('exercise');
const INSTRUCTOR = accountOf('Jonas Reed');
const SHEETS = 30;

test('an instructor enters a class of thirty from paper in at most sixty interactions', async () => {
  const refused = ['GET /desk/api/modules/G/test-paper 503'];
  await visit({ address, as: INSTRUCTOR, refused }, async (desk, { request }) => {
    const post = async (path: string, data: object) => {
      const answer = await request.post(`/desk/api${path}`, { data, headers: { 'idempotency-key': randomUUID() } });
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
      return answer.json();
    };
    const { grants } = await (await request.get('/desk/api/session')).json();
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { classId } = await post(`/parties/${grants[0].party.id}/classes`, {
      title: 'Hall 3',
      modules: ['G'],
      startsOn: day(-1),
      endsOn: day(7),
    });
    const numbers = Array.from({ length: SHEETS }, (_, at) => `XC-8${String(at).padStart(3, '0')}`);
    await post(`/training/classes/${classId}/access-slips`, { numbers, newcomers: 'contingent' });

    let interactions = 0;
    const act = async (what: Promise<unknown>) => {
      interactions++;
      await what;
    };
    await desk.goto(`/desk/training/classes/${classId}`);
    await act(desk.getByRole('link', { name: 'On paper' }).click());
    await act(desk.getByLabel('Series').fill('4'));
    await desk.getByText('To pass: 16 of 20 correct').waitFor();
    await desk.getByLabel('Language of the sheets and the signed text').waitFor();
    await desk.getByLabel('Everyone signed the text in this language: English').waitFor();
    expect(await desk.getByRole('link', { name: 'Marking key (PDF)' }).getAttribute('href')).toContain('/G/key.pdf?lang=en&series=4');
    for (const [at, number] of numbers.entries())
      await act(desk.getByLabel(`Correct answers of ${number}`).fill(at === 3 ? '12' : String(16 + (at % 5))));
    await act(desk.getByLabel(`A critical question wrong: ${numbers[7]}`).check());
    await act(desk.getByLabel(`Signed: ${numbers[9]}`).uncheck());
    await act(desk.getByRole('button', { name: 'Record results' }).click());
    await desk.getByText('27 people recorded as trained. Not passed: 2. Not signed: 1. Already recorded: 0.').waitFor();
    expect(await faultsOf(desk)).toEqual([]);
    expect(interactions).toBeLessThanOrEqual(60);
    // The sheets of the first look are entered with digits and Enter alone; the class is recorded already.
    const before = interactions;
    await act(desk.getByLabel(/^The class also answered the first look/).check());
    await act(desk.getByLabel(`Correct in the first look of ${numbers[0]}`).focus());
    for (const at of numbers.keys()) {
      await act(desk.keyboard.type(String(at % 9)));
      await desk.keyboard.press('Enter');
    }
    // After the last sheet, Enter moves to the tests. It records nothing while these may be incomplete.
    expect(await desk.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(`Correct answers of ${numbers[0]}`);
    expect(await desk.getByText('Saved first looks').count()).toBe(0);
    await act(desk.getByRole('button', { name: 'Record results' }).click());
    await desk.getByText('Already recorded: 28. First looks saved: 30.').waitFor();
    expect(await faultsOf(desk)).toEqual([]);
    // One first look was counted wrongly, another belongs to another person: both are corrected in place.
    const looks = desk.getByRole('region', { name: 'Saved first looks' });
    await looks.getByRole('button', { name: `Correct ${numbers[3]}` }).click();
    expect(
      await looks.getByLabel('Correct answers in the first look, out of 8').evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await looks.getByLabel('Correct answers in the first look, out of 8').fill('1');
    await looks.getByLabel('Reason').fill('Counted twice.');
    await looks.getByRole('button', { name: 'Correct', exact: true }).click();
    await looks.getByText(`The first look of ${numbers[3]} has been corrected.`).waitFor();
    await looks.getByRole('row', { name: new RegExp(`${numbers[3]} 12 %`) }).waitFor();
    await looks.getByRole('button', { name: `Remove ${numbers[4]}` }).click();
    await looks.getByLabel('Reason').fill('Of someone else.');
    await looks.getByRole('button', { name: 'Remove', exact: true }).click();
    await looks.getByText(`The first look of ${numbers[4]} has been removed.`).waitFor();
    expect(await looks.getByText(numbers[4]!, { exact: true }).count()).toBe(0);
    // An undone sheet can be entered again if the instructor confirms that it is the right one.
    const { items } = await (await request.get(`/desk/api/readiness/${grants[0].party.id}/people?number=${numbers[5]}`)).json();
    const { completions } = await (await request.get(`/desk/api/trainees/${items[0].id}/completions`)).json();
    await post(`/completions/${completions[0].id}/revocation`, { reason: 'Mistyped.' });
    await desk.getByRole('button', { name: 'Record results' }).click();
    await desk.getByText('Voided earlier and not recorded again: 1.').waitFor();
    await desk.getByLabel(`This is the right sheet ${numbers[5]}`).check();
    expect(await faultsOf(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Record results' }).click();
    await desk.getByText('1 person recorded as trained.').waitFor();
    // The undone figure is no longer in its row and was not entered again.
    expect(await desk.getByLabel(`Correct in the first look of ${numbers[4]}`).inputValue()).toBe('');
    expect(await looks.getByText(numbers[4]!, { exact: true }).count()).toBe(0);
    // If the paper test cannot be loaded, the page says so, and a second attempt succeeds.
    let down = true;
    await desk.route('**/desk/api/modules/*/test-paper', (route) => (down ? route.fulfill({ status: 503 }) : route.continue()));
    await desk.reload();
    await desk.getByRole('alert').waitFor();
    expect(await desk.getByRole('link', { name: 'Test (PDF)' }).count()).toBe(0);
    expect(await faultsOf(desk)).toEqual([]);
    down = false;
    await desk.getByRole('button', { name: 'Try again' }).click();
    await desk.getByRole('button', { name: 'Record results' }).waitFor();
    // After an upgrade the sheets may be of an earlier version. The page assumes none, and records the chosen one.
    await desk.unroute('**/desk/api/modules/*/test-paper');
    const languages = [{ tag: 'fr', name: 'Français', signedIn: 'Français' }];
    await desk.route('**/desk/api/modules/*/test-paper', async (route) => {
      const paper = await (await route.fetch()).json();
      const earlier = [{ version: 1, questions: 20, needed: 16, firstLook: 8, languages }];
      await route.fulfill({ json: { ...paper, version: 2, questions: 8, needed: 7, earlier } });
    });
    await desk.reload();
    const version = desk.getByLabel('Version on the sheets');
    expect(await version.inputValue()).toBe('');
    await version.selectOption('1');
    await desk.getByText('To pass: 16 of 20 correct').waitFor();
    await desk.getByLabel('Everyone signed the text in this language: Français').waitFor();
    expect(await desk.getByLabel('Language of the sheets of version 1').inputValue()).toBe('fr');
    expect(await faultsOf(desk)).toEqual([]);
    await desk.getByLabel(`Correct answers of ${numbers[3]}`).fill('16');
    const sent = desk.waitForRequest((one) => one.url().endsWith('/papers'));
    await desk.getByRole('button', { name: 'Record results' }).click();
    expect((await sent).postDataJSON()).toMatchObject({ moduleVersion: 1, language: 'fr' });
    await desk.getByText('1 person recorded as trained.').waitFor();
    // A class of more people than one command records is sent in parts. If a part fails, the others are recorded and every figure stays typed. A part
    // without a readable answer may have been recorded, and a refusal of its repetition does not change that.
    await desk.unroute('**/desk/api/modules/*/test-paper');
    const late = Array.from({ length: 35 }, (_, at) => `XC-9${String(at).padStart(3, '0')}`);
    await post(`/training/classes/${classId}/access-slips`, { numbers: late, newcomers: 'contingent' });
    await desk.reload();
    for (const each of [...numbers, ...late]) await desk.getByLabel(`Correct answers of ${each}`).fill('20');
    let parts = 0;
    refused.push(`POST /desk/api/training/classes/${classId}/papers 503`);
    const busy = { status: 503, contentType: 'application/problem+json', json: { code: 'platform/busy', title: 'Busy for a moment' } };
    await desk.route('**/papers', (route) => {
      const part = ++parts;
      return part === 2 ? route.fulfill({ status: 503 }) : part === 3 ? route.fulfill(busy) : route.continue();
    });
    await desk.getByRole('button', { name: 'Record results' }).click();
    await desk.getByText('5 rows are not confirmed as recorded.').waitFor();
    expect(await desk.getByRole('cell', { name: 'Unknown: record again' }).count()).toBe(5);
    await desk.getByRole('button', { name: 'Record results' }).click();
    await desk.getByText('Busy for a moment').waitFor();
    expect(await desk.getByRole('cell', { name: 'Unknown: record again' }).count()).toBe(5);
    expect(await desk.getByRole('cell', { name: 'Not recorded' }).count()).toBe(0);
    expect(await desk.getByLabel(`Correct answers of ${late.at(-1)}`).inputValue()).toBe('20');
    expect(await faultsOf(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Record results' }).click();
    await desk.getByRole('cell', { name: 'Unknown: record again' }).last().waitFor({ state: 'detached' });
    await desk.getByText(/^\d+ people recorded as trained\. .* Already recorded: \d+\./).waitFor();
    expect(await desk.getByRole('cell', { name: 'Unknown: record again' }).count()).toBe(0);
    expect(parts).toBe(4);
    // A person who passed gets a certificate that anyone can check: by its number, by its code, and from a saved page without a network.
    await desk.goto('/desk/certificates');
    await desk.getByRole('button', { name: 'Create all missing certificates on this page' }).click();
    // The people recorded last are on the first page of the list.
    const [another, number] = late.slice(-2) as [string, string];
    await desk.getByRole('link', { name: `Print (PDF) ${number} General module` }).waitFor();
    // Before a certificate is revoked, the page explains the effect; cancelling returns to the same place.
    const revoke = desk.getByRole('button', { name: `Revoke ${another} General module` });
    await revoke.click();
    await desk.getByText('This cannot be undone.').waitFor();
    expect(await desk.getByLabel('Reason').evaluate((field) => field === document.activeElement)).toBe(true);
    await desk.getByRole('button', { name: 'Cancel' }).click();
    expect(await revoke.evaluate((button) => button === document.activeElement)).toBe(true);
    const file = (await desk.getByRole('link', { name: `Print (PDF) ${number} General module` }).getAttribute('href'))!;
    const token = await codeOf(await (await request.get(file)).body());
    const savedPage = join(mkdtempSync(join(tmpdir(), 'manumit-verify-')), 'verify.html');
    writeFileSync(savedPage, await (await request.get('/verify/page')).body());
    await visit({ address, viewport: { width: 320, height: 640 }, elsewhere: (url) => url.startsWith('file:') }, async (gate, phone) => {
      await gate.goto(`/verify#${token}`);
      await gate.getByText('Valid', { exact: true }).waitFor();
      await gate.getByLabel('Service number on the identity card').fill(number.toLowerCase());
      await gate.getByRole('button', { name: 'Compare' }).click();
      await gate.getByText('The certificate belongs to this service number.').waitFor();
      expect(await faultsOf(gate)).toEqual([]);
      await gate.getByLabel('Certificate number').fill(/\/certificates\/(\w+)\//.exec(file)![1]!);
      await gate.getByRole('button', { name: 'Check', exact: true }).click();
      await gate.getByText(/^As of .* UTC\.$/).waitFor();
      await phone.setOffline(true);
      await gate.goto(`file://${savedPage}`);
      await gate.getByLabel('Text from the camera').fill(token);
      await gate.getByRole('button', { name: 'Check code' }).click();
      await gate.getByText('Valid', { exact: true }).waitFor();
    });
    console.log(`a class of ${SHEETS} from paper: ${before} interactions; with a first look of each ${interactions}`);
  });
});
