import { findServices, STORE, services } from './offline/own-stores.ts';

/**
 * The button "Leave this site": it ends the worker, deletes what these pages keep on the phone by its name, with their service worker, and replaces the page, so that
 * the back button does not return to it.
 */
export function makeLeaving(endWork: () => void): void {
  void findServices();
  const leave = document.getElementById('leave') as HTMLAnchorElement;
  leave.addEventListener('click', (event) => {
    event.preventDefault();
    endWork();
    // Each may be forbidden in this window. Leaving waits for none of them.
    try {
      void caches.delete(STORE).catch(() => {});
      for (const service of services) void service.unregister();
    } catch {}
    try {
      indexedDB.deleteDatabase(STORE);
    } catch {}
    document.body.replaceChildren();
    location.replace(leave.href);
  });
  // A page that a browser keeps for its back button would keep what was typed.
  addEventListener('pagehide', () => {
    endWork();
    document.body.replaceChildren();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
