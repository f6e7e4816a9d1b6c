import type { parseMessage } from '#platform/texts/texts.ts';

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };

/** Every text a message can come out as, as far as its own words go: one per branch, values written as `x`. */
export function branchesOf(message: ReturnType<typeof parseMessage>): string[] {
  return textsOf(message.getAst() as unknown as Node[]);
}

function textsOf(nodes: Node[]): string[] {
  const written = nodes.map((node) => (node.type === 0 ? node.value! : 'x')).join('');
  return [written, ...nodes.flatMap((node) => Object.values(node.options ?? {}).flatMap((option) => textsOf(option.value)))];
}
