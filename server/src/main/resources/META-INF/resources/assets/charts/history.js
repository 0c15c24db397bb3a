// Prices over time, as steps: a price holds until the next one of the same thing.

import { html } from 'lit';
import { base, ink, tip } from '../chart.js';
import * as figures from '../figures.js';
import { times, values } from './axes.js';

const SHOWN = 8;
const LIGHT = ['#0b6fa8', '#c77d05', '#12876a', '#8a6bb8', '#cc5a1e', '#3f9fd0', '#86822a', '#c56f9f'];
const DARK = ['#4a9fdc', '#f0b44c', '#3dba95', '#a994dd', '#ec8752', '#93d0f2', '#c4bf60', '#de9abf'];

/** What is priced, in a line. @param {import('../api.js').Row} row */
export const thing = (row) => [row.sku, row.region ?? 'everywhere', row.zone, row.capacity_type].filter(Boolean).join(', ');

/**
 * The history of the things with the most changes; the page says how many are left out.
 * @param {import('../page.js').View} view
 * @param {{rows: import('../api.js').Row[], from: string, to: string}} of rows of the report price-history
 */
export function history(view, of) {
  /** @type {Map<string, import('../api.js').Row[]>} */
  const series = new Map();
  of.rows.forEach((row) => series.set(thing(row), [...(series.get(thing(row)) ?? []), row]));
  const kept = [...series].sort(([, a], [, b]) => b.length - a.length).slice(0, SHOWN);
  const colours = view.dark ? DARK : LIGHT;
  const { text } = ink();
  const common = base();
  const first = Date.parse(of.from);
  const last = Date.parse(of.to);
  const option = {
    ...common,
    grid: { left: 8, right: 24, top: 56, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 0, left: 0, right: 0, textStyle: { color: text, fontSize: 12 }, itemWidth: 14, icon: 'roundRect', itemHeight: 4 },
    tooltip: {
      ...common.tooltip, trigger: 'axis',
      formatter: (/** @type {any[]} */ points) => tip(`${figures.minute(new Date(points[0].axisValue))} UTC`, points.map((point) => ({
        colour: point.color, name: point.seriesName, value: `${figures.money(point.data.row.price, point.data.row.currency, 4)} ${point.data.row.unit}` }))),
    },
    xAxis: { ...times(), min: first, max: last },
    yAxis: values({ name: `${kept[0]?.[1][0].currency ?? ''} an ${kept[0]?.[1][0].unit?.toLowerCase() ?? 'hour'}`, scale: true, write: (value) => figures.decimal(value, 2) }),
    series: kept.map(([name, rows], place) => ({
      name, type: 'line', step: 'end', symbol: 'none', lineStyle: { width: 1.5, color: colours[place] }, itemStyle: { color: colours[place] },
      data: [...rows.map((row) => ({ value: [Math.max(first, Date.parse(row.from ?? of.from)), Number(row.price)], row })),
        { value: [Math.min(last, Date.parse(rows.at(-1)?.to ?? of.to)), Number(rows.at(-1)?.price)], row: rows.at(-1) }],
    })),
  };
  return html`
    <outlay-chart class="map" .option=${option} label=${`Prices of ${kept.length} things over time; the table below has each change and where it is from`}></outlay-chart>
    ${series.size > SHOWN ? html`<p class="quiet">${SHOWN} of ${figures.decimal(series.size)} things are drawn, those that changed most; narrow the question to see others.</p>` : ''}`;
}
