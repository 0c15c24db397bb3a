import { html, nothing } from 'lit';
import { base, ink, isDark, tip } from '../chart.js';
import { colour, hatch, IDLE, OTHERS, UNSAID } from '../colours.js';
import * as figures from '../figures.js';
import { asTable } from '../panel.js';
import { buckets } from '../period.js';
import { inCurrency, nameOf, ranked, sumBy } from '../sums.js';
import { exports } from '../table.js';

/** What is drawn above the others, in this order from below. */
const LAST = [OTHERS, UNSAID, IDLE];

/**
 * Spend over time, stacked by a dimension: the largest names, then others, what nobody said, and idle on top. `table` is
 * the report cost by the dimension and the period's grain with a limit, so that the server sums the others; `totals` the
 * same by the grain alone, so that it sums the bars too.
 * @param {import('../page.js').View} view
 * @param {{table: import('../api.js').Table, totals: import('../api.js').Table, dimension: string, label: string,
 *   currency: string|null, places: Map<string, number>}} of
 */
export function spend(view, of) {
  const { grain } = view.period;
  const hidden = /** @type {Set<string>} */ (view.own.hidden ?? new Set());
  const rows = inCurrency(of.table, of.currency);
  const sizes = new Map(ranked(sumBy(rows, (row) => nameOf(row, of.dimension))));
  const names = [...[...sizes.keys()].filter((name) => !LAST.includes(name)), ...LAST.filter((name) => sizes.has(name))];
  const times = buckets(view.period);
  /** @type {Map<string, Map<string, string|null>>} */
  const series = new Map(names.map((name) => [name, new Map()]));
  rows.forEach((row) => series.get(nameOf(row, of.dimension))?.set(row[grain] ?? '', row.value));
  const totals = new Map(inCurrency(of.totals, of.currency).map((row) => [row[grain] ?? '', row.value]));
  const visible = names.filter((name) => !hidden.has(name));
  const toggle = (/** @type {string} */ name) => {
    const next = new Set(hidden);
    next.delete(name) || next.add(name);
    view.set({ hidden: next });
  };
  /** @param {string} time @param {string|null} name null: all of them @returns {import('../basis.js').Basis|null} */
  const basis = (time, name) => {
    const value = name === null ? totals.get(time) : series.get(name)?.get(time);
    // the first and the last bar of a period may stand for less than a whole week or month
    const after = times[times.indexOf(time) + 1] ?? view.period.to;
    const span = { from: time < view.period.from ? view.period.from : time, to: after };
    const only = name === null ? [] : name === OTHERS ? null : [name === IDLE ? 'use=idle' : `${of.dimension}=${name === UNSAID ? '' : name}`];
    return value ? {
      title: `${name ?? 'All'}, ${figures.bucket(time)}`, value, unit: of.currency, formula: 'the sum of the effective cost of its charges',
      asked: name === null ? view.questions.bars : view.questions.spend, charges: only && { ...span, filter: [...view.filters, ...only] },
    } : null;
  };
  const pressed = (/** @type {any} */ point) => {
    const rests = basis(point.name, point.seriesName);
    rests && view.explain(rests);
  };
  return html`
    <ul class="legend" aria-label="Series, press to hide or show">
      ${names.map((name) => html`<li><button type="button" aria-pressed=${!hidden.has(name)} @click=${() => toggle(name)}>
        <i class=${name === IDLE ? 'hatched' : ''} .style=${{ cssText: `background-color:${colour(name, of.places, view.dark)}` }.cssText}></i>${name}</button></li>`)}
    </ul>
    <outlay-chart class="big" .option=${option(of, grain, times, visible, series, totals)} .pressed=${pressed}
      label=${`Spend by ${of.label} for each ${grain}, as stacked bars; the table below has the numbers`}></outlay-chart>
    ${asTable(view, `Spend by ${of.label}, for each ${grain}`,
      [{ name: grain }, ...visible.map((name) => ({ name, number: true })), { name: 'all', number: true }],
      times.map((time) => [figures.bucket(time),
        ...[...visible.map((name) => series.get(name)?.get(time)), totals.get(time)].map((value) => (value ? figures.money(value, of.currency, 2) : ''))]),
      (line, place) => basis(times[line], visible[place - 1] ?? null))}
    ${view.questions.spend ? html`<div class="table-foot">${exports(view, view.questions.spend, `Spend by ${of.label} and ${grain}`)}</div>` : nothing}`;
}

/**
 * @param {any} of @param {string} grain @param {string[]} times @param {string[]} names
 * @param {Map<string, Map<string, string|null>>} series @param {Map<string, string|null>} totals
 */
function option(of, grain, times, names, series, totals) {
  const dark = isDark();
  const { quiet, line, panel } = ink();
  const common = base();
  return {
    ...common,
    grid: { left: 4, right: 4, top: 12, bottom: 8, containLabel: true },
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (/** @type {any[]} */ points) => {
        const present = points.filter((point) => point.value);
        const at = points[0].axisValue;
        const digits = figures.digitsFor(Number(totals.get(at) ?? 0));
        return tip(figures.bucket(at), [
          ...present.reverse().map((point) => ({
            colour: point.color,
            name: point.seriesName,
            value: figures.money(series.get(point.seriesName)?.get(at), of.currency, digits),
          })),
          { name: 'All', value: figures.money(totals.get(at) ?? '0', of.currency, digits), strong: true },
        ]);
      },
    },
    xAxis: {
      type: 'category',
      data: times,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: quiet, formatter: figures.bucket, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { color: quiet, formatter: (/** @type {number} */ number) => figures.shortMoney(number, of.currency) },
      splitLine: { lineStyle: { color: line } },
    },
    series: names.map((name) => ({
      name,
      type: 'bar',
      stack: 'spend',
      barCategoryGap: times.length > 60 ? '15%' : '28%',
      itemStyle: {
        color: colour(name, of.places, dark),
        borderColor: panel,
        borderWidth: times.length > 60 ? 0 : 0.5,
        ...(name === IDLE ? { decal: hatch(dark) } : {}),
      },
      emphasis: { focus: 'series' },
      data: times.map((time) => Number(series.get(name)?.get(time) ?? 0)),
    })),
  };
}
