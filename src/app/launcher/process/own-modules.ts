import { registerHooks } from 'node:module';

const ROOT = new URL('../../../../', import.meta.url).href;
const SOURCES = `${ROOT}src/`;
const PACKAGES = `${ROOT}node_modules/`;
const IMPORTS = /^#(kernel|platform|rooms|site|web|app)\//;
const RELATIVE = /^\.\.?\//;

// An import of a file of the program names the file itself, and so does an ES module of a package that imports a file of its own: nothing has to be looked for.
// Node looks for it, for links on its way and for the package.json of its folder: a third of the time that loading the program takes
// (docs/decisions/048-cost-of-tests.md). All other imports are left to Node.
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '', conditions } = context;
    if (parentURL.startsWith(SOURCES) && specifier.endsWith('.ts')) {
      if (IMPORTS.test(specifier)) return { url: SOURCES + specifier.slice(1), format: 'module-typescript', shortCircuit: true };
      if (RELATIVE.test(specifier)) return { url: new URL(specifier, parentURL).href, format: 'module-typescript', shortCircuit: true };
    }
    // Whether a .js file is an ES module is still Node's to find out.
    if (parentURL.startsWith(PACKAGES) && conditions.includes('import') && RELATIVE.test(specifier) && specifier.endsWith('.js'))
      return { url: new URL(specifier, parentURL).href, shortCircuit: true };
    return next(specifier, context);
  },
});
