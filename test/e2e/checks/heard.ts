import type { Page } from 'playwright-core';

/** One element as the browser exposes it to a screen reader: `group` is the group that contains it, `state` is its changeable state. */
export type Announced = { role: string; name: string; group: string; state: Record<string, unknown> };
/** A live region and its current text. */
export type LiveRegion = { live: string; text: string };

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

/** Reads the accessibility tree that the browser exposes to screen readers and that no page can read. Chromium only. */
export async function listen(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Accessibility.enable');
  const text = (value: Value | undefined) => String(value?.value ?? '');
  return {
    /** The focused element as it is announced. */
    async focused(): Promise<Announced> {
      const { result } = await browser.send('Runtime.evaluate', { expression: 'document.activeElement' });
      const { nodes } = (await browser.send('Accessibility.getAXNodeAndAncestors', { objectId: result.objectId! })) as { nodes: AxNode[] };
      const [node, ...above] = nodes as [AxNode, ...AxNode[]];
      const group = above.find(({ role, name }) => ['group', 'radiogroup', 'form'].includes(text(role)) && text(name) !== '');
      const state = Object.fromEntries(
        (node.properties ?? []).filter(({ name }) => STATES.includes(name)).map(({ name, value }) => [name, value.value]),
      );
      return { role: text(node.role), name: text(node.name), group: text(group?.name), state };
    },
    /** The live regions, each with its current text. */
    async liveRegions(): Promise<LiveRegion[]> {
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
