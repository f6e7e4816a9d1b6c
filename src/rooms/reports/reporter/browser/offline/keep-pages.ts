import { announce, button, element } from '../dom.ts';
import { checkList, fetchList } from '../form-state.ts';
import type { ReporterPage } from '../page-context.ts';
import { fileAddress, trustedAddress } from '../worker-client.ts';
import { findServices, STORE, services } from './own-stores.ts';
import { deleteKeptList, keepList } from './store.ts';

/** Whether this page is kept on this phone. To look leaves no trace. */
export async function isPageKept(): Promise<boolean> {
  try {
    return (await caches.match(location.pathname, { cacheName: STORE, ignoreVary: true })) !== undefined;
  } catch {
    return false;
  }
}

/** The choice to keep the pages of this channel on this phone, so that they open without a network. Nothing is kept unless the reporter chose it. */
export async function keepPagesNodes(context: ReporterPage, posterNow: () => string | null): Promise<Node[]> {
  const { words, slug } = context;
  // Over an unsafe line, and in some private windows, a browser has neither.
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return [element('p', { class: 'm' }, words('keep.failed'))];
  const status = element('p', { role: 'status' });
  const keep = button(words('keep'), async () => {
    announce(status, words('keep.now'));
    const fault = await run();
    if (fault !== null) return announce(status, words(fault), 'bad');
    keep.replaceWith(drop);
    announce(status, words('keep.kept'), 'ok');
  });
  const drop = button(words('keep.delete'), async () => {
    await dropPages(slug);
    drop.replaceWith(keep);
    announce(status, words('keep.deleted'));
  });

  /** Keeps all of it or nothing; the key of the text of a fault. The list is checked first: an unproven one is no use later. */
  async function run(): Promise<string | null> {
    const list = await fetchList(slug);
    const checked = typeof list === 'string' ? list : await checkList(context, list, { fingerprint: posterNow(), isKept: false });
    if (typeof list === 'string' || typeof checked === 'string') return typeof checked === 'string' ? checked : 'broken';
    try {
      await keepPages(context);
      await keepList(slug, list);
      return null;
    } catch {
      await dropPages(slug).catch(() => {});
      return 'keep.failed';
    }
  }

  const isHere = await isPageKept();
  if (isHere) announce(status, words('keep.kept'), 'ok');
  return [element('p', { class: 'h' }, words('keep.hint')), status, isHere ? drop : keep];
}

/** Brings kept pages and the list of readers up to date; false where there is no network. */
export async function renewKeptPages(context: ReporterPage): Promise<boolean> {
  const list = await fetchList(context.slug);
  if (list === 'no-list') return false;
  try {
    await keepPages(context);
    if (typeof list !== 'string') await keepList(context.slug, list);
  } catch {
    // What was kept stays as it is.
  }
  return true;
}

async function keepPages({ page, slug }: Pick<ReporterPage, 'page' | 'slug'>): Promise<void> {
  const here = `${below()}${slug}`;
  const files = [fileAddress('main.js'), fileAddress('worker.js'), page.dataset.texts!];
  const store = await openStore();
  await store.addAll(
    [here, `${here}/how-safe`, ...files].map((address) => new Request(address, { credentials: 'omit', cache: 'no-cache' })),
  );
  for (const scope of scopes()) services.add(await navigator.serviceWorker.register(trustedAddress('service.js'), { scope }));
}

/** Deletes the kept pages of this channel and its list. The code and what answers without a network go with the last channel. What waits to be sent stays. */
async function dropPages(slug: string): Promise<void> {
  const store = await openStore();
  let isShared = false;
  for (const page of await store.keys()) {
    const of = CHANNEL.exec(page.url)?.[1];
    if (of === slug) await store.delete(page, { ignoreVary: true });
    else if (of !== 'code') isShared = true;
  }
  await deleteKeptList(slug);
  if (isShared) return;
  await caches.delete(STORE);
  await findServices();
  for (const service of services) await service.unregister();
  services.clear();
}

/** The channel of the address of a page in any language; `code` of all else that is kept. */
const CHANNEL = /\/r\/([\w-]+)/;
const openStore = () => caches.open(STORE);

const PAGES = '/r/';
/** The folder of this page: `/r/`, or below its language, as `/fr/r/`. */
const below = () => location.pathname.slice(0, location.pathname.indexOf(PAGES) + PAGES.length);
/** A worker for the pages of this language, and one for the code, which lies below `/r/` in all. */
const scopes = () => [...new Set([PAGES, below()])];
