import { unsafeHtml } from './html.ts';

// The glyphs of the status marks, drawn in a box of 16. The desk draws the same.
const GLYPHS = {
  met: '<path d="M3.4 8.4 6.6 11.6 12.6 4.9"/>',
  partly: '<circle cx="8" cy="8" r="5"/><path d="M8 3a5 5 0 0 0 0 10z" fill="currentColor"/>',
  not: '<path d="M4.4 4.4l7.2 7.2M11.6 4.4l-7.2 7.2"/>',
  late: '<circle cx="8" cy="8" r="5.4"/><path d="M8 5v3.2l2.2 1.4"/>',
  none: '<path d="M5.7 6.1a2.4 2.4 0 1 1 3.5 2.1c-.8.45-1.2.9-1.2 1.7"/><path d="M8 12.6v.01"/>',
} as const;

/** A status mark in its tile; `origin` is a class that gives the tile its shape. The word is always next to it, so it is hidden from screen readers. */
export function mark(kind: keyof typeof GLYPHS, origin = '') {
  return unsafeHtml(
    `<span class="t ${kind}${origin && ` ${origin}`}"><svg class="line" width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">${GLYPHS[kind]}</svg></span>`,
  );
}

/** The arrow of a door. */
export const ARROW = unsafeHtml(
  '<svg class="line arrow" width="20" height="20" viewBox="0 0 16 16" stroke-width="1.5" aria-hidden="true"><path d="M2.8 8h10.2M9 4l4 4-4 4"/></svg>',
);
