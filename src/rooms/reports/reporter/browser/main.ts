import type { BrowserTexts } from '../browser-texts.ts';
import { openFollowing } from './follow.ts';
import { startForm } from './form.ts';
import { makeLeaving } from './leaving.ts';
import { fetchTexts } from './requests.ts';
import { wordsOf } from './words.ts';
import { WorkerClient } from './worker-client.ts';

const page = document.getElementById('content')!;
const worker = new WorkerClient();
makeLeaving(() => worker.end());

// WebCrypto is there in a secure context only. Where it is missing, the page stays as the server sent it: help and numbers, and no form.
if (isSecureContext && typeof Worker === 'function' && page.dataset.words !== undefined) {
  const language = document.documentElement.lang;
  const words = wordsOf(JSON.parse(page.dataset.words) as BrowserTexts, language);
  const first = { page, worker, words, slug: page.dataset.channel! };
  const load = async () => ({ ...first, words: wordsOf(await fetchTexts(page.dataset.texts!), language) });
  if (page.dataset.page === 'follow') void openFollowing(first, load);
  else startForm(first, load);
}
