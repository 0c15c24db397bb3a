// Plans in money, time and carbon, and what more GPUs bring.

import { html } from 'lit';
import { base, ink, tip } from '../chart.js';
import * as figures from '../figures.js';
import { ramp, reach, values } from './axes.js';

/** Hours as people say them. @param {number} hours */
export function length(hours) {
  if (hours < 1) {
    return `${figures.decimal(hours * 60, 0)} min`;
  }
  return hours < 72 ? `${figures.decimal(hours, 1)} h` : `${figures.decimal(hours / 24, 1)} days`;
}

/** A plan in a line. @param {import('../api.js').Row} row */
export const planName = (row) => `${row.machines} × ${row.instance_type}, ${row.provider} ${row.region}, ${row.capacity_type}`;

/**
 * Each point a plan: further left sooner, further down cheaper, the greener the less carbon. `best` is the first of the
 * ranking, drawn larger.
 * @param {import('../page.js').View} view
 * @param {{rows: import('../api.js').Row[], best: import('../api.js').Row|null, currency: string, caption: string}} of
 */
export function frontier(view, of) {
  const { text, quiet, panel } = ink();
  const common = base();
  const known = of.rows.filter((row) => row.carbon_kg !== null).map((row) => Number(row.carbon_kg));
  const hours = of.rows.map((row) => Number(row.hours));
  const option = {
    ...common,
    grid: { left: 8, right: 20, top: 26, bottom: 62, containLabel: true },
    tooltip: {
      ...common.tooltip,
      formatter: (/** @type {any} */ point) => tip(planName(point.data.row), [
        { name: 'Cost', value: figures.money(point.data.row.cost, of.currency, 2) },
        { name: 'Between', value: `${figures.money(point.data.row.cost_low, of.currency, 0)} and ${figures.money(point.data.row.cost_high, of.currency, 0)}` },
        { name: 'Time', value: length(Number(point.data.row.hours)) },
        { name: 'Carbon', value: point.data.row.carbon_kg === null ? 'not known' : `${figures.decimal(point.data.row.carbon_kg, 1)} kg CO₂e` },
        { name: 'GPUs', value: `${point.data.row.gpus} × ${point.data.row.gpu_model}` },
      ]),
    },
    xAxis: { ...values({ name: 'Time', ...reach(of.rows.map((row) => Number(row.hours))), write: length, scale: true }), nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: quiet } },
    yAxis: values({ name: 'Cost', ...reach(of.rows.map((row) => Number(row.cost))), scale: true, write: (value) => figures.shortMoney(value, of.currency) }),
    visualMap: known.length ? {
      dimension: 2, min: Math.min(...known), max: Math.max(...known, Math.min(...known) + 1), orient: 'horizontal', left: 'right', bottom: 0,
      itemHeight: 120, itemWidth: 10, text: ['more carbon', 'less'], textStyle: { color: quiet, fontSize: 11 }, inRange: { color: ramp(view.dark) },
    } : undefined,
    series: [{
      type: 'scatter',
      data: of.rows.map((row) => {
        const first = of.best !== null && planName(row) === planName(of.best);
        return {
          value: [Number(row.hours), Number(row.cost), row.carbon_kg === null ? 0 : Number(row.carbon_kg)],
          row,
          symbol: first ? 'diamond' : 'circle',
          symbolSize: first ? 22 : 11,
          itemStyle: { borderColor: first ? text : view.dark ? panel : quiet, borderWidth: first ? 2 : 0.8 },
          label: first ? { show: true, formatter: 'first by the objective', position: Number(row.hours) * Number(row.hours) > Math.min(...hours) * Math.max(...hours) ? 'left' : 'right', color: text, fontSize: 11 } : { show: false },
        };
      }),
    }],
  };
  return html`<outlay-chart class="big" .option=${option}
    label=${`${of.caption}: ${of.rows.length} plans by time and cost; the table below has the numbers`}></outlay-chart>`;
}

/**
 * Time and cost over the number of GPUs, with the point from which more of them no longer pay.
 * @param {import('../page.js').View} view @param {{rows: import('../api.js').Row[], paysUpTo: string|null, currency: string}} of
 */
export function scaling(view, of) {
  const { quiet, text, line } = ink();
  const common = base();
  const [blue, orange] = view.dark ? ['#4a9fdc', '#f0b44c'] : ['#0b6fa8', '#c77d05'];
  const beyond = of.paysUpTo === null ? -1 : of.rows.findIndex((row) => row.gpus === of.paysUpTo);
  const option = {
    ...common,
    grid: { left: 8, right: 8, top: 46, bottom: 30, containLabel: true },
    legend: { top: 0, left: 'center', textStyle: { color: text }, itemWidth: 16 },
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      formatter: (/** @type {any[]} */ points) => {
        const row = of.rows[points[0].dataIndex];
        return tip(`${row.gpus} GPUs on ${row.machines} ${row.machines === '1' ? 'machine' : 'machines'}`, [
          { colour: blue, name: 'Time', value: length(Number(row.hours)) },
          { colour: orange, name: 'Cost', value: figures.money(row.cost, of.currency, 2) },
          { name: 'Speedup', value: `${figures.decimal(row.speedup, 2)} ×` },
          { name: 'Of added GPUs becomes speed', value: row.of_added_gpus === null ? '–' : figures.percent(Number(row.of_added_gpus), 0) },
          { name: 'Each hour saved costs', value: row.per_hour_saved === null ? '–' : figures.money(row.per_hour_saved, of.currency, 2) },
          { name: 'Adding pays', value: row.pays ?? '–', strong: true },
        ]);
      },
    },
    xAxis: { type: 'category', name: 'GPUs', nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: quiet }, data: of.rows.map((row) => row.gpus),
      axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: quiet } },
    yAxis: [
      { ...values({ name: 'Time', ...reach(of.rows.map((row) => Number(row.hours))), write: length }) },
      { ...values({ name: 'Cost', write: (value) => figures.shortMoney(value, of.currency) }), splitLine: { show: false }, nameTextStyle: { color: quiet, align: 'right' } },
    ],
    series: [
      { name: 'Time', type: 'line', data: of.rows.map((row) => Number(row.hours)), symbolSize: 7, lineStyle: { width: 2.5, color: blue }, itemStyle: { color: blue },
        ...(beyond < 0 || beyond === of.rows.length - 1 ? {} : {
          markArea: { silent: true, itemStyle: { color: view.dark ? 'rgba(240,180,76,.10)' : 'rgba(199,125,5,.09)' }, data: [[{ xAxis: of.rows[beyond].gpus }, { xAxis: of.rows.at(-1)?.gpus }]] },
          markLine: { silent: true, symbol: 'none', lineStyle: { color: text, type: 'dashed', width: 1 }, label: { color: text, formatter: `pays up to ${of.paysUpTo} GPUs`, position: 'insideEndTop', rotate: 0, align: 'right' }, data: [{ xAxis: of.rows[beyond].gpus }] },
        }) },
      { name: 'Cost', type: 'line', yAxisIndex: 1, data: of.rows.map((row) => Number(row.cost)), symbol: 'rect', symbolSize: 7, lineStyle: { width: 2.5, color: orange, type: 'dashed' }, itemStyle: { color: orange } },
    ],
  };
  return html`<outlay-chart class="big" .option=${option}
    label=${`Time and cost for ${of.rows.length} numbers of GPUs${of.paysUpTo === null ? '' : `; adding GPUs pays up to ${of.paysUpTo}`}; the table below has the numbers`}></outlay-chart>`;
}
