import { startFollowing } from './follow.ts';
import { startForm } from './form.ts';
import { makeLeaving } from './leaving.ts';
import { wordsOf } from './words.ts';
import { WorkerClient } from './worker-client.ts';

const page = document.getElementById('content')!;
const worker = new WorkerClient();
makeLeaving(() => worker.end());

// WebCrypto is there in a secure context only. Where it is missing, the page stays as the server sent it: help and numbers, and no form.
if (isSecureContext && typeof Worker === 'function' && page.dataset.words !== undefined) {
  const context = { page, worker, words: wordsOf(page), language: document.documentElement.lang, slug: page.dataset.channel! };
  if (page.dataset.page === 'follow') startFollowing(context);
  else startForm(context);
}
