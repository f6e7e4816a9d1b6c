import type { PublishedCheckpoint } from '#platform/ledger/log-store.ts';
import type { CodeDetail } from '#rooms/reports/index.ts';
import { html } from '#site/html.ts';
import type { PageContent, PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { wordsIn } from '#site/words.ts';
import { translateLogPages } from './texts.ts';

const STYLE = inlineBlock(
  '.log pre{margin:12px 0 0;padding:12px 14px;background:var(--ground);border:1px solid var(--line);border-radius:4px;font:400 14px/21px ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}.log code{font:400 15px/24px ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}',
);

/** An entry that names the program of reporters' pages: the day of its publication, its place, and what it names; null where that was erased. */
type RecordedCode = { readonly day: string; readonly index: number; readonly detail: CodeDetail | null };

// The file lists all.
const SHOWN = 5;

type Key = Parameters<typeof translateLogPages>[1];

/** The page: what the log is, what it does not reveal, its newest checkpoint and keys, and how to verify it. */
export function logContent(
  { language }: PageContext,
  {
    newest,
    keys,
    code,
  }: { newest?: PublishedCheckpoint; keys: readonly { vkey: string; fromSize: number }[]; code: readonly RecordedCode[] },
): PageContent {
  const { text, plain } = wordsIn(language, translateLogPages);
  const list = (...lines: Key[]) => html`<ul>${lines.map((key) => html`<li>${text(key)}</li>`)}</ul>`;
  const file = (path: string, key: Key) => html`<li><a href="/log/${path}">/log/${path}</a><br>${text(key)}</li>`;
  const key = keys.at(-1)?.vkey;
  const recorded = ({ day, index, detail }: RecordedCode) =>
    html`<p>${text('code-entry', { day: Date.parse(day), index })}</p>${
      detail === null
        ? html`<p>${text('code-erased')}</p>`
        : html`<pre>/r/code/${detail.build}/
${Object.entries(detail.files).map(([name, hash]) => `${hash}  ${name}\n`)}</pre>`
    }`;
  const body = html`<div class="wrap prose log"><h1>${text('title')}</h1><p class="lead">${text('lead')}</p>
${list('what-1', 'what-2', 'what-3', 'what-4')}
<h2>${text('newest-title')}</h2>${
    newest
      ? html`<p>${text('newest', { day: Date.parse(newest.day), size: newest.size })}</p><pre>${newest.note}</pre><p>${text('newest-keep')}</p>`
      : html`<p>${text('newest-none')}</p>`
  }
${key && html`<h2>${text('keys-title')}</h2><p>${text('keys')}</p><pre>${keys.map(({ vkey }) => `${vkey}\n`).join('')}</pre>`}
<h2>${text('verify-title')}</h2><p>${text('verify')}</p><pre>node verify.mjs ${text('verify-address')}/log/ --key ${key ?? text('verify-key')}</pre>
<p>${text('verify-kept')}</p><pre>node verify.mjs ${text('verify-address')}/log/ --key ${key ?? text('verify-key')} --saved ${text('verify-file')}</pre><p>${text('verify-mirror')}</p>
<h2>${text('code-title')}</h2><p>${text('code')}</p>${code.length === 0 ? html`<p>${text('code-none')}</p>` : code.slice(-SHOWN).reverse().map(recorded)}
<h2>${text('files-title')}</h2><ul>${file('verify.mjs', 'files-verifier')}${file('checkpoint', 'files-checkpoint')}${file('checkpoints.txt', 'files-checkpoints')}${file('keys.txt', 'files-keys')}${file('code.jsonl', 'files-code')}<li><code>/log/tile/…</code><br>${text('files-tiles')}</li></ul>
<h2>${text('witness-title')}</h2><p>${text('witness')}</p><pre>npx manumit witness --name witness.example.org/w1 --log ${key ?? text('verify-key')}</pre>
<h2>${text('limits-title')}</h2>${list('limits-1', 'limits-2', 'limits-3')}</div>`;
  return { title: plain('title'), description: plain('description'), body, style: STYLE };
}
