import { html } from 'lit';
import { asTable } from './panel.js';
import { base, ink, isDark, tip } from './chart.js';
import { colour, hatch, IDLE, MOST, OTHERS, UNSAID } from './colours.js';
import { nameOf, ranked, rowsIn, sumBy, value } from './sums.js';
import { buckets } from './period.js';
import * as figures from './figures.js';

/**
 * Spend over time, stacked by a dimension: the largest names, then others, what nobody said, and idle on top.
 * @param {{table: import('./api.js').Table, dimension: string, label: string, period: import('./period.js').Period,
 *   currency: string|null, places: Map<string, number>, hidden: Set<string>, toggle: (name: string) => void}} of
 */
export function spend(of) {
  const rows = rowsIn(of.table, of.currency);
  const ofRow = (/** @type {any} */ row) => nameOf(row, of.dimension);
  const sums = ranked(sumBy(rows, ofRow));
  const special = [UNSAID, IDLE];
  const own = sums.map(([name]) => name).filter((name) => !special.includes(name));
  const shown = own.slice(0, own.length > MOST ? MOST - 1 : MOST);
  const group = (/** @type {any} */ row) => {
    const name = ofRow(row);
    return special.includes(name) || shown.includes(name) ? name : OTHERS;
  };
  const names = [...shown, ...(own.length > shown.length ? [OTHERS] : []), ...special.filter((name) => sums.some(([other]) => other === name))];
  const times = buckets(of.period);
  const series = new Map(names.map((name) => [name, new Map()]));
  for (const row of rows) {
    const at = row[of.period.grain] ?? '';
    const bars = series.get(group(row));
    bars?.set(at, (bars.get(at) ?? 0) + value(row));
  }
  const visible = names.filter((name) => !of.hidden.has(name));
  return html`
    <ul class="legend" aria-label="Series, press to hide or show">
      ${names.map((name) => html`<li><button type="button" aria-pressed=${!of.hidden.has(name)} @click=${() => of.toggle(name)}>
        <i class=${name === IDLE ? 'hatched' : ''} .style=${{ cssText: `background-color:${colour(name, of.places, isDark())}` }.cssText}></i>${name}</button></li>`)}
    </ul>
    <outlay-chart class="big" .option=${option(of, times, visible, series)}
      label=${`Spend by ${of.label} for each ${of.period.grain}, as stacked bars; the table below has the numbers`}></outlay-chart>
    ${asTable(`Spend by ${of.label}, for each ${of.period.grain}`,
      [{ name: of.period.grain }, ...visible.map((name) => ({ name, number: true }))],
      times.map((time) => [figures.bucket(time), ...visible.map((name) => figures.money(series.get(name)?.get(time) ?? 0, of.currency, 2))]))}`;
}

/** @param {any} of @param {string[]} times @param {string[]} names @param {Map<string, Map<string, number>>} series */
function option(of, times, names, series) {
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
        const sum = present.reduce((all, point) => all + point.value, 0);
        return tip(figures.bucket(points[0].axisValue), [
          ...present.reverse().map((point) => ({
            colour: point.color,
            name: point.seriesName,
            value: figures.money(point.value, of.currency, figures.digitsFor(sum)),
          })),
          { name: 'Together', value: figures.money(sum, of.currency, figures.digitsFor(sum)), strong: true },
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
      data: times.map((time) => series.get(name)?.get(time) ?? 0),
    })),
  };
}
