// Heat maps of regions by hour of the day.

import { html } from 'lit';
import { base, ink, tip } from '../chart.js';
import { asTable } from '../panel.js';
import { ramp, room } from './axes.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/**
 * One line for each name, one cell for each hour of the day; an hour of which nothing is known stays empty. The cell of a
 * line's least hour is marked, so that it is told by more than its colour.
 * @param {import('../page.js').View} view
 * @param {{caption: string, lines: {name: string, cells: (string|null)[], title?: string}[], write: (text: string|number) => string,
 *   short: (value: number) => string, less: string, more: string, basis: (line: number, hour: number) => import('../basis.js').Basis}} of `cells` are
 *   24 decimals, from hour 0 on, UTC; `basis` is what one of them rests on
 */
export function heat(view, of) {
  const height = Math.max(140, 78 + of.lines.length * 28);
  return html`
    <outlay-chart class=${`heat rows-${Math.min(24, Math.max(2, of.lines.length))}`} .option=${option(view, of)} .style=${`height:${height}px`}
      .pressed=${(/** @type {any} */ point) => point.data?.text && view.explain(of.basis(point.data.value[1], point.data.value[0]))}
      label=${`${of.caption}: ${of.lines.length} lines of 24 hours; the lowest hour of each has a dot; the table below has the numbers`}></outlay-chart>
    ${asTable(view, of.caption, [{ name: 'UTC' }, ...HOURS.map((hour) => ({ name: hour, number: true }))],
      of.lines.map((line) => [line.name, ...line.cells.map((cell) => (cell === null ? '–' : of.write(cell)))]),
      (line, place) => (of.lines[line].cells[place - 1] === null ? null : of.basis(line, place - 1)))}`;
}

/** @param {import('../page.js').View} view @param {any} of */
function option(view, of) {
  const { quiet, text, panel } = ink();
  const common = base();
  const data = of.lines.flatMap((/** @type {any} */ line, /** @type {number} */ row) => {
    const known = line.cells.filter((/** @type {string|null} */ cell) => cell !== null).map(Number);
    const least = Math.min(...known);
    const flat = known.every((/** @type {number} */ value) => value === least);
    return line.cells.map((/** @type {string|null} */ cell, /** @type {number} */ hour) => ({
      value: [hour, row, cell === null ? '-' : Number(cell)],
      text: cell,
      least: !flat && cell !== null && Number(cell) === least,
    }));
  });
  const all = data.map((/** @type {any} */ cell) => cell.value[2]).filter((/** @type {any} */ value) => value !== '-');
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return {
    ...common,
    grid: { left: room(of.lines.map((/** @type {any} */ line) => line.name)), right: 8, top: 8, bottom: 66 },
    tooltip: {
      ...common.tooltip,
      formatter: (/** @type {any} */ point) => tip(`${of.lines[point.data.value[1]].title ?? of.lines[point.data.value[1]].name}, ${HOURS[point.data.value[0]]}:00 UTC`, [
        { colour: point.color, name: point.data.least ? 'Lowest hour' : 'Mean', value: point.data.text === null ? 'not known' : of.write(point.data.text) }]),
    },
    xAxis: { type: 'category', data: HOURS, position: 'bottom', axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: quiet, interval: 2 }, splitArea: { show: false } },
    yAxis: { type: 'category', data: of.lines.map((/** @type {any} */ line) => line.name), inverse: true, axisTick: { show: false }, axisLine: { show: false },
      axisLabel: { color: text, width: room(of.lines.map((/** @type {any} */ line) => line.name)) - 12, overflow: 'truncate' } },
    visualMap: {
      seriesIndex: 0,
      min: low, max: high === low ? low + 1 : high, calculable: false, orient: 'horizontal', left: 'right', bottom: 0, itemHeight: 120, itemWidth: 10,
      text: [`${of.more} ${of.short(high)}`, `${of.less} ${of.short(low)}`], textStyle: { color: quiet, fontSize: 11 }, inRange: { color: ramp(view.dark) },
    },
    series: [{ type: 'heatmap', data, itemStyle: { borderColor: panel, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: text, borderWidth: 2 } }, progressive: 0 }, {
      type: 'scatter', silent: true, symbolSize: 8, z: 5, itemStyle: { color: panel, borderColor: text, borderWidth: 2 },
      data: data.filter((/** @type {any} */ cell) => cell.least).map((/** @type {any} */ cell) => cell.value.slice(0, 2)) }],
  };
}
