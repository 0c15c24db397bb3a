import { html } from 'lit';
import { asTable } from './panel.js';
import { base, ink, isDark, tip } from './chart.js';
import { colour, IDLE, UNSAID } from './colours.js';
import { value } from './sums.js';
import { buckets } from './period.js';
import * as figures from './figures.js';

/** @typedef {{held: number, idle: number}} Hours */

/**
 * How much of what was held nobody used: over time, by cluster, by GPU model.
 * @param {{table: import('./api.js').Table, period: import('./period.js').Period}} of
 */
export function idle(of) {
  const times = buckets(of.period);
  const overTime = hoursBy(of.table.rows, (row) => row[of.period.grain] ?? '');
  const clusters = hoursBy(of.table.rows, (row) => row.cluster ?? UNSAID);
  const models = hoursBy(of.table.rows, (row) => row['gpu-model'] ?? UNSAID);
  return html`
    <outlay-chart class="small" .option=${option(of, times, overTime)}
      label=${`Share of GPU-hours that nobody used, for each ${of.period.grain}; the table below has the numbers`}></outlay-chart>
    <div class="meters">
      ${meters('By cluster', clusters)}
      ${meters('By GPU model', models)}
    </div>
    ${asTable('GPU-hours held and idle', [{ name: of.period.grain }, { name: 'held', number: true }, { name: 'idle', number: true }, { name: 'idle share', number: true }],
      times.map((time) => {
        const hours = overTime.get(time) ?? { held: 0, idle: 0 };
        return [figures.bucket(time), figures.decimal(hours.held, 1), figures.decimal(hours.idle, 1), hours.held ? figures.percent(hours.idle / hours.held) : ''];
      }))}`;
}

/** @param {any[]} rows @param {(row: any) => string} name @returns {Map<string, Hours>} */
function hoursBy(rows, name) {
  const all = new Map();
  for (const row of rows) {
    const hours = all.get(name(row)) ?? { held: 0, idle: 0 };
    hours.held += value(row);
    hours.idle += row.use === 'idle' ? value(row) : 0;
    all.set(name(row), hours);
  }
  return all;
}

/** @param {string} title @param {Map<string, Hours>} all */
function meters(title, all) {
  const lines = [...all].filter(([, hours]) => hours.held > 0).sort(([, a], [, b]) => b.idle - a.idle);
  return html`
    <div>
      <h3>${title}</h3>
      <ul>
        ${lines.slice(0, 6).map(([name, hours]) => {
          const share = hours.idle / hours.held;
          return html`
            <li>
              <span class="meter-name">${name}</span>
              <span class="meter-value"><b>${figures.percent(share)}</b> <small>${figures.decimal(hours.idle)} of ${figures.decimal(hours.held)} h</small></span>
              <svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="rest" width="100" height="6"></rect><rect class="part" width=${Math.min(100, share * 100)} height="6"></rect>
              </svg>
            </li>`;
        })}
      </ul>
    </div>`;
}

/** @param {any} of @param {string[]} times @param {Map<string, Hours>} hours */
function option(of, times, hours) {
  const { quiet, line } = ink();
  const common = base();
  const grey = colour(IDLE, new Map(), isDark());
  return {
    ...common,
    grid: { left: 4, right: 14, top: 10, bottom: 8, containLabel: true },
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      formatter: (/** @type {any[]} */ points) => {
        const of = hours.get(points[0].axisValue) ?? { held: 0, idle: 0 };
        return tip(figures.bucket(points[0].axisValue), [
          { colour: grey, name: 'Idle', value: of.held ? figures.percent(of.idle / of.held) : 'nothing held' },
          { name: 'Idle GPU-hours', value: figures.decimal(of.idle, 1) },
          { name: 'Held GPU-hours', value: figures.decimal(of.held, 1) },
        ]);
      },
    },
    xAxis: {
      type: 'category',
      data: times,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: quiet, formatter: figures.bucket, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 2,
      axisLabel: { color: quiet, formatter: (/** @type {number} */ share) => figures.percent(share, 0) },
      splitLine: { lineStyle: { color: line } },
    },
    series: [
      {
        type: 'line',
        showSymbol: times.length === 1,
        lineStyle: { color: grey, width: 2 },
        itemStyle: { color: grey },
        areaStyle: { color: grey, opacity: 0.25 },
        data: times.map((time) => {
          const of = hours.get(time);
          return of && of.held ? of.idle / of.held : null;
        }),
      },
    ],
  };
}
