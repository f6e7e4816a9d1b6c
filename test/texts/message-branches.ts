import type { parseMessage } from '#platform/texts/texts.ts';

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };

/** Every text that a message can produce: one per branch, with values shown as `x`. */
export function branchesOf(message: ReturnType<typeof parseMessage>): string[] {
  return textsOf(message.getAst() as unknown as Node[]);
}

function textsOf(nodes: Node[]): string[] {
  const written = nodes.map((node) => (node.type === 0 ? node.value! : 'x')).join('');
  return [written, ...nodes.flatMap((node) => Object.values(node.options ?? {}).flatMap((option) => textsOf(option.value)))];
}
