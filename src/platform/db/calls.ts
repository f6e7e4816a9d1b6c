import type { Statement } from './batch.ts';

// A call of one function with nothing but what is handed over.
const CALL = /^select ([a-z_]+\.[a-z_]+)\(\$1(?:, ?\$\d+)*\)$/;

const joinedTexts = new Map<string, string>();
const MOST_TEXTS = 500;

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
    let handed = 0;
    const said = calls.map(({ text: call, values = [] }) => {
      const first = handed + 1;
      handed += values.length;
      return `${CALL.exec(call)![1]}(${values.map((_, at) => `$${first + at}`).join(',')})`;
    });
    text = `select ${said.join(', ')}`;
    if (joinedTexts.size >= MOST_TEXTS) joinedTexts.clear();
    joinedTexts.set(name, text);
  }
  return { text, values: calls.flatMap(({ values = [] }) => values), describe: false };
}
