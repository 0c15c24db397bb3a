// From what it would have cost to what it did, step by step.

import { html } from 'lit';
import { base, ink, tip } from '../chart.js';
import * as figures from '../figures.js';
import { values } from './axes.js';

/**
 * @param {import('../page.js').View} view
 * @param {{start: {name: string, value: string}, steps: {name: string, before: string, saved: string, after: string, low?: string|null, high?: string|null}[], end: {name: string, value: string},
 *   currency: string, label: string}} of each step takes `saved` from `before`
 */
export function waterfall(view, of) {
  const { text, quiet, line } = ink();
  const [grey, green, blue, red] = view.dark ? ['#8d98a5', '#3dba95', '#4a9fdc', '#ec8752'] : ['#8794a0', '#12876a', '#0b6fa8', '#cc5a1e'];
  const common = base();
  const narrow = innerWidth < 640;
  const names = [of.start.name, ...of.steps.map((step) => step.name), of.end.name];
  const all = [
    { from: 0, value: Number(of.start.value), text: of.start.value, colour: grey },
    ...of.steps.map((step) => ({ from: Math.min(Number(step.before), Number(step.after)), value: Math.abs(Number(step.saved)), text: step.saved, colour: Number(step.saved) >= 0 ? green : red, step })),
    { from: 0, value: Number(of.end.value), text: of.end.value, colour: blue },
  ];
  const option = {
    ...common,
    grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
    tooltip: { ...common.tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (/** @type {any[]} */ points) => {
      const bar = /** @type {any} */ (all[points[0].dataIndex]);
      return tip(names[points[0].dataIndex], [
        { colour: bar.colour, name: bar.step ? 'Saved' : 'Cost', value: figures.money(bar.text, of.currency, 2) },
        ...(bar.step?.low ? [{ name: 'Between', value: `${figures.money(bar.step.low, of.currency, 0)} and ${figures.money(bar.step.high, of.currency, 0)}` }] : [])]);
    } },
    xAxis: { type: 'category', data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: quiet, interval: 0, width: 110, overflow: 'break', ...(narrow ? { rotate: 35, fontSize: 10 } : {}) } },
    yAxis: values({ write: (value) => figures.shortMoney(value, of.currency) }),
    series: [
      { type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'transparent' }, data: all.map((bar) => bar.from) },
      { type: 'bar', stack: 'all', barCategoryGap: '35%', data: all.map((bar) => ({ value: bar.value, itemStyle: { color: bar.colour, borderRadius: 3 } })),
        label: { show: true, position: 'top', color: text, fontSize: narrow ? 9 : 12, formatter: (/** @type {any} */ point) => `${/** @type {any} */ (all[point.dataIndex]).step ? (Number(all[point.dataIndex].text) >= 0 ? '−' : '+') : ''}${figures.shortMoney(Math.abs(Number(all[point.dataIndex].text)), of.currency)}` } },
    ],
  };
  return html`<outlay-chart class="big" .option=${option} label=${of.label}></outlay-chart>`;
}
