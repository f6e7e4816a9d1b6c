import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { textOf } from './edition-folder.ts';
import { type FaultKind, nameIssues } from './schema-faults.ts';
import { translateFaults } from './texts.ts';

/** One fault of a policy file, at a line (from 1). `reason` is English; `kind` and `values` give it in another language. */
export type Fault = { file: string; line: number; kind: FaultKind; values: Record<string, string>; reason: string };

type FaultAt = Pick<Fault, 'file' | 'line' | 'reason'>;

/** A policy, or another file of an edition, that must not be used. The message lists every fault as `file:line: reason`. */
export class DamagedPolicy extends Error {
  readonly faults: readonly FaultAt[];

  constructor(faults: readonly FaultAt[]) {
    super(faults.map((fault) => `${fault.file}:${fault.line}: ${fault.reason}`).join('\n'));
    this.name = 'DamagedPolicy';
    this.faults = faults;
  }
}

/** One parsed YAML file, with what is needed to find the line of a path in it. */
export type Source = { path: string; document: Document; lines: LineCounter; content: unknown };

/** Parses a file as YAML and adds its faults to the list; undefined where it cannot be checked further. `text` undefined: the file cannot be read. */
export function parseSource(path: string, text: string | undefined, faults: Fault[]): Source | undefined {
  if (text === undefined) {
    faults.push(fault(path, 1, 'unreadable', {}));
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [firstError] = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  // What follows the first error of syntax is mostly its consequence.
  for (const error of [...document.errors, ...document.warnings].filter((one) => one.code === 'DUPLICATE_KEY' || one === firstError)) {
    const kind = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'not-yaml';
    faults.push(fault(path, lines.linePos(error.pos[0]).line, kind, { problem: error.message }));
  }
  if (document.errors.length > 0) return undefined;
  try {
    return { path, document, lines, content: document.toJS() };
  } catch (error) {
    // An alias without an anchor, or too many aliases, fails only when the values are built.
    faults.push(fault(path, 1, 'not-yaml', { problem: String(error) }));
    return undefined;
  }
}

/** The line of a path in a document; where the path is missing, the line of its nearest parent. */
export function lineOf({ document, lines }: Source, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1]) : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** A fault at a line, with its reason in English. */
export function fault(file: string, line: number, kind: FaultKind, values: Record<string, string>): Fault {
  return { file, line, kind, values, reason: translateFaults('en', `fault.${kind}`, values) };
}

/**
 * Reads one YAML file and checks its shape. Faults are added to `faults`, with lines; the result is then undefined. Rooms that keep files of their own in an
 * edition's folder read them with it.
 */
export function readChecked<T>(path: string, schema: z.ZodType<T>, faults: Fault[]): { content: T; source: Source } | undefined {
  return parseChecked(path, textOf(path), schema, faults);
}

/** The same for a text that was read already. */
export function parseChecked<T>(
  path: string,
  text: string | undefined,
  schema: z.ZodType<T>,
  faults: Fault[],
): { content: T; source: Source } | undefined {
  const source = parseSource(path, text, faults);
  if (source === undefined) return undefined;
  const parsed = schema.safeParse(source.content);
  if (parsed.success) return { content: parsed.data, source };
  for (const { at, kind, values } of nameIssues(parsed.error.issues, source.content))
    faults.push(fault(path, lineOf(source, at), kind, values));
  return undefined;
}
