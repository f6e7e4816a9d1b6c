import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '#platform/db/pool.ts';
import { currentCourseContent } from '#rooms/courses/index.ts';
import { currentPolicies } from '#rooms/policy/index.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { findFreePort } from '../program-under-test.ts';
import { startWebProcess } from './web-process.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

test('a web process uses the policies and courses that its launcher has read, and reads its own if it was given none', async () => {
  const { host, port: at, user, password, database } = bed.platform.pool.options;
  const app = { host, port: at, user, password, database } as Connection;
  const readContent = async (read: Parameters<typeof startWebProcess>[0]['read']) => {
    const port = await findFreePort();
    const address = `http://127.0.0.1:${port}`;
    const config = { host: '127.0.0.1', port, surface: 'public' as const, trustedProxy: [], publicUrl: address, deskUrl: address };
    const web = await startWebProcess({ config, app, watchedFolder: null, exercise: false, read });
    try {
      const holds = async (path: string, words: string) => (await (await fetch(`${address}${path}`)).text()).includes(words);
      return [await holds('/policy', 'As the launcher read it'), await holds('/learn/es', 'Lengua leída')];
    } finally {
      await web.drain();
    }
  };
  const policies = currentPolicies().map((edition) => ({ ...edition, title: { en: 'As the launcher read it', fr: 'Tel que lu' } }));
  const content = currentCourseContent();
  const courses = { ...content, languages: content.languages.map((language) => ({ ...language, name: 'Lengua leída' })) };
  expect(await readContent({ policies, courses })).toEqual([true, true]);
  expect(await readContent(undefined)).toEqual([false, false]);
});
