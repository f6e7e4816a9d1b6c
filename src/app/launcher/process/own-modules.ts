import { registerHooks } from 'node:module';

const ROOT = new URL('../../../../', import.meta.url).href;
const SOURCES = `${ROOT}src/`;
const IMPORTS = /^#(kernel|platform|rooms|site|web|app)\//;

// An import of a file of the program names the file itself, so nothing has to be looked for. Node looks for it, for links on its way and for the package.json of
// its folder: a third of the time that loading the program takes (docs/decisions/048-cost-of-tests.md). All other imports are left to Node.
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL } = context;
    if (!specifier.endsWith('.ts') || !parentURL?.startsWith(SOURCES)) return next(specifier, context);
    const url = IMPORTS.test(specifier)
      ? SOURCES + specifier.slice(1)
      : /^\.\.?\//.test(specifier)
        ? new URL(specifier, parentURL).href
        : undefined;
    return url === undefined ? next(specifier, context) : { url, format: 'module-typescript', shortCircuit: true };
  },
});
