import { createRequire } from 'node:module';
import { geoAzimuthalEqualArea, geoPath } from 'd3-geo';
import { feature, merge } from 'topojson-client';

// Natural Earth (public domain) as packed by world-atlas. Its lines follow who holds the ground, which is a view; so:
// land outside the table is one mass without inner lines (no line between Serbia and Kosovo, none across Cyprus), and Crimea, which the
// stock data gives to one side, is cut out and left open.
// biome-ignore format: ISO 3166-1 numeric codes, a table.
const NUMERIC_CODES: Readonly<Record<string, string>> = {
  AE: '784', AF: '004', AL: '008', AM: '051', AR: '032', AT: '040', AU: '036', AZ: '031', BA: '070', BE: '056', BG: '100', CA: '124',
  CH: '756', CZ: '203', DE: '276', DK: '208', EE: '233', ES: '724', FI: '246', FR: '250', GB: '826', GE: '268', GR: '300', HR: '191',
  HU: '348', IE: '372', IQ: '368', IS: '352', IT: '380', JO: '400', KR: '410', LT: '440', LU: '442', LV: '428', MA: '504', MD: '498',
  ME: '499', MK: '807', MN: '496', MY: '458', NL: '528', NO: '578', NZ: '554', PL: '616', PT: '620', RO: '642', RS: '688', RU: '643',
  SE: '752', SG: '702', SI: '705', SK: '703', TR: '792', UA: '804', US: '840',
};

/** Box of longitude and latitude around Crimea, which the stock data draws as a separate shape. */
const CRIMEA = { west: 32, east: 37, south: 44, north: 46.5 };

// America needs less detail: two nations in a narrow panel.
const PANELS = [
  {
    key: 'america',
    atlas: '110m',
    width: 158,
    height: 323,
    projection: geoAzimuthalEqualArea().rotate([98, -46]).scale(156).translate([85, 178]),
  },
  {
    key: 'europe',
    atlas: '50m',
    width: 366,
    height: 323,
    projection: geoAzimuthalEqualArea().rotate([-16, -53]).scale(459).translate([167, 167]),
  },
] as const;

/** Shapes of one panel as SVG path data in whole units: each visible nation, all other land as one shape, and what is left open. */
export type Panel = { key: 'america' | 'europe'; width: number; height: number; nations: Map<string, string>; land: string; open: string };

/** Polygons of rings of arc numbers, as TopoJSON has them. */
type Arcs = number[][][];
type Shape = { id?: string | number } & ({ type: 'Polygon'; arcs: Arcs[number] } | { type: 'MultiPolygon'; arcs: Arcs });
type World = Parameters<typeof merge>[0] & { objects: { countries: { geometries: Shape[] } } };

const drawn = new Map<string, Panel[]>();

/** Draws both panels for the given nations (ISO alpha-2). Cached per set of nations: drawing takes some hundred milliseconds. */
export function drawPanels(nations: readonly string[]): Panel[] {
  const slot = [...nations].sort().join();
  let panels = drawn.get(slot);
  if (panels === undefined) {
    panels = draw(nations);
    drawn.clear();
    drawn.set(slot, panels);
  }
  return panels;
}

function draw(nations: readonly string[]): Panel[] {
  return PANELS.map(({ key, atlas, width, height, projection }) => {
    const world = createRequire(import.meta.url)(`world-atlas/countries-${atlas}.json`) as World;
    const { polygons, rest, open } = sortShapes(world, nations);
    const path = geoPath(
      projection.clipExtent([
        [-2, -2],
        [width + 2, height + 2],
      ]),
    );
    const outline = (arcs: Arcs) => wholeUnits(path(merge(world, [{ type: 'MultiPolygon', arcs }])) ?? '');
    const paths = [...polygons].map(([iso2, arcs]) => [iso2, outline(arcs)] as const);
    return {
      key,
      width,
      height,
      nations: new Map(paths.filter(([, drawing]) => drawing !== '')),
      land: outline(rest),
      open: outline(open),
    };
  });
}

/** Splits the stock shapes into those of the given nations, all other land, and what is left open. */
function sortShapes(world: World, nations: readonly string[]): { polygons: Map<string, Arcs>; rest: Arcs; open: Arcs } {
  const wanted = new Map(nations.flatMap((iso2) => (NUMERIC_CODES[iso2] ? [[NUMERIC_CODES[iso2], iso2]] : [])));
  const sorted = { polygons: new Map<string, Arcs>(), rest: [] as Arcs, open: [] as Arcs };
  for (const shape of world.objects.countries.geometries) {
    const iso2 = wanted.get(String(shape.id));
    for (const arcs of shape.type === 'Polygon' ? [shape.arcs] : shape.arcs) {
      if (isInside(world, arcs)) sorted.open.push(arcs);
      else if (iso2 === undefined) sorted.rest.push(arcs);
      else sorted.polygons.set(iso2, [...(sorted.polygons.get(iso2) ?? []), arcs]);
    }
  }
  return sorted;
}

function isInside(world: World, arcs: number[][]): boolean {
  const [ring] = (feature(world, { type: 'Polygon', arcs }).geometry as unknown as { coordinates: [number, number][][] }).coordinates;
  return ring!.every(([x, y]) => x > CRIMEA.west && x < CRIMEA.east && y > CRIMEA.south && y < CRIMEA.north);
}

// Islands below this many square units are invisible dots that only cost bytes.
const SMALLEST = 12;

const areaOf = (ring: readonly (readonly [number, number])[]): number =>
  Math.abs(ring.reduce((sum, [x, y], index) => sum + x * ring.at(index - 1)![1] - ring.at(index - 1)![0] * y, 0)) / 2;

/** Rounds path data to whole units, drops shapes without area, and writes relative coordinates: a fifth of the size. */
export function wholeUnits(path: string): string {
  let out = '';
  for (const ring of path.split('M').slice(1)) {
    const points: [number, number][] = [];
    for (const place of ring.replace('Z', '').split('L')) {
      const [x, y] = place.split(',').map((number) => Math.round(Number(number))) as [number, number];
      const last = points.at(-1);
      if (last === undefined || last[0] !== x || last[1] !== y) points.push([x, y]);
    }
    if (points.length < 4 || areaOf(points) < SMALLEST) continue;
    let [x, y] = points[0]!;
    out += `M${x} ${y}l`;
    for (const [nextX, nextY] of points.slice(1)) {
      const [dx, dy] = [nextX - x, nextY - y];
      out += `${dx < 0 || out.endsWith('l') ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
      [x, y] = [nextX, nextY];
    }
    out += 'z';
  }
  return out;
}
