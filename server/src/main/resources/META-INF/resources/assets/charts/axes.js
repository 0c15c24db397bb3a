// What the charts of several pages share: axes in our colours, and numbers on a scale of powers of ten.

import { ink } from '../chart.js';

/**
 * An axis of numbers. @param {{name?: string, log?: boolean, min?: number, max?: number, write: (value: number) => string, scale?: boolean}} of
 */
export function values({ name, log, min, max, write, scale }) {
  const { quiet, line } = ink();
  return {
    type: log ? 'log' : 'value',
    min,
    max,
    name,
    nameTextStyle: { color: quiet, align: 'left', padding: [0, 0, 0, 0] },
    scale: scale ?? false,
    splitNumber: 4,
    axisLabel: { color: quiet, formatter: write, hideOverlap: true },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: line } },
  };
}

/**
 * How far an axis reaches: on a scale of powers of ten where its numbers lie far apart, else from near the least to near
 * the most. @param {number[]} numbers above zero
 */
export function reach(numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return most > 25 * least && least > 0
    ? { log: true, min: least * 0.8, max: most * 1.25 }
    : { log: false, min: undefined, max: undefined };
}

/** An axis of names. @param {string[]} names @param {(name: string) => string} [write] */
export function names(names, write) {
  const { quiet, line } = ink();
  return {
    type: 'category',
    data: names,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: quiet, formatter: write, hideOverlap: true },
  };
}

/** An axis of time, UTC. */
export function times() {
  const { quiet, line } = ink();
  return {
    type: 'time',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: quiet, hideOverlap: true, formatter: { year: '{yyyy}', month: '{d} {MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}' } },
    splitLine: { show: false },
  };
}

/** How much room names beside an axis take, in pixels: what the longest needs, less on a phone. @param {string[]} names */
export const room = (names) => Math.min(innerWidth < 640 ? 112 : 260, 18 + 6.6 * Math.max(...names.map((name) => name.length)));

/** From the least to the most, one colour family that reads in light and dark. @param {boolean} dark */
export const ramp = (dark) => dark
  ? ['#12303f', '#1f5f74', '#3f97a0', '#9cc58b', '#f4dd86']
  : ['#f6f3d5', '#bcdcae', '#6db6a6', '#2f7f96', '#17456e'];
