/** One arm of an OR: its text, the text to remove, and how often the same text occurs before it. */
export type Arm = { text: string; removed: string; before: number };

// This arm only saves a check of clearance, which has the same result for a record without a label. It is removed together with the arms next to it.
const NO_LABEL = /^\(+(\w+\.)?label_level = 0\)( AND \((\w+\.)?releasable_to IS NULL\)\))?$/;
const TOKEN = /'(?:[^']|'')*'|[()]| OR /g;

/** Every arm of every OR in a condition as PostgreSQL prints it, with each arm in brackets; nested arms too. */
export function armsOf(condition: string): Arm[] {
  return groupsOf(condition).flatMap(([from, to]) =>
    splitAt(condition, from, to).map(([start, end]): Arm => {
      const text = condition.slice(start, end);
      const [first, last] = NO_LABEL.test(text) ? [from, to] : [start, end];
      const removed = condition.slice(first, last);
      return { text, removed, before: condition.slice(0, first).split(removed).length - 1 };
    }),
  );
}

/** The condition without this arm, which then admits no person. Other arms may have been removed already. */
export function withoutArm(condition: string, { removed, before }: Arm): string {
  let at = condition.indexOf(removed);
  for (let n = 0; n < before && condition.includes(removed, at + 1); n++) at = condition.indexOf(removed, at + 1);
  return at < 0 ? condition : `${condition.slice(0, at)}false${condition.slice(at + removed.length)}`;
}

/** The begin and end of each pair of brackets; brackets in quotes do not count. */
function groupsOf(condition: string): [from: number, to: number][] {
  const open: number[] = [];
  const groups: [number, number][] = [];
  for (const { index, 0: found } of condition.matchAll(TOKEN)) {
    if (found === '(') open.push(index + 1);
    if (found === ')') groups.push([open.pop()!, index]);
  }
  return groups.sort(([a], [b]) => a - b);
}

/** The begin and end of the arms between two brackets, if they contain arms. */
function splitAt(condition: string, from: number, to: number): [start: number, end: number][] {
  const cuts: [number, number][] = [];
  let [depth, start] = [0, from];
  for (const { index, 0: found } of condition.slice(from, to).matchAll(TOKEN)) {
    if (found === '(') depth += 1;
    if (found === ')') depth -= 1;
    if (found !== ' OR ' || depth > 0) continue;
    cuts.push([start, from + index]);
    start = from + index + found.length;
  }
  return cuts.length > 0 ? [...cuts, [start, to]] : [];
}
