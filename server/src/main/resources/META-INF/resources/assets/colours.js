// Colours mean something: a name keeps its colour whatever the period, idle is always the same hatched grey, and what
// nobody said is a plain grey. The palette follows Okabe and Ito (Color Universal Design, 2008), which people with any
// kind of colour vision can tell apart, made darker on white and lighter on black until it stands out from both.

const LIGHT = ['#0b6fa8', '#e69f24', '#12876a', '#8a6bb8', '#cc5a1e', '#5fb3e0', '#86822a', '#c56f9f'];
const DARK = ['#4a9fdc', '#f0b44c', '#3dba95', '#a994dd', '#ec8752', '#93d0f2', '#c4bf60', '#de9abf'];

export const IDLE = 'Idle';
export const UNSAID = 'Not said';
export const OTHERS = 'Others';

/** How many names get a colour of their own; a chart with more of them says less. */
export const MOST = LIGHT.length;

/**
 * Gives each name a place in the palette, in the order given: by when they first appear in the ledger, which is only
 * ever added to, so that a name which comes later takes no other's colour.
 * @param {string[]} names
 * @returns {Map<string, number>}
 */
export const assign = (names) => new Map(names.map((name, place) => [name, place % MOST]));

/**
 * The places of the largest names of a dimension over all time, in the order in which they first appear.
 * @param {import('./api.js').Table} table the report cost by the dimension and month @param {string} dimension
 */
export function placesOf(table, dimension) {
  const named = table.rows.filter((row) => row[dimension] !== null && row[dimension] !== 'idle' && row[dimension] !== '(others)');
  /** @type {Map<string, {first: string, size: number}>} */
  const names = new Map();
  for (const row of named) {
    const name = /** @type {string} */ (row[dimension]);
    const known = names.get(name) ?? { first: row.month ?? '', size: 0 };
    known.size += Number(row.value ?? 0);
    names.set(name, known);
  }
  const kept = [...names].sort(([, a], [, b]) => b.size - a.size).slice(0, MOST);
  return assign(kept.sort(([a, x], [b, y]) => x.first.localeCompare(y.first) || a.localeCompare(b)).map(([name]) => name));
}

/** @param {string} name @param {Map<string, number>} places @param {boolean} dark */
export function colour(name, places, dark) {
  if (name === IDLE) {
    return dark ? '#6b7682' : '#a3adb8';
  }
  if (name === UNSAID || name === OTHERS) {
    return dark ? '#8d98a5' : '#7b8794';
  }
  const place = places.get(name);
  return place === undefined ? (dark ? '#8d98a5' : '#7b8794') : (dark ? DARK : LIGHT)[place];
}

/** What hatches a bar, so that idle is told by more than its colour. @param {boolean} dark */
export function hatch(dark) {
  return {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 4],
    rotation: -Math.PI / 4,
    color: dark ? 'rgba(255,255,255,.38)' : 'rgba(255,255,255,.75)',
  };
}
