/**
 * Whether a file of the program could not be loaded: file names change with every version, and an open page still requests the old ones. The network may have
 * failed too, which the browser does not say. Every browser words the error differently.
 */
export function isNewerVersion(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed)/i.test(
      error.message,
    )
  );
}
