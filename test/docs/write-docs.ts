import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-tree.ts';
import { clientTypes } from './client-types.ts';
import { clausesPage, errorsPage, permissionsPage } from './generated-docs.ts';
import { readmesWithStates, statesPage } from './state-machines.ts';

writeFileSync(join(ROOT, 'docs/errors.md'), await errorsPage());
writeFileSync(join(ROOT, 'docs/clauses.md'), clausesPage());
writeFileSync(join(ROOT, 'docs/permissions.md'), permissionsPage());
writeFileSync(join(ROOT, 'docs/states.md'), statesPage());
for (const { path, after } of readmesWithStates()) writeFileSync(join(ROOT, path), after);
writeFileSync(join(ROOT, 'src/web/client/routes.gen.ts'), await clientTypes());
