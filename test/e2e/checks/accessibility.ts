import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The findings of axe on a page in its current state, one line per rule; `rules` limits the check to these. */
export async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  // The page's policy forbids inline script, but not an evaluation from outside.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async (only) => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const found = await runner.run(document, {
      resultTypes: ['violations'],
      ...(only && { runOnly: { type: 'rule' as const, values: only } }),
    });
    return found.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(' ')) }));
  }, rules ?? null);
  return violations.map(({ id, help, at }) => `axe ${id}: ${help} (${at.length}: ${at.slice(0, 3).join(', ')})`);
}
