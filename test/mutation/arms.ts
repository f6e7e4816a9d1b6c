/** One arm of an OR: what it says, what is taken away, and how often the same stands before it. */
export type Arm = { text: string; taken: string; before: number };

// Only saves a look at somebody's clearance, which would say the same of what carries no label: it is taken away together with the arms beside it.
const NO_LABEL = /^\(+(\w+\.)?label_level = 0\)( AND \((\w+\.)?releasable_to IS NULL\)\))?$/;
const TOKEN = /'(?:[^']|'')*'|[()]| OR /g;

/** Every arm of every OR in a condition as PostgreSQL writes it out, where each stands in brackets of its own; also inside what another arm is made of. */
export function armsOf(condition: string): Arm[] {
  return groupsOf(condition).flatMap(([from, to]) =>
    splitAt(condition, from, to).map(([start, end]): Arm => {
      const text = condition.slice(start, end);
      const [gone, over] = NO_LABEL.test(text) ? [from, to] : [start, end];
      const taken = condition.slice(gone, over);
      return { text, taken, before: condition.slice(0, gone).split(taken).length - 1 };
    }),
  );
}

/** A condition without this arm: it lets nobody through any more. Others may have been taken out of it already. */
export function withoutArm(condition: string, { taken, before }: Arm): string {
  let at = condition.indexOf(taken);
  for (let n = 0; n < before && condition.includes(taken, at + 1); n++) at = condition.indexOf(taken, at + 1);
  return at < 0 ? condition : `${condition.slice(0, at)}false${condition.slice(at + taken.length)}`;
}

/** Where each pair of brackets begins and ends; what stands in quotes is none. */
function groupsOf(condition: string): [from: number, to: number][] {
  const open: number[] = [];
  const groups: [number, number][] = [];
  for (const { index, 0: found } of condition.matchAll(TOKEN)) {
    if (found === '(') open.push(index + 1);
    if (found === ')') groups.push([open.pop()!, index]);
  }
  return groups.sort(([a], [b]) => a - b);
}

/** Where the arms between two brackets begin and end, if it is arms that stand there. */
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
