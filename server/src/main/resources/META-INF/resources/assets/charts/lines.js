// Lines over time, one for each name, with the range around the first where one is known.

import { html } from 'lit';
import { base, ink, tip } from '../chart.js';
import * as figures from '../figures.js';
import { times, values } from './axes.js';

const LIGHT = ['#0b6fa8', '#c77d05', '#12876a', '#8a6bb8', '#cc5a1e', '#3f9fd0', '#86822a', '#c56f9f'];
const DARK = ['#4a9fdc', '#f0b44c', '#3dba95', '#a994dd', '#ec8752', '#93d0f2', '#c4bf60', '#de9abf'];

/**
 * @param {import('../page.js').View} view
 * @param {{lines: {name: string, points: [string, string|null][]}[], write: (value: string|number) => string, short: (value: number) => string,
 *   unit: string, label: string, now?: string, mark?: {from: string, to: string, name: string}, step?: boolean, kind?: string}} of `points` are an instant and a decimal
 */
export function lines(view, of) {
  const colours = view.dark ? DARK : LIGHT;
  const { text, quiet } = ink();
  const common = base();
  const option = {
    ...common,
    grid: { left: 8, right: 24, top: 48, bottom: 8, containLabel: true },
    legend: { top: 0, right: 0, textStyle: { color: text, fontSize: 12 }, itemWidth: 14, icon: 'roundRect', itemHeight: 4, type: 'scroll', width: '85%' },
    tooltip: { ...common.tooltip, trigger: 'axis', formatter: (/** @type {any[]} */ points) => tip(`${figures.minute(new Date(points[0].axisValue))} UTC`,
      points.map((point) => ({ colour: point.color, name: point.seriesName, value: point.data[2] === null ? 'not known' : of.write(point.data[2]) }))) },
    xAxis: times(),
    yAxis: values({ name: of.unit, write: of.short }),
    series: of.lines.map((line, place) => ({
      name: line.name, type: 'line', step: of.step ? 'end' : undefined, symbol: 'none', lineStyle: { width: 2, color: colours[place % colours.length] }, itemStyle: { color: colours[place % colours.length] },
      data: line.points.map(([at, value]) => [Date.parse(at), value === null ? null : Number(value), value]),
      ...(place === 0 && of.mark ? { markArea: { silent: true, itemStyle: { color: view.dark ? 'rgba(61,186,149,.20)' : 'rgba(18,135,106,.14)' }, label: { color: text, position: 'insideTop' }, data: [[{ name: of.mark.name, xAxis: Date.parse(of.mark.from) }, { xAxis: Date.parse(of.mark.to) }]] } } : {}),
      ...(place === 0 && of.now ? { markLine: { silent: true, symbol: 'none', lineStyle: { color: quiet, type: 'dashed' }, label: { formatter: 'now', color: quiet }, data: [{ xAxis: Date.parse(of.now) }] } } : {}),
    })),
  };
  return html`<outlay-chart class="big" .option=${option} label=${of.label}></outlay-chart>`;
}

/**
 * Bars with a range: the figure as a bar, between its low and its high a line.
 * @param {import('../page.js').View} view
 * @param {{bars: {name: string, value: string|null, low: string|null, high: string|null}[], write: (value: string|number) => string, short: (value: number) => string, unit: string, label: string,
 *   pressed: (place: number) => void}} of `pressed` is called with the place of a bar
 */
export function ranged(view, of) {
  const { text, quiet, line } = ink();
  const common = base();
  const option = {
    ...common,
    grid: { left: 8, right: 16, top: 30, bottom: 8, containLabel: true },
    tooltip: { ...common.tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (/** @type {any[]} */ points) => {
      const bar = of.bars[points[0].dataIndex];
      return tip(bar.name, [{ colour: points[0].color, name: 'Estimate', value: bar.value === null ? 'not known' : of.write(bar.value) },
        { name: 'At least', value: bar.low === null ? 'not known' : of.write(bar.low) }, { name: 'At most', value: bar.high === null ? 'not known' : of.write(bar.high) }]);
    } },
    xAxis: { type: 'category', data: of.bars.map((bar) => bar.name), axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: quiet, hideOverlap: true } },
    yAxis: values({ name: of.unit, write: of.short }),
    series: [
      { type: 'bar', barCategoryGap: '32%', itemStyle: { color: view.dark ? '#3dba95' : '#12876a', borderRadius: [3, 3, 0, 0] }, data: of.bars.map((bar) => Number(bar.value ?? 0)) },
      { type: 'custom', silent: true, z: 3, data: of.bars.map((bar, place) => [place, Number(bar.low ?? 0), Number(bar.high ?? 0)]), encode: { x: 0, y: [1, 2] },
        renderItem: (/** @type {any} */ _, /** @type {any} */ api) => {
          const [x, low] = api.coord([api.value(0), api.value(1)]);
          const high = api.coord([api.value(0), api.value(2)])[1];
          const style = { stroke: text, lineWidth: 1.2, opacity: 0.7 };
          return { type: 'group', children: [
            { type: 'line', shape: { x1: x, y1: low, x2: x, y2: high }, style },
            { type: 'line', shape: { x1: x - 3, y1: low, x2: x + 3, y2: low }, style },
            { type: 'line', shape: { x1: x - 3, y1: high, x2: x + 3, y2: high }, style }] };
        } },
    ],
  };
  return html`<outlay-chart class="big" .option=${option} .pressed=${(/** @type {any} */ point) => of.pressed(point.dataIndex)} label=${of.label}></outlay-chart>`;
}
