import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig, type Plugin } from 'vite';
import { DEFAULT_LOCALE, LOCALES } from './src/kernel/languages.ts';
import { buildReporter } from './src/rooms/reports/reporter/code/build-code.ts';

const WEB = fileURLToPath(new URL('./src/web/', import.meta.url));

// Every address of the staff application is below /desk; the server sends the shell for each and the files from /desk/assets.
export default defineConfig({
  root: WEB,
  base: '/desk/',
  publicDir: false,
  plugins: [react(), findCatalogues(), parseTexts(), fillShell(), compress(), withReporter()],
  resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
  // A catalogue is one object: exports for single keys would double it.
  json: { namedExports: false },
  build: {
    outDir: fileURLToPath(new URL('./dist/desk/', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The code that every page needs is one file: compressed together it is smaller, and it stays in the browser's cache over releases.
    rolldownOptions: {
      output: {
        // Every page lists the names of the files that others need, and a hash does not compress: seven letters are enough after the name.
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|intl-messageformat|@formatjs)\/|src\/(kernel\/(languages|ids|dates)|platform\/texts\/texts|web\/(client\/(language|api|problem|session|write|address|device)|texts\/texts|kit\/(Button|Icon|DateText|Section|later|status\/StatusMark|notes\/\w+)))\.tsx?$|vite\/preload-helper/,
            },
          ],
        },
      },
    },
  },
});

/** Adds to the shell the sentence shown in a browser without script, in every language of the desk, from the catalogues. */
function fillShell(): Plugin {
  const textIn = (locale: string) =>
    (JSON.parse(readFileSync(join(WEB, `no-script/texts/${locale}.json`), 'utf8')) as Record<string, string>)['no-script'];
  return {
    name: 'manumit-shell',
    transformIndexHtml: (html) =>
      html.replace('<!--no-script-->', LOCALES.map((locale) => `<p lang="${locale}">${textIn(locale)}</p>`).join('')),
  };
}

/**
 * Gives the browser the catalogues that the server finds in a folder (src/platform/texts/find-catalogues.ts). Each language is a file of its own, and only the
 * one that is read is loaded (src/web/client/language.ts).
 */
function findCatalogues(): Plugin {
  return {
    name: 'manumit-catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/texts.ts') || !code.includes('findCatalogues(')) return null;
      const found = code
        .replace(/^import \{ findCatalogues \} from .*$/m, `import { loadCatalogues } from '${join(WEB, 'client/language.ts')}';`)
        .replace(/findCatalogues\(\s*import\.meta\.url,([^)]+)\)/, (_call, folders: string) => {
          const names = [...folders.matchAll(/'([^']+)'/g)].map(([, folder]) => folder!);
          const inEach = LOCALES.map(
            (locale) => `${locale}: [${names.map((name) => `() => import('${name}/${locale}.json')`).join(', ')}]`,
          );
          return `loadCatalogues({ ${inEach.join(', ')} })`;
        });
      return { code: found, map: null };
    },
  };
}

/**
 * Parses the messages of every catalogue at build time, so that the browser does not load the parser. Error texts are left out: the server translates those.
 */
function parseTexts(): Plugin {
  const parse = (text: string) => new IntlMessageFormat(text, DEFAULT_LOCALE, undefined, { ignoreTag: true }).getAst();
  const isCatalogue = new RegExp(`/texts/(${LOCALES.join('|')})\\.json$`);
  return {
    name: 'manumit-texts',
    enforce: 'pre',
    transform(code, id) {
      if (!isCatalogue.test(id)) return null;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>).filter(([key]) => !key.startsWith('error.'));
      return JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, parse(text)])));
    },
  };
}

/** Builds the code of the reporters' pages into the same folder, so that both are replaced at once. */
function withReporter(): Plugin {
  let folder = '';
  return {
    name: 'manumit-reporter',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(resolve(root, build.outDir), 'reporter');
    },
    closeBundle: () => buildReporter(folder),
  };
}

/** Writes a brotli copy next to each file, so that the server compresses nothing while it serves. */
function compress(): Plugin {
  return {
    name: 'manumit-compress',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (dir === undefined || !/\.(js|css|svg)$/.test(name)) continue;
        const path = join(dir, name);
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }));
      }
    },
  };
}
