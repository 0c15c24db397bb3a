import { html } from 'lit';
import { base, ink, isDark, tip } from '../chart.js';
import { colour, hatch, IDLE, OTHERS, UNSAID } from '../colours.js';
import * as figures from '../figures.js';
import { inCurrency, nameOf } from '../sums.js';

const SMALLEST_NAMED = [0.012, 0.03];
const SMALLEST_REST = 0.01;

/** @typedef {{name: string, said: string|null, text: string|null, value: number, parts: Area[]}} Area */

/**
 * Where the money goes, as areas: those of `table`, the report cost by one dimension, and inside each those of `parts`,
 * the same by that dimension and a second one. Pressing an area leads further down.
 * @param {{table: import('../api.js').Table, parts: import('../api.js').Table|null, dimension: string, within: string|null,
 *   currency: string|null, places: Map<string, number>, label: string, open: (said: string|null) => void}} of
 */
export function areas(of) {
  const whole = inCurrency(of.table, of.currency).map((row) => area(row, of.dimension));
  for (const row of of.parts && of.within ? inCurrency(of.parts, of.currency) : []) {
    whole.find((each) => each.said === row[of.dimension])?.parts.push(area(row, /** @type {string} */ (of.within)));
  }
  for (const one of whole) {
    // only drawn: what the server's limit cut off fills its place
    const rest = one.value - one.parts.reduce((sum, part) => sum + part.value, 0);
    if (one.parts.length && rest > one.value * SMALLEST_REST) {
      one.parts.push({ name: OTHERS, said: null, text: null, value: rest, parts: [] });
    }
  }
  return html`<outlay-chart class="map" .option=${option(of, whole)} .pressed=${(/** @type {any} */ point) => point.treePathInfo?.[1]
    && of.open(whole.find((each) => each.name === point.treePathInfo[1].name)?.said ?? null)} label=${of.label}></outlay-chart>`;
}

/** @param {import('../api.js').Row} row @param {string} dimension @returns {Area} */
function area(row, dimension) {
  return { name: nameOf(row, dimension), said: row[dimension], text: row.value, value: Number(row.value ?? 0), parts: [] };
}

/** @param {any} of @param {Area[]} whole */
function option(of, whole) {
  const dark = isDark();
  const { panel } = ink();
  const common = base();
  const all = Number(of.table.total ?? 0);
  /** @param {Area} one @param {string} owner @param {number} depth @returns {any} */
  const drawn = (one, owner, depth) => {
    const ground = shade(colour(owner, of.places, dark), depth, dark);
    const text = { color: contrasting(ground) };
    // idle is one area: what it would be divided into says idle again
    const divided = one.parts.some((part) => part.name !== IDLE && part.name !== UNSAID);
    return {
      name: one.name,
      value: one.value,
      text: one.text,
      // what lies around the parts of an area, its heading too, is drawn as its border
      itemStyle: { color: ground, borderColor: ground, ...(owner === IDLE ? { decal: hatch(dark) } : {}) },
      // a name cut to its first letters says nothing: what is too small for one has its tooltip and the table
      label: { ...text, show: one.value >= all * SMALLEST_NAMED[Math.min(depth, 1)] },
      upperLabel: text,
      children: divided ? one.parts.filter((part) => part.value > 0).map((part) => drawn(part, owner, depth + 1)) : undefined,
    };
  };
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      formatter: (/** @type {any} */ point) => tip(point.treePathInfo.slice(1).map((/** @type {any} */ part) => part.name).join(' › ') || 'All', [
        { colour: point.color, name: 'Spend', value: point.data?.text ? figures.money(point.data.text, of.currency, 2) : figures.shortMoney(point.value, of.currency) },
        { name: 'Share of all', value: figures.percent(all ? point.value / all : 0) },
      ]),
    },
    series: [
      {
        type: 'treemap',
        width: '100%',
        height: '100%',
        top: 0,
        left: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        data: whole.filter((one) => one.value > 0).map((one) => drawn(one, one.name, 0)),
        label: {
          show: true,
          position: 'insideTopLeft',
          fontSize: 12,
          lineHeight: 16,
          padding: [5, 7],
          formatter: (/** @type {any} */ point) => `${point.name}\n${figures.shortMoney(point.value, of.currency)}`,
          overflow: 'truncate',
        },
        levels: [
          { itemStyle: { borderWidth: 0, gapWidth: 4, borderColor: panel }, upperLabel: { show: false } },
          { itemStyle: { borderWidth: 3, gapWidth: 2 }, upperLabel: heading(24, 600, of.currency) },
          { itemStyle: { borderWidth: 0 }, upperLabel: { show: false } },
        ],
        visibleMin: 60,
        childrenVisibleMin: 1600,
      },
    ],
  };
}

/** The line above the parts of an area. @param {number} height @param {number} fontWeight @param {string|null} currency */
function heading(height, fontWeight, currency) {
  return {
    show: true,
    height,
    fontWeight,
    fontSize: 12,
    padding: [0, 5],
    overflow: 'truncate',
    formatter: (/** @type {any} */ point) => `${point.name}  ${figures.shortMoney(point.value, currency)}`,
  };
}

/** Black or white, whichever reads better on a colour. @param {string} hex */
function contrasting(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.22 ? '#0b1014' : '#ffffff';
}

/** The deeper an area lies, the further from the ground it is drawn. @param {string} hex @param {number} depth @param {boolean} dark */
function shade(hex, depth, dark) {
  const share = depth * (dark ? 0.07 : 0.08);
  const mix = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16);
    return Math.round(part + ((dark ? 255 : 0) - part) * share).toString(16).padStart(2, '0');
  });
  return `#${mix.join('')}`;
}
