import type { Names } from './names.ts';

/** Inserts a text into an existing file, before or after the only occurrence of `at`. */
export type Place = { file: string; at: string; before?: string; after?: string };

/** Every list of the project that names its rooms, tables, permissions, addresses or screens one by one. */
export function placesOf({ id, schema, camel, type, title, obligation }: Names): Place[] {
  const thing = `${id}-note`;
  return [
    { file: 'src/app/rooms.ts', at: 'import { retentionRoutes }', before: `import { ${camel}Routes } from '#rooms/${id}/routes.ts';\n` },
    { file: 'src/app/rooms.ts', at: '  ...retentionRoutes,\n', before: `  ...${camel}Routes,\n` },
    { file: 'src/app/serving/openapi.ts', at: '  xapi: ', before: `  '${id}': 'Notes of the policy office.',\n` },
    {
      file: 'src/web/router.tsx',
      at: 'const nowhere = ',
      before: `const ${camel} = inside('/${id}', '${id}/${type}Page');\n`,
    },
    { file: 'src/web/router.tsx', at: '    consultations,\n', after: `    ${camel},\n` },
    {
      file: 'src/web/shell/navigation-plan.ts',
      at: "      item('/consultations', 'nav.consultations', 'cooperation:consult'),\n",
      after: `      item('/${id}', 'nav.${id}', '${id}:note'),\n`,
    },
    ...['en', 'fr'].map((locale) => ({
      file: `src/web/texts/${locale}.json`,
      at: '  "nav.consultations": "Consultations",\n',
      after: `  "nav.${id}": "${title}",\n`,
    })),
    ...[
      { locale: 'en', words: 'Note recorded' },
      { locale: 'fr', words: 'Note consignée' },
    ].map(({ locale, words }) => ({
      file: `src/rooms/transparency-log/ui/actions/texts/${locale}.json`,
      at: '  "cooperation/record-consultation": ',
      before: `  "${id}/record-note": "${words}",\n`,
    })),
    {
      file: 'src/rooms/retention/retention.rules.ts',
      at: "  'cooperation.consultation': record('texts'),\n",
      after: `  '${schema}.note': record('texts'),\n`,
    },
    { file: 'test/boundaries.ts', at: '  cooperation: 5,\n', after: `  '${id}': 5,\n` },
    { file: 'docs/architecture.md', at: '| nations, cooperation, ', after: `${id}, ` },
    { file: 'knip.json', at: '"src/rooms/{cooperation,', after: `${id},` },
    {
      file: 'test/database/navigation.access.test.ts',
      at: "  '/consultations': ['/consultations'],\n",
      after: `  '/${id}': ['/${id}'],\n`,
    },
    // The oracle repeats independently who may do what: it knows only what is written here.
    { file: 'test/oracle/attributes.ts', at: "  | { kind: 'consultation' }\n", after: `  | { kind: '${thing}' }\n` },
    { file: 'test/oracle/may-see.ts', at: "    case 'consultation':\n", after: `    case '${thing}':\n` },
    { file: 'test/oracle/may-do.ts', at: "    case 'consultation':\n", after: `    case '${thing}':\n` },
    {
      file: 'test/oracle/may-do.ts',
      at: '  consult: (subject) => holds(subject, OFFICE),\n',
      after: `  'note-${id}': (subject) => holds(subject, OFFICE),\n`,
    },
    {
      file: 'test/oracle/routes.ts',
      at: "  'GET consultations': { action: 'consult' },\n",
      before: `  'GET ${id}': { action: 'note-${id}' },\n  'POST ${id}': { action: 'note-${id}' },\n`,
    },
    {
      file: 'test/database/oracle/requests.ts',
      at: "  'POST consultations': ok(",
      before: `  'POST ${id}': ok(() => ({ text: crypto.randomUUID() })),\n`,
    },
    {
      file: 'test/database/oracle/things.ts',
      at: "  'cooperation.consultation': keyed(\n",
      before: `  '${schema}.note': keyed('${schema}.note', 't.id::text', () => ({ kind: '${thing}' })),\n`,
    },
    {
      file: 'test/database/oracle/seeds/seed-encouraging.ts',
      at: "    [\n      'cooperation.consultation',\n",
      before: `    ['${schema}.note', [{ id: randomUUID(), text: \`Noted \${canary()}\`, recorded_at: TODAY, recorded_by: world.office }]],\n`,
    },
    {
      file: 'test/e2e/screens.ts',
      at: "  { screen: 'consultations', as: OFFICE, path: '/desk/consultations' },\n",
      after: `  { screen: '${title.toLowerCase()} (${obligation})', as: OFFICE, path: '/desk/${id}' },\n`,
    },
  ];
}
