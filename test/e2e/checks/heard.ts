import type { Page } from 'playwright-core';

/** What a screen reader is given of one element by the browser: `group` is what the element stands in, `state` what can change. */
export type Heard = { role: string; name: string; group: string; state: Record<string, unknown> };
/** A region whose changes are told as they come, and what stands in it. */
export type Told = { live: string; text: string };

type Value = { value?: unknown };
type AxNode = {
  nodeId: string;
  ignored: boolean;
  role?: Value;
  name?: Value;
  childIds?: string[];
  properties?: { name: string; value: Value }[];
};
const STATES = ['checked', 'required', 'invalid', 'expanded', 'disabled', 'pressed'];

/** Listens to the accessibility tree the browser gives to screen readers, which no page can read. Chromium only. */
export async function listen(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Accessibility.enable');
  const text = (value: Value | undefined) => String(value?.value ?? '');
  return {
    /** What is told of the element that has the focus. */
    async focused(): Promise<Heard> {
      const { result } = await browser.send('Runtime.evaluate', { expression: 'document.activeElement' });
      const { nodes } = (await browser.send('Accessibility.getAXNodeAndAncestors', { objectId: result.objectId! })) as { nodes: AxNode[] };
      const [node, ...above] = nodes as [AxNode, ...AxNode[]];
      const group = above.find(({ role, name }) => ['group', 'radiogroup', 'form'].includes(text(role)) && text(name) !== '');
      const state = Object.fromEntries(
        (node.properties ?? []).filter(({ name }) => STATES.includes(name)).map(({ name, value }) => [name, value.value]),
      );
      return { role: text(node.role), name: text(node.name), group: text(group?.name), state };
    },
    /** The regions that tell of their changes, and what stands in each now. */
    async told(): Promise<Told[]> {
      const { nodes } = (await browser.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
      const byId = new Map(nodes.map((node) => [node.nodeId, node]));
      const textOf = (node: AxNode): string =>
        text(node.role) === 'StaticText'
          ? text(node.name)
          : (node.childIds ?? []).flatMap((id) => (byId.has(id) ? [textOf(byId.get(id)!)] : [])).join(' ');
      return nodes.flatMap((node) => {
        const live = node.properties?.find(({ name }) => name === 'live')?.value.value;
        return live === undefined || live === 'off' ? [] : [{ live: String(live), text: textOf(node).replace(/\s+/g, ' ').trim() }];
      });
    },
  };
}
