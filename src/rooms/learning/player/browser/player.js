// What a learner does on a phone is stored on it before it is sent, and deleted only once the server has confirmed it. Without this script every page still
// works while online. Plain JavaScript: phones run this file as it is.
const CACHE = 'learn-2';
// The worker of an earlier release may still serve from it (worker.js).
const FORMER_CACHE = 'learn-1';
const BATCH = 100;
const AGAIN_MS = 5_000;

const byId = (id) => document.getElementById(id);
// The page itself carries the secret of its learner's queue, so a page stored on the phone keeps it for as long as it is stored. Work done on a page is always
// that learner's, also when another person has signed in since.
const { learner, queue } = document.body.dataset;
let canStore = Boolean(queue);

function store(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('learn', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('waiting', { keyPath: 'id' });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const change = database.transaction('waiting', mode);
      const asked = work(change.objectStore('waiting'));
      // Resolves only once the data is on disk.
      change.oncomplete = () => {
        database.close();
        resolve(asked?.result);
      };
      change.onabort = () => {
        database.close();
        reject(change.error);
      };
    };
  });
}
const waiting = async () => (await store('readonly', (all) => all.getAll())).sort((a, b) => a.order - b.order);
const keep = (entry) => store('readwrite', (all) => all.put(entry));
/** Deletes the pages stored on this phone. Without TLS a browser has no caches. */
const forgetPages = () => Promise.all([CACHE, FORMER_CACHE].map((name) => window.caches?.delete(name)));
const letGo = (entries) =>
  store('readwrite', (all) => {
    for (const { id } of entries) all.delete(id);
  });

/** A client key: `crypto.randomUUID` is not there on an address without TLS. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

let sending = null;
/** Sends what waits, each learner's under their own secret, because phones are shared. True once nothing is left. */
function send() {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

const submit = (secret, entries) =>
  fetch('/learn/submit', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': uuid() },
    credentials: 'omit',
    body: JSON.stringify({ secret, ofQueue: true, actions: entries.map(({ action }) => action) }),
  }).catch(() => null);

async function sendAll() {
  let whole = true;
  const all = await waiting();
  for (const secret of new Set(all.map((entry) => entry.secret))) {
    const entries = all.filter((entry) => entry.secret === secret);
    for (let at = 0; at < entries.length; at += BATCH) {
      const part = entries.slice(at, at + BATCH);
      let answer = await submit(secret, part);
      // The secret has ended, and the same learner has signed in again.
      if (answer?.status === 401 && queue && queue !== secret && part[0].learner === learner) answer = await submit(queue, part);
      // There is no answer, or it does not mention these actions: they stay. Sending them again has no second effect.
      if (answer === null || !answer.ok) {
        whole = false;
        break;
      }
      const { results } = await answer.json().catch(() => ({ results: [] }));
      await letGo(part.filter((_, index) => results[index] !== undefined));
    }
  }
  return whole;
}

function cannotStore() {
  canStore = false;
  return [];
}

async function showBand(sent = false) {
  const band = byId('band');
  const left = (await waiting().catch(cannotStore)).length;
  const words = [
    ...(navigator.onLine ? [] : [canStore ? band.dataset.offline : band.dataset.unsaved]),
    ...(left > 0 ? [`${band.dataset.waiting} ${left}`] : []),
    ...(sent && left === 0 ? [band.dataset.sent] : []),
  ];
  const text = words.join(' ');
  // Setting the same text again would make a screen reader announce it again.
  if (band.textContent !== text) band.textContent = text;
}

function answersOf(form) {
  const answers = {};
  const places = {};
  for (const [name, value] of new FormData(form)) {
    const [kind, item, step] = name.split('/');
    if (kind === 'a') answers[item] = [...(answers[item] ?? []), value];
    if (kind === 'o') places[item] = [...(places[item] ?? []), { step, place: Number(value) }];
  }
  for (const [item, list] of Object.entries(places)) answers[item] = list.sort((a, b) => a.place - b.place).map(({ step }) => step);
  return answers;
}

function actionOf(form) {
  const at = new Date().toISOString();
  const { action, attempt, record, lesson, version, hash, print } = form.dataset;
  if (action === 'read') return { do: 'read', lesson, version: Number(version), at };
  if (action === 'answer') return { do: 'answer', attempt, answers: answersOf(form), print, at };
  if (action === 'sign-record') return { do: action, record, hash, at };
  return { do: 'sign', attempt, hash, at };
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.id === 'out') {
    // The session cannot be ended offline, and the stored data is the only copy.
    if (navigator.onLine) void forgetPages();
    else event.preventDefault();
  }
  if (!form.dataset.action) return;
  event.preventDefault();
  const action = actionOf(form);
  const id = uuid();
  canStore =
    Boolean(queue) &&
    (await keep({ id, learner, secret: queue, order: Date.now(), action }).then(
      () => true,
      () => false,
    ));
  if (!canStore) {
    // What cannot be stored is sent as it would be without this script. Offline the page stays: leaving it would lose the answers.
    if (navigator.onLine) form.submit();
    else await showBand();
    return;
  }
  await send();
  // Only this step decides: what an earlier learner left may wait for ever.
  const sent = !(await waiting()).some((entry) => entry.id === id);
  if (sent && action.do !== 'read') location.assign(form.dataset.next ?? location.href);
  else if (action.do === 'read') location.assign(form.dataset.next);
  else await showKept();
  await showBand();
});

/** Marks as signed what was passed elsewhere and signed offline, also when its page is opened again. */
async function showSigned() {
  const form = byId('sign-record');
  if (form === null || !(await waiting()).some(({ action }) => action.record === form.dataset.record)) return;
  form.hidden = true;
  byId('signed-later').hidden = false;
  byId('signed-later').focus();
}

/** Marks a check that was answered offline, also when its page is opened again. */
async function showKept() {
  const form = byId('answers');
  if (form === null) return showSigned();
  const own = (await waiting()).map(({ action }) => action).filter(({ attempt }) => attempt === form.dataset.attempt);
  if (!own.some((action) => action.do === 'answer')) return;
  form.hidden = true;
  byId('later').hidden = false;
  const signed = own.some((action) => action.do === 'sign');
  if (byId('sign-later')) byId('sign-later').hidden = signed;
  byId('signed-later').hidden = !signed;
  byId(signed ? 'signed-later' : 'later-title').focus();
}

/** Marks a lesson that was read offline in its module, whose page was cached before. */
async function showRead() {
  const words = byId('keep')?.dataset.read;
  if (words === undefined) return;
  for (const { action, learner: of } of await waiting()) {
    const mark = of === learner && action.do === 'read' && byId(`read-${action.lesson}`);
    if (mark) mark.textContent = words;
  }
}

async function keepModule() {
  const place = byId('keep');
  const button = byId('keep-now');
  const said = byId('keep-said');
  // A disabled button loses the focus, and keyboard users lose their place.
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  said.textContent = said.dataset.busy;
  try {
    // Lessons without a place for the answers would lose what is done in them.
    await waiting();
    // Not awaited: Firefox asks the learner, who may overlook the question. The pages are cached regardless of the answer.
    void navigator.storage?.persist?.().catch(() => {});
    let check = place.dataset.check;
    // Drawn while online, answered at any time: the questions come without their key.
    if (place.dataset.draw)
      check = new URL((await fetch(place.dataset.draw, { method: 'POST', body: new URLSearchParams() })).url).pathname;
    const home = location.pathname.split('/').slice(0, 3).join('/');
    const addresses = [home, ...JSON.parse(place.dataset.addresses), ...(check.includes('/c/') ? [check] : [])];
    const cache = await caches.open(CACHE);
    for (const address of addresses) {
      const page = await fetch(address);
      if (!page.ok || !queue || !(await page.clone().text()).includes(`data-queue="${queue}"`)) throw new Error(address);
      await cache.put(address, page);
    }
    said.textContent = said.dataset.kept;
  } catch {
    said.textContent = said.dataset.failed;
    button.ariaDisabled = 'false';
  }
}

async function begin() {
  // Nobody is signed in: the previous learner's cached pages must not be shown to the next.
  if (byId('enter') || byId('own')) await forgetPages();
  if ('serviceWorker' in navigator) {
    const policy = window.trustedTypes?.createPolicy('learn', { createScriptURL: (address) => address });
    const address = '/learn/worker.js';
    await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address, { scope: '/learn/' });
    if (byId('keep')) {
      byId('keep').hidden = false;
      byId('keep-now').addEventListener('click', () => void keepModule());
    }
  }
  await showBand();
  await showKept();
  await showRead();
  await catchUp();
}

async function catchUp() {
  const before = (await waiting()).length;
  if (before === 0 || !(await send())) return showBand();
  await showBand(true);
  // What was submitted later has a result now. The cached page does not show it, so a new one is fetched first, however long that takes.
  if (!byId('answers')?.hidden && !byId('sign-record')?.hidden) return;
  const renewed = await fetch(location.href, { headers: { 'x-renew': '1' } }).catch(() => null);
  if (renewed?.ok) location.reload();
}

window.addEventListener('online', () => void catchUp());
// Not every browser reports that it is online again. What waits is retried while the page is shown.
setInterval(async () => {
  if (!document.hidden && (await waiting()).length > 0) await catchUp();
}, AGAIN_MS);
window.addEventListener('offline', () => void showBand());
void begin();
