/**
 * Whether a file of the program could not be loaded: file names change with every version, and an open page still requests the old ones. The network may have
 * failed too, which the browser does not say. Every browser words the error of a module differently; that of a style sheet is Vite's.
 */
export function isNewerVersion(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS for )/i.test(
      error.message,
    )
  );
}
