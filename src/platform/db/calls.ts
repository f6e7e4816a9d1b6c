import type { Statement } from './batch.ts';

// A call of one function with nothing but what is handed over.
const CALL = /^select ([a-z_]+\.[a-z_]+)\(\$1(?:, ?\$\d+)*\)$/;

const joinedTexts = new Map<string, string>();
const MOST_TEXTS = 500;
type Handed = { readonly name: string; readonly handed: number };
const atOnce: { calls: readonly Handed[]; by: string }[] = [];

/** Names the function that does by itself what these do called one after the other, each handed so many values, handed all of them: what each would ask anew, it asks once. */
export function declareAtOnce(calls: Readonly<Record<string, number>>, by: string): void {
  atOnce.push({ calls: Object.entries(calls).map(([name, handed]) => ({ name, handed })), by });
}

/**
 * Makes calls of functions that stand behind each other, and of which no answer is wanted, one statement: they are made in the order in which they stand, each sees what
 * those before it did, and one that fails takes the others with it, as in the transaction they would be. Each statement costs both sides as much again as a small function.
 */
export function asFewStatements(statements: readonly Statement[]): Statement[] {
  const few: Statement[] = [];
  let calls: Statement[] = [];
  const close = () => {
    if (calls.length > 0) few.push(calls.length === 1 ? calls[0]! : oneOf(calls));
    calls = [];
  };
  for (const statement of statements) {
    if (statement.describe === false && CALL.test(statement.text)) calls.push(statement);
    else {
      close();
      few.push(statement);
    }
  }
  close();
  return few;
}

function oneOf(calls: readonly Statement[]): Statement {
  const name = calls.map(({ text }) => text).join(';');
  let text = joinedTexts.get(name);
  if (text === undefined) {
    const said = calls.map(({ text: call, values = [] }) => ({ name: CALL.exec(call)![1]!, handed: values.length }));
    const whole = atOnce.find(({ calls: those }) =>
      those.every(({ name, handed }, at) => said[at]?.name === name && said[at].handed === handed),
    );
    if (whole !== undefined) {
      const those = said.splice(0, whole.calls.length);
      said.unshift({ name: whole.by, handed: those.reduce((sum, { handed }) => sum + handed, 0) });
    }
    let at = 0;
    const words = said.map(({ name: called, handed }) => `${called}(${Array.from({ length: handed }, () => `$${++at}`).join(',')})`);
    text = `select ${words.join(', ')}`;
    if (joinedTexts.size >= MOST_TEXTS) joinedTexts.clear();
    joinedTexts.set(name, text);
  }
  return { text, values: calls.flatMap(({ values = [] }) => values), describe: false };
}
