import { html } from 'lit';
import { asTable } from './panel.js';
import { base, ink, isDark, tip } from './chart.js';
import { colour, hatch, IDLE, UNSAID } from './colours.js';
import { nameOf, rowsIn, total, value } from './sums.js';
import * as figures from './figures.js';

const SMALLEST_NAMED = 0.012;

/** @typedef {{name: string, value: number, children: Map<string, Node>}} Node */

/**
 * Where the money goes: areas by team, inside them by project, inside those by GPU model or service.
 * @param {{table: import('./api.js').Table, levels: string[], currency: string|null, places: Map<string, number>}} of
 */
export function moneyMap(of) {
  const rows = rowsIn(of.table, of.currency);
  const root = tree(rows, of.levels);
  const all = total(rows);
  const lines = flat(root, of.levels.length);
  return html`
    <outlay-chart class="map" .option=${option(of, root, all)}
      label=${`Spend as areas by ${of.levels.join(', then ')}; the table below has the numbers`}></outlay-chart>
    ${asTable('Where the money goes', [...of.levels.map((name) => ({ name })), { name: 'spend', number: true }, { name: 'share', number: true }],
      lines.map(([path, sum]) => [...path, figures.money(sum, of.currency, 2), figures.percent(all ? sum / all : 0)]))}`;
}

/** @param {any[]} rows @param {string[]} levels @returns {Node} */
function tree(rows, levels) {
  const root = { name: '', value: 0, children: new Map() };
  for (const row of rows) {
    let node = root;
    for (const level of levels) {
      // what nobody used has no project: one area says that better than the same word three times
      const name = nameOf(row, level);
      if (!node.children.has(name)) {
        node.children.set(name, { name, value: 0, children: new Map() });
      }
      node = node.children.get(name);
      node.value += value(row);
    }
  }
  return root;
}

/** @param {Node} root @param {number} depth @returns {[string[], number][]} */
function flat(root, depth) {
  /** @type {[string[], number][]} */
  const lines = [];
  const walk = (/** @type {Node} */ node, /** @type {string[]} */ path) => {
    if (path.length === depth) {
      lines.push([path, node.value]);
      return;
    }
    node.children.forEach((child) => walk(child, [...path, child.name]));
  };
  walk(root, []);
  return lines.sort(([, a], [, b]) => b - a);
}

/** @param {any} of @param {Node} root @param {number} all */
function option(of, root, all) {
  const dark = isDark();
  const { panel } = ink();
  const common = base();
  const area = (/** @type {Node} */ node, /** @type {string} */ owner, /** @type {number} */ depth) => {
    const ground = shade(colour(owner, of.places, dark), depth, dark);
    const text = { color: contrasting(ground) };
    // idle is one area: what it would be divided into says idle again
    const whole = owner === IDLE && onlyUnnamed(node);
    return {
      name: node.name,
      value: node.value,
      // what lies around the parts of an area, its heading too, is drawn as its border
      itemStyle: { color: ground, borderColor: ground, ...(owner === IDLE ? { decal: hatch(dark) } : {}) },
      // a name cut to its first letters says nothing: what is too small for one has its tooltip and the table
      label: { ...text, show: node.value >= all * SMALLEST_NAMED },
      upperLabel: text,
      children: whole
        ? undefined
        : [...node.children.values()].filter((child) => child.value > 0).map((child) => area(child, owner, depth + 1)),
    };
  };
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      formatter: (/** @type {any} */ point) => tip(point.treePathInfo.slice(1).map((/** @type {any} */ part) => part.name).join(' › ') || 'All', [
        { colour: point.color, name: 'Spend', value: figures.money(point.value, of.currency, figures.digitsFor(point.value)) },
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
        data: [...root.children.values()].filter((node) => node.value > 0).map((node) => area(node, node.name, 0)),
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
          { itemStyle: { borderWidth: 2, gapWidth: 2 }, upperLabel: heading(20, 400, of.currency) },
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

/** @param {Node} node @returns {boolean} */
function onlyUnnamed(node) {
  return [...node.children.values()].every((child) => child.name === IDLE || child.name === UNSAID);
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
