/** What this browser keeps of the log: the last published checkpoint it saw. It survives signing out, like the language. */
export const CHECKPOINT_KEY = 'manumit.log';

/** How this browser shows the navigation. */
export const NAVIGATION_KEY = 'manumit.navigation';

/** The items a browser keeps after signing out, by name: none of them about a person. */
const PRESERVED_KEYS = ['manumit.language', CHECKPOINT_KEY, NAVIGATION_KEY];

/**
 * Runs an action, such as signing out, in which the server instructs the browser to delete everything it stored, and restores the items of the device
 * afterwards.
 */
export async function preservingDeviceKeys<T>(work: () => Promise<T>): Promise<T> {
  const preserved = PRESERVED_KEYS.map((name) => [name, read(name)] as const);
  try {
    return await work();
  } finally {
    for (const [name, value] of preserved) if (value !== null && read(name) === null) localStorage.setItem(name, value);
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // A browser without storage has nothing to restore.
    return null;
  }
}
