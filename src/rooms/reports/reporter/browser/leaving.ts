// Nothing is stored under these names today. What a later version keeps on the phone has one of them, so that leaving deletes it there too.
const OWN_STORES = ['manumit-reports'];

/** The button "Leave this site": it ends the worker, deletes what this page may have stored, and replaces the page, so that the back button does not return to it. */
export function makeLeaving(endWork: () => void): void {
  const leave = document.getElementById('leave') as HTMLAnchorElement;
  leave.addEventListener('click', (event) => {
    event.preventDefault();
    endWork();
    for (const name of OWN_STORES) {
      // Each may be forbidden in this window. Leaving waits for none of them.
      try {
        indexedDB.deleteDatabase(name);
        void caches.delete(name).catch(() => {});
      } catch {}
    }
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
