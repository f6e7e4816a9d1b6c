/** Mark-up that is safe to send. Only `html` and `unsafeHtml` make it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** The values a template accepts: text and numbers are escaped, mark-up is kept, lists are joined, nothing is left out. */
export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/** Marks text as safe mark-up. Only for mark-up that the program wrote itself, never for input from a person or a file. */
export function unsafeHtml(markup: string): Html {
  return new Html(markup);
}

/** Escapes text for element content and for quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * Mark-up with escaped values. Values may be in content, in quoted attributes and at the start of an address. A place where escaping would not protect
 * (unquoted attribute, event handler, style, script, tag name) throws, and so does an address whose scheme is not http, https, mailto or tel.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const places = placesOf(strings);
  let out = strings[0]!;
  values.forEach((value, index) => {
    out += written(places[index]!, value);
    out += strings[index + 1]!;
  });
  return new Html(out);
}

function written(place: Place, value: HtmlValue): string {
  if (place === 'address') return safeAddress(value);
  if (place === 'attribute' && value instanceof Html && value.markup.includes('<')) throw new Error('An attribute holds no mark-up.');
  if (place === 'mark-up' && typeof value !== 'object' && markupOf(value) !== '') throw new Error('A whole attribute must be mark-up.');
  return markupOf(value);
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  return escapeHtml(String(value));
}

function safeAddress(value: HtmlValue): string {
  const address = typeof value === 'string' ? value : String(value ?? '');
  // Only relative addresses of this site: `//host` and `/\host` would leave it.
  if (/^(\/(?![/\\])|[?#]|$)/.test(address) || /^(https?:\/\/|mailto:|tel:)/i.test(address)) return escapeHtml(address);
  throw new Error('An address in a page must be on this site or have the scheme http, https, mailto or tel.');
}

type Place = 'text' | 'attribute' | 'address' | 'mark-up';
const known = new WeakMap<TemplateStringsArray, Place[]>();

/** The context of each value in a template. Computed once per template. */
function placesOf(strings: TemplateStringsArray): Place[] {
  let places = known.get(strings);
  if (places === undefined) {
    places = readPlaces(strings);
    known.set(strings, places);
  }
  return places;
}

const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'xlink:href']);

function readPlaces(strings: TemplateStringsArray): Place[] {
  const places: Place[] = [];
  // Text from the last `<` that opened a tag; empty between tags. The template is trusted, so its quotes balance.
  let tag = '';
  strings.slice(0, -1).forEach((chunk) => {
    for (const sign of chunk) {
      if (tag === '') tag = sign === '<' ? '<' : '';
      else if (sign === '>' && quotesClosed(tag)) {
        if (/^<(script|style)\b/i.test(tag)) throw new Error('No values inside script or style.');
        tag = '';
      } else tag += sign;
    }
    places.push(tag === '' ? 'text' : placeIn(tag));
    if (tag !== '') tag += '\ufffd';
  });
  return places;
}

const quotesClosed = (tag: string): boolean => tag.split('"').length % 2 === 1;

function placeIn(tag: string): Place {
  const open = /\s([^\s"=<>]+)="([^"]*)$/.exec(tag);
  // An optional attribute (`<option${selected}>`) is passed as mark-up.
  if (open === null && /^<[a-z][a-z0-9]*(\s+[^\s"=]+="[^"]*"|\s+[a-z-]+|\ufffd)*\s*$/i.test(tag)) return 'mark-up';
  const name = open?.[1]?.toLowerCase();
  if (name === undefined || name.startsWith('on') || name === 'style' || name === 'srcdoc')
    throw new Error(`No value is allowed here: ${tag}`);
  if (!ADDRESSES.has(name)) return 'attribute';
  const before = open![2]!;
  if (before === '') return 'address';
  // A later part of an address is safe only if the earlier part has already fixed the host.
  if (/^(\ufffd?[/?#](?!\/)|https?:\/\/[^\ufffd]+\/)/.test(before)) return 'attribute';
  throw new Error(`The start of this address is not fixed: ${tag}`);
}

/** A value with its own direction, such as a name or an address: the letters around it would part or turn it. */
export const isolate = (value: string): string => `\u2066${value}\u2069`;
