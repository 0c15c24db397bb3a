// Runs by what they cost and how good they became.

import { html, nothing } from 'lit';
import { base, ink, tip } from '../chart.js';
import * as figures from '../figures.js';
import { reach, values } from './axes.js';

/**
 * Each point a run; those on the frontier, which no other is as good as for less, are drawn full and joined.
 * @param {import('../page.js').View} view
 * @param {{rows: import('../api.js').Row[], currency: string|null, quality: string, pick: (run: string) => void}} of
 */
export function quality(view, of) {
  const rows = of.rows.filter((row) => row.quality !== null && row.cost !== null && Number(row.cost) > 0);
  if (rows.length < 2) {
    return nothing;
  }
  const { quiet, text } = ink();
  const common = base();
  const [blue, grey] = view.dark ? ['#4a9fdc', '#93a1ae'] : ['#0b6fa8', '#8794a0'];
  const best = rows.filter((row) => row.frontier === 'yes').sort((a, b) => Number(a.cost) - Number(b.cost));
  const point = (/** @type {any} */ row) => ({ value: [Number(row.cost), Number(row.quality)], row });
  const option = {
    ...common,
    grid: { left: 8, right: 20, top: 42, bottom: 30, containLabel: true },
    legend: { top: 0, right: 0, textStyle: { color: text }, itemWidth: 14 },
    tooltip: { ...common.tooltip, formatter: (/** @type {any} */ at) => tip(at.data.row.run, [
      { name: 'Model', value: at.data.row.model ?? 'not said' },
      { name: 'Team', value: at.data.row.team ?? 'not said' },
      { name: 'Cost', value: figures.money(at.data.row.cost, of.currency, 2) },
      { name: of.quality, value: figures.decimal(at.data.row.quality, 4) },
      { name: 'Score', value: at.data.row.score ?? 'not known' }]) },
    xAxis: { ...values({ name: 'Cost', ...reach(rows.map((row) => Number(row.cost))), scale: true, write: (value) => figures.shortMoney(value, of.currency) }), nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: quiet } },
    yAxis: values({ name: of.quality, scale: true, write: (value) => figures.decimal(value, 2) }),
    series: [
      { name: 'Runs', type: 'scatter', symbolSize: 7, itemStyle: { color: grey, opacity: 0.55 }, data: rows.filter((row) => row.frontier !== 'yes').map(point) },
      { name: 'None as good for less', type: 'line', step: 'end', symbol: 'diamond', symbolSize: 13, lineStyle: { color: blue, width: 1.5, type: 'dashed' }, itemStyle: { color: blue }, data: best.map(point), z: 3 },
    ],
  };
  return html`<outlay-chart class="big" .option=${option} .pressed=${(/** @type {any} */ at) => at.data?.row && of.pick(at.data.row.run)}
    label=${`${rows.length} runs by cost and ${of.quality}; ${best.length} of them have none as good for less; the table below has the numbers`}></outlay-chart>`;
}
