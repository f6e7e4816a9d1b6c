/** The name of the cache of kept pages, and of the database of what waits. Leaving deletes both by it. */
export const STORE = 'manumit-reports';

/** The service workers of these pages in this browser, as far as they are known: asked for when a page opens, because leaving waits for nothing. */
export const services = new Set<ServiceWorkerRegistration>();

/** Asks the browser for the service workers of these pages. */
export async function findServices(): Promise<void> {
  try {
    for (const service of await navigator.serviceWorker.getRegistrations()) if (service.scope.endsWith('/r/')) services.add(service);
  } catch {
    // This browser has none.
  }
}
