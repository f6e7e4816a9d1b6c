// Characters that hide what a name ends with: controls, and marks that turn the direction of writing.
const HIDING = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// What separates folders, or means something to a system of files.
const SEPARATING = /[\\/:*?"<>|]/g;

/** The name of a file as it is shown and saved: the reporter's browser wrote it, or anybody. */
export function safeFileName(name: string): string {
  const safe = name.replace(HIDING, '').replace(SEPARATING, '_').trim().slice(0, 100);
  return safe.replaceAll('.', '') === '' ? 'file' : safe;
}

// What a browser draws without running anything. SVG can hold script, so it is not among them.
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

/** Whether a file can be shown as a picture. */
export function isPicture(type: string): boolean {
  return PICTURES.includes(type);
}
