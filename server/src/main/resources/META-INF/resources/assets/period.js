// Which days are shown. Days are UTC and whole, so that the first and the last bar of a chart are whole too.

export const RANGES = [
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['90d', '90 days'],
  ['all', 'All'],
];

const DAY_MILLIS = 86_400_000;

/** @typedef {{from: string, to: string, grain: string, days: number, before: {from: string, to: string}|null}} Period */

/** @param {number} millis */
const isoDay = (millis) => new Date(millis).toISOString().slice(0, 10);

/** @param {string} text */
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/**
 * What the address bar asks for.
 * @param {URLSearchParams} query
 */
export function choiceIn(query) {
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '';
  if (isDay(from) && isDay(to) && from <= to) {
    return { last: 'custom', from, to };
  }
  const last = query.get('last') ?? '30d';
  return { last: RANGES.some(([name]) => name === last) ? last : '30d', from: '', to: '' };
}

/**
 * The days of a choice. `to` of a custom choice is the last day shown; `to` of the answer is the day after it.
 * A ledger that ends in the past is shown up to its end: its last 30 days are more use than 30 empty ones.
 * @param {{last: string, from: string, to: string}} choice
 * @param {{first: string, last: string, now: string}} ledger its first and last day with a charge, and the instant now
 * @returns {Period}
 */
export function periodOf(choice, ledger) {
  const today = Date.parse(ledger.now.slice(0, 10));
  const end = Math.min(Date.parse(ledger.last), today) + DAY_MILLIS;
  let from;
  let to = end;
  if (choice.last === 'custom') {
    from = Date.parse(choice.from);
    to = Date.parse(choice.to) + DAY_MILLIS;
  } else if (choice.last === 'all') {
    from = Date.parse(ledger.first);
    to = Date.parse(ledger.last) + DAY_MILLIS;
  } else {
    from = Math.max(end - Number.parseInt(choice.last, 10) * DAY_MILLIS, Date.parse(ledger.first));
  }
  const days = Math.round((to - from) / DAY_MILLIS);
  const start = from - (to - from);
  return {
    from: isoDay(from),
    to: isoDay(to),
    grain: days <= 2 ? 'hour' : days <= 120 ? 'day' : days <= 800 ? 'week' : 'month',
    days,
    // a period before that begins ahead of the ledger would make any spend look like growth
    before: start >= Date.parse(ledger.first) ? { from: isoDay(start), to: isoDay(from) } : null,
  };
}

/** The last day that a period shows. @param {Period} period */
export const lastDay = (period) => isoDay(Date.parse(period.to) - DAY_MILLIS);

/**
 * Every bucket of a period, so that a day without a charge is a gap and not left out.
 * @param {Period} period
 */
export function buckets(period) {
  const all = [];
  const end = Date.parse(period.to);
  let at = new Date(Date.parse(period.from));
  if (period.grain === 'week') {
    at = new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MILLIS);
  } else if (period.grain === 'month') {
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  }
  while (at.getTime() < end) {
    all.push(period.grain === 'hour' ? at.toISOString().replace('.000Z', 'Z') : at.toISOString().slice(0, 10));
    at = next(at, period.grain);
  }
  return all;
}

/** @param {Date} at @param {string} grain */
function next(at, grain) {
  if (grain === 'month') {
    return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  }
  const millis = grain === 'hour' ? 3_600_000 : grain === 'day' ? DAY_MILLIS : 7 * DAY_MILLIS;
  return new Date(at.getTime() + millis);
}
