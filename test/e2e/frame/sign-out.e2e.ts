import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

test('5d, 5e: signing out asks first where it is unknown whether records wait, and where steps of learners do', async () => {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Karl Munk'), refused }, async (page) => {
    await page.goto('/desk/');
    await settle(page);
    const out = page.getByRole('button', { name: 'Sign out', exact: true });
    const stay = page.getByRole('button', { name: 'Stay signed in' });
    // An upgrade has replaced the file that counts.
    const file = /\/assets\/count-kept[^/]*\.js$/;
    await page.route(file, (route) => {
      refused.push(`GET ${new URL(route.request().url()).pathname} 404`);
      return route.fulfill({ status: 404 });
    });
    await out.click();
    await page.getByText('Records may be kept here.').waitFor();
    await stay.click();
    await page.unroute(file);
    await page.reload();
    await settle(page);
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('learn', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('waiting', { keyPath: 'id' });
          opening.onsuccess = () => {
            const change = opening.result.transaction('waiting', 'readwrite');
            change.objectStore('waiting').put({ id: 'a' });
            change.oncomplete = () => done(opening.result.close());
          };
        }),
    );
    await out.click();
    await page.getByText('1 step of a learner waits here.').waitFor();
    expect(await page.getByText('Records may be kept').count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out and delete' }).click();
    await page.getByLabel('Email').waitFor();
  });
});
