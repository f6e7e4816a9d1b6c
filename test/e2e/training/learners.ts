import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import type { Item } from '#rooms/courses/content/course.schema.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { translatePlayer } from '#rooms/courses/languages/player/texts.ts';
import { deskOf } from '../returns/returns.ts';

type Lang = 'en' | 'fr';
export type AccessSlip = { number: string; pin: string };
export type MadeClass = { classId: string; code: string; accessSlips: AccessSlip[] };

export const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The party of a person of the exercise: the first at which they hold a role. */
export async function partyOf(desk: Awaited<ReturnType<typeof deskOf>>): Promise<string> {
  const { grants } = await desk.call<{ grants: { party: { id: string } }[] }>('GET', 'session');
  return grants[0]!.party.id;
}

/** A class of a training officer's party with these service numbers. A number that is not on the roster is added as headquarters staff. */
export async function givenClass(officer: string, module: string, numbers: string[]): Promise<MadeClass> {
  const desk = await deskOf(officer);
  const { classId, code } = await desk.call<{ classId: string; code: string }>('POST', `parties/${await partyOf(desk)}/classes`, {
    title: `Story ${numbers[0]}`,
    modules: [module],
    startsOn: dayFromNow(-1),
    endsOn: dayFromNow(7),
  });
  const { accessSlips } = await desk.call<{ accessSlips: AccessSlip[] }>('POST', `training/classes/${classId}/access-slips`, {
    numbers,
    newcomers: 'headquarters',
  });
  return { classId, code, accessSlips };
}

/** Two people of a new unit: the first is still to learn the general module, the second has it. */
export async function givenUnit(
  of: { speaker: string; officer: string; commander: string; operation: string; unit: string },
  numbers: [string, string],
) {
  const [speaker, officer, commander] = await Promise.all([deskOf(of.speaker), deskOf(of.officer), deskOf(of.commander)]);
  const partyId = await partyOf(officer);
  const { unitId } = await speaker.call<{ unitId: string }>('POST', `parties/${partyId}/units`, { name: of.unit });
  const { scopes } = await commander.call<{ scopes: { id: string }[] }>('GET', 'readiness');
  const tour = { contingent: '1', from: dayFromNow(0), handOver: dayFromNow(180) };
  await speaker.call('POST', `units/${unitId}/rotations`, { operationId: scopes[0]!.id, ...tour });
  const roster = [
    'number;unit;category;roles;operation;arrives;leaves',
    ...numbers.map((number) => `${number};${of.unit};contingent;;${of.operation};${dayFromNow(0)};`),
  ].join('\n');
  const { against } = await officer.call<{ against: string }>('POST', 'rosters/preview', { partyId, table: roster });
  await officer.call('POST', 'rosters', { partyId, table: roster, against, batchId: randomUUID(), title: of.unit, total: numbers.length });
  const day = dayFromNow(-1);
  const table = `number;module;version;passed;score;signed;lessons\n${numbers[1]};G;${currentCourses().module('G').module.version};${day};90;${day};`;
  await officer.call('POST', 'completions', { partyId, table });
}

/** A person who took the course that the nation of the exercise accepts as equivalent except for two lessons: only these are missing. */
export async function givenPart(officer: string, number: string): Promise<string[]> {
  const desk = await deskOf(officer);
  const { equivalents } = await desk.call<{ equivalents: { id: string; own: boolean; missing: string[] }[] }>(
    'GET',
    `parties/${await partyOf(desk)}/recognition`,
  );
  const course = equivalents.find(({ own, missing }) => own && missing.length > 0)!;
  await desk.call('POST', `equivalents/${course.id}/takers`, { numbers: [number], completedOn: dayFromNow(-30) });
  return course.missing;
}

/** A person who passed the general module in the nation’s own system, according to an imported table, and has not signed. */
export async function givenUnsigned(officer: string, number: string): Promise<void> {
  const desk = await deskOf(officer);
  const table = `number;module;version;passed;score;signed;lessons\n${number};G;${currentCourses().module('G').module.version};${dayFromNow(-1)};90;;`;
  await desk.call('POST', 'completions', { partyId: await partyOf(desk), table });
}

/** Types the code, number and PIN of a slip. */
export async function enter(page: Page, { code }: Pick<MadeClass, 'code'>, { number, pin }: AccessSlip, lang: Lang = 'en'): Promise<void> {
  const t = (key: Parameters<typeof translatePlayer>[1]) => translatePlayer(lang, key);
  await page.goto(`/learn/${lang}`);
  await page.getByLabel(t('learn.code')).fill(code);
  await page.getByLabel(t('learn.number')).fill(number);
  await page.getByLabel(t('learn.pin')).fill(pin);
  await page.getByRole('button', { name: t('learn.begin') }).click();
  await page.getByRole('heading', { name: t('learn.modules') }).waitFor();
}

/** The right answer to an item: the values to choose, in order if the item has one. */
export function rightAnswer(item: Item): string[] {
  if (item.kind === 'true-false') return [String(item.answer)];
  if (item.kind === 'order') return item.steps.map(({ id }) => id);
  return item.options.filter(({ right }) => right).map(({ id }) => id);
}

/** Answers a check correctly. */
export async function answerAll(page: Page, moduleId: string): Promise<void> {
  for (const item of currentCourses()
    .module(moduleId)
    .lessons.flatMap(({ items }) => items)) {
    const right = rightAnswer(item);
    if (item.kind === 'order') {
      if ((await page.locator(`[name="o/${item.id}/${right[0]}"]`).count()) === 0) continue;
      for (const [at, step] of right.entries()) await page.locator(`[name="o/${item.id}/${step}"]`).selectOption(String(at + 1));
    } else if ((await page.locator(`[name="a/${item.id}"]`).count()) > 0)
      for (const value of right) await page.locator(`[name="a/${item.id}"][value="${value}"]`).check();
  }
}

/** The code of a certificate, as a person without a camera copies it from the paper. */
export async function codeOf(pdf: Buffer): Promise<string> {
  const { pages } = await readPdf(pdf);
  return /manumit-certificate-1\.[\w-]+\.[\w-]{86}/.exec(pages[0]!)![0];
}
