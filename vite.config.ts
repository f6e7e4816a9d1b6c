import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { IntlMessageFormat } from 'intl-messageformat';
import { defineConfig, type Plugin } from 'vite';

const WEB = fileURLToPath(new URL('./src/web/', import.meta.url));

// Every address of the staff application lies under /desk; the server sends the shell for each and the files from /desk/assets.
export default defineConfig({
  root: WEB,
  base: '/desk/',
  publicDir: false,
  plugins: [react(), parseTexts(), fillShell(), compress()],
  resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
  build: {
    outDir: fileURLToPath(new URL('./dist/desk/', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every page needs comes in one file: compressed together it is smaller, and it stays in the browser's store over releases.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'base', test: /node_modules\/(react|react-dom|scheduler|@tanstack|intl-messageformat|@formatjs)\// }],
        },
      },
    },
  },
});

/** Puts the one sentence a browser without script sees into the shell, in both languages, from the same texts as everything else. */
function fillShell(): Plugin {
  const say = (locale: string) =>
    (JSON.parse(readFileSync(join(WEB, `texts/${locale}.json`), 'utf8')) as Record<string, string>)['shell.no-script'];
  return {
    name: 'manumit-shell',
    transformIndexHtml: (html) => html.replace('<!--no-script-->', `<p lang="en">${say('en')}</p><p lang="fr">${say('fr')}</p>`),
  };
}

/**
 * Parses the messages of every catalogue while building, so that the browser does not carry the parser. What an error says it does not
 * carry either: the server words those.
 */
function parseTexts(): Plugin {
  const parse = (text: string) => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
  return {
    name: 'manumit-texts',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/texts\/(en|fr)\.json$/.test(id)) return null;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>).filter(([key]) => !key.startsWith('error.'));
      return JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, parse(text)])));
    },
  };
}

/** Writes a brotli copy beside each file, so that the server compresses nothing while it serves. */
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
