import { type Html, html, unsafeHtml } from '#site/html.ts';
import type { TreatyParty, TreatyTable } from '../treaties/treaty-table.schema.ts';
import { drawPanels, type Panel } from './map-shapes.ts';
import { hasBoth } from './treaty-filter.ts';
import type { PageWords } from './treaty-rows.ts';

const FILLS = ['ally-party', 'ally-not', 'seen-party', 'seen-not', 'unknown', 'land', 'open'] as const;
type Fill = (typeof FILLS)[number];

type Mapped = TreatyParty & { bound: boolean };

/** The two maps with one legend. They always show every nation that is bound or seen today, regardless of the table's filter. */
export function treatyMaps(table: TreatyTable, words: PageWords): Html {
  const parties: Mapped[] = table.groups.flatMap(({ key, parties: members }) =>
    key === 'other' ? [] : members.map((party) => ({ ...party, bound: key !== 'seen' })),
  );
  const allies = table.groups.find((group) => group.key === 'ally')?.parties ?? [];
  const panels = drawPanels(parties.map((party) => party.iso2));
  // Invented nations have no shape. A map of nothing, with its legend, would be shown instead of nothing.
  const isMapped = parties.some((party) => panels.some((panel) => panel.nations.has(party.iso2)));
  const used = new Set<Fill>(['land', 'open']);
  const map = (name: 'un' | 'cets', fillOf: (party: Mapped) => Fill, count: number) => {
    for (const party of parties) used.add(fillOf(party));
    return html`<section class="map"><h2>${words.text(`map.${name}-title`)}</h2><p>${words.text(`map.${name}-count`, { n: count, all: allies.length })}</p>
${isMapped && html`<div role="img" aria-label="${words.plain(`map.${name}-alt`)}">${panels.map((panel) => drawing(panel, parties, fillOf, name === 'un'))}</div>`}</section>`;
  };
  const maps = [
    map('un', (party) => fill(party.bound, unTreatyStatus(party)), allies.filter(hasBoth).length),
    map(
      'cets',
      (party) => fill(party.bound, party.cells.CETS197.status),
      allies.filter((party) => party.cells.CETS197.status === 'party').length,
    ),
  ];
  if (!isMapped) return html`${maps}`;
  const outside = parties
    .filter((party) => panels.every((panel) => !panel.nations.has(party.iso2)))
    .map((party) => words.plainData(party.name));
  const names = outside.sort(words.compare).join(', ');
  return html`${PATTERNS}${maps}
<ul class="legend">${FILLS.filter((one) => used.has(one)).map((one) => html`<li><svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true"><rect class="${`f-${one}`}" x="1" y="1" width="14" height="10"/></svg>${words.text(`map.${one}`)}</li>`)}</ul>
<p class="small m">${outside.length > 0 && words.text('map.outside', { names })} ${words.text('map.no-view')}</p>`;
}

function unTreatyStatus(party: TreatyParty): TreatyParty['cells']['UNTOC']['status'] {
  if (hasBoth(party)) return 'party';
  const statuses = [party.cells.UNTOC.status, party.cells.TIP.status];
  return statuses.includes('not-party') || statuses.includes('signatory') ? 'not-party' : 'unknown';
}

function fill(bound: boolean, status: TreatyParty['cells']['UNTOC']['status']): Fill {
  if (status === 'unknown') return 'unknown';
  return `${bound ? 'ally' : 'seen'}-${status === 'party' ? 'party' : 'not'}`;
}

const PATTERNS = unsafeHtml(
  '<svg width="0" height="0" class="defs" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="h" d="M0 0v5"/></pattern><pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><circle class="d" cx="2" cy="2" r="1"/></pattern></defs></svg>',
);

// The shapes are drawn once, in the first map; the second one refers to them.
function drawing(panel: Panel, parties: readonly Mapped[], fillOf: (party: Mapped) => Fill, first: boolean): Html {
  // The class is on a group around the shape, because a referenced shape would keep its own class.
  const shape = (id: string, kind: Fill, path: string) =>
    html`<g class="${`f-${kind}`}">${first ? html`<path id="${`m-${id}`}" d="${path}"/>` : html`<use href="${`#m-${id}`}"/>`}</g>`;
  const name = panel.key === 'europe' ? 'e' : 'a';
  const shown = parties.flatMap((party) => {
    const path = panel.nations.get(party.iso2);
    return path === undefined ? [] : [shape(`${name}${party.iso2}`, fillOf(party), path)];
  });
  return html`<svg viewBox="${`0 0 ${panel.width} ${panel.height}`}" aria-hidden="true">${shape(`${name}-land`, 'land', panel.land)}${shown}${
    panel.open !== '' && shape(`${name}-open`, 'open', panel.open)
  }</svg>`;
}
