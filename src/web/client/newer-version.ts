/**
 * Whether a piece of the program could not be had: what its file is called changes with every version, and an open page still asks for the
 * old one. Every browser words it in its own way.
 */
export function isNewerVersion(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed)/i.test(
      error.message,
    )
  );
}
