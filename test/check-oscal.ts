import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { oscalCatalog } from '#rooms/policy/oscal/oscal.ts';

/**
 * `npm run check:oscal -- SCHEMA`: every edition, in both languages, against NIST's JSON schema of an OSCAL catalog (a copy given by its path, never stored
 * here). Prints each fault with its place. Exits with 1 if there is a fault, with 2 if the schema cannot be read.
 */
const [schema] = process.argv.slice(2);
if (schema === undefined) {
  process.stderr.write('Name the file that holds the schema: npm run check:oscal -- oscal_catalog_schema.json\n');
  process.exit(2);
}

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
let faults = 0;
for (const edition of currentCatalogue().editions)
  for (const language of ['en', 'fr'] as const) {
    // Checked as exported: as JSON, not as the object behind it.
    valid(JSON.parse(JSON.stringify(oscalCatalog(edition, language, new Date()))));
    const found = valid.errors ?? [];
    faults += found.length;
    for (const { instancePath, message } of found) process.stdout.write(`${edition.id} ${language} ${instancePath}: ${message}\n`);
    process.stdout.write(`${edition.id}, ${language}: ${found.length} errors\n`);
  }
process.exitCode = faults === 0 ? 0 : 1;
