import type { Statement } from './pipeline.ts';

// A call of one function with parameters only.
const CALL = /^select ([a-z_]+\.[a-z_]+)\(\$1(?:, ?\$\d+)*\)$/;

const MAX_CACHED_TEXTS = 500;
const cachedTexts = new Map<string, string>();
type Call = { readonly name: string; readonly parameters: number };
const combined: { calls: readonly Call[]; by: string }[] = [];

/**
 * Registers a function that does the work of these consecutive calls and takes all their parameters in order. `calls`: function name to number of parameters.
 */
export function registerCombined(calls: Readonly<Record<string, number>>, by: string): void {
  combined.push({ calls: Object.entries(calls).map(([name, parameters]) => ({ name, parameters })), by });
}

/**
 * Merges consecutive function calls whose results are not needed into one statement. They run in the same order, each sees the effects of those before it, and
 * if one fails, all fail, as they would in one transaction. Each statement saved costs both sides as much as a small function does.
 */
export function coalesceCalls(statements: readonly Statement[]): Statement[] {
  const merged: Statement[] = [];
  let calls: Statement[] = [];
  const flush = () => {
    if (calls.length > 0) merged.push(calls.length === 1 ? calls[0]! : mergeCalls(calls));
    calls = [];
  };
  for (const statement of statements) {
    if (statement.describe === false && CALL.test(statement.text)) calls.push(statement);
    else {
      flush();
      merged.push(statement);
    }
  }
  flush();
  return merged;
}

function mergeCalls(statements: readonly Statement[]): Statement {
  const key = statements.map(({ text }) => text).join(';');
  let text = cachedTexts.get(key);
  if (text === undefined) {
    const calls = statements.map(({ text: call, values = [] }): Call => ({ name: CALL.exec(call)![1]!, parameters: values.length }));
    const match = combined.find((one) =>
      one.calls.every(({ name, parameters }, at) => calls[at]?.name === name && calls[at].parameters === parameters),
    );
    if (match !== undefined) {
      const replaced = calls.splice(0, match.calls.length);
      calls.unshift({ name: match.by, parameters: replaced.reduce((sum, { parameters }) => sum + parameters, 0) });
    }
    let at = 0;
    const terms = calls.map(({ name, parameters }) => `${name}(${Array.from({ length: parameters }, () => `$${++at}`).join(',')})`);
    text = `select ${terms.join(', ')}`;
    if (cachedTexts.size >= MAX_CACHED_TEXTS) cachedTexts.clear();
    cachedTexts.set(key, text);
  }
  return { text, values: statements.flatMap(({ values = [] }) => values), describe: false };
}
