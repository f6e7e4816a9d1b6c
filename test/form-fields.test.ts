import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, type SourceFile } from '#test/source-tree.ts';

// A form of more than five fields is drawn from a table of fields (src/web/kit/fields/field-table.ts), so that label, hint, error and order are written once.
const MAX_FIELDS = 5;
const CONTROL =
  /<(?:TextField|TextArea|SelectField|DateField|FileField|RadioRow|FilterSelect|FilterFind|ChoiceList|select|textarea|input(?! type="hidden"))\b/g;

/** Files whose fields come from data already: what a reader sees of them counts as so many fields. */
const FROM_DATA: Readonly<Record<string, number>> = {
  // One question of the questionnaire: its type decides which of these controls is shown.
  'src/rooms/returns/ui/questions/AnswerField.tsx': 1,
  'src/rooms/returns/pages/section-form-question.ts': 1,
  // A row per sheet: its table is the columns of the `DataTable`. In addition there are the version, its language, the day and two checkboxes.
  'src/rooms/learning/ui/papers/PaperRows.tsx': 5,
};

type Source = Pick<SourceFile, 'path' | 'text' | 'imports'>;
const isForm = ({ text }: Source) => /<(?:form|search)\b/.test(text);

// A control that receives its name as a parameter: `name={name}`, `name="${name}"` in markup of the server, or `name` among attributes that are spread.
const NAMED = /\bname=(?:"\$)?\{(\w+)\}|\{\.\.\.\{[^{}]*\b(name),/g;

const countNames = (text: string, pattern: RegExp) => new Set(Array.from(text.matchAll(pattern), ([, name]) => name)).size;

/** The names under which a control at `at` is drawn: those of the list, or of the calls of the function or component, that passes `parameter`. At least one. */
function namesOf(text: string, parameter: string, at: number): number {
  const passes = new RegExp(
    `(\\w+|\\[[^[\\]]*\\])(?: as const\\))?\\.map\\(\\(?${parameter}\\b` +
      `|(?:const|function) (\\w+)(?: = )?\\(${parameter}\\b|function ([A-Z]\\w*)\\(\\{[^}]*\\b${parameter}\\b`,
    'g',
  );
  const [, list, call, component] = [...text.slice(0, at).matchAll(passes)].at(-1) ?? [];
  if (call) return Math.max(1, countNames(text, new RegExp(`\\b${call}\\('([^']+)'`, 'g')));
  if (component) return Math.max(1, countNames(text, new RegExp(`<${component}\\b[^>]*\\b${parameter}="([^"]+)"`, 'g')));
  const names = list?.startsWith('[') ? list : new RegExp(`\\b${list} = (\\[[^\\]]*\\])`).exec(text)?.[1];
  return Math.max(1, countNames(names ?? '', /'([^']+)'/g));
}

/** The fields of a file without those of its components: its controls, each once for every name under which it is drawn. */
function ownFields(text: string): number {
  const again = Array.from(text.matchAll(NAMED), ({ 1: given, 2: spread, index }) => namesOf(text, given ?? spread!, index) - 1);
  return again.reduce((sum, count) => sum + count, text.match(CONTROL)?.length ?? 0);
}

/** The fields that a file draws without a table: its own, and for a form those of the components that it is composed of. */
function fieldsOf(source: Source, byPath: ReadonlyMap<string, Source>, seen: readonly string[] = [], fromData = FROM_DATA): number {
  if (source.path in fromData) return fromData[source.path]!;
  const own = ownFields(source.text);
  if (!isForm(source) && seen.length === 0) return own;
  const parts = source.imports.map((path) => {
    const found = byPath.get(path);
    // A component with a form of its own is another form; those of the kit are the fields themselves.
    if (found === undefined || isForm(found) || seen.includes(path) || path.startsWith('src/web/kit/')) return 0;
    const uses = source.text.match(new RegExp(`<${posix.basename(path, '.tsx')}\\b`, 'g'))?.length ?? 0;
    return uses && uses * fieldsOf(found, byPath, [...seen, source.path], fromData);
  });
  return parts.reduce((sum, count) => sum + count, own);
}

test('a form of more than five fields comes from a table of fields', () => {
  const sources = readSources().filter(({ path }) => /^src\/(?:rooms|web|site|app)\//.test(path) && !/\.test\.tsx?$/.test(path));
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const counted = sources.map((source) => ({ path: source.path, fields: fieldsOf(source, byPath) }));
  expect(counted.filter(({ fields }) => fields > MAX_FIELDS)).toEqual([]);
  // The count sees forms at all, and each exception is still needed.
  expect(counted.filter(({ fields }) => fields >= 3).length).toBeGreaterThan(10);
  const unneeded = Object.keys(FROM_DATA).filter((path) => fieldsOf(byPath.get(path)!, byPath, [], {}) <= MAX_FIELDS);
  expect(unneeded).toEqual([]);
});

test('a form that is split over components is counted as one', () => {
  const fields = '<TextField /> <TextArea /> <input type="hidden" /> <input type="date" />';
  const rest = { path: 'src/rooms/a/ui/Rest.tsx', text: fields, imports: [] };
  const form = { path: 'src/rooms/a/ui/Form.tsx', text: `<form>${fields} <Rest /></form>`, imports: [rest.path] };
  expect(fieldsOf(form, new Map([form, rest].map((source) => [source.path, source])))).toBe(6);
});

test('a control that is drawn under several names is counted once for each', () => {
  const list = `const LINES = ['where', 'when'] as const; LINES.map((name) => html\`<input name="\${name}">\`)`;
  const call = `const pick = (name: string) => html\`<input name="\${name}">\`; pick('danger', a); pick('danger', b); pick('since', c)`;
  const spread = "const line = (name: string) => <TextField {...{ id: name, name, type }} />; line('on'); line('function')";
  const component = 'function Line({ name }: Props) { return <TextField name={name} />; } <Line name="a" /> <Line name="b" />';
  const table = 'FIELDS.map(({ name, hint }) => <TextField name={name} hint={hint} />); FIELDS.map((field) => <input name={field.name} />)';
  expect([list, call, spread, component, table].map(ownFields)).toEqual([2, 2, 2, 2, 2]);
});
