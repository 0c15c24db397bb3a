// How numbers and times are written for a person. Decimals arrive as text and are formatted from that text, so that
// nothing is rounded before it is shown.

const EN = 'en';
// the day before the month, as most of the world writes it
const DAYS = 'en-GB';

/** @param {string|number|null|undefined} value @param {string|null|undefined} currency @param {number} digits */
export function money(value, currency, digits = 0) {
  if (value === null || value === undefined) {
    return 'not known';
  }
  if (!currency || currency === 'XXX') {
    return decimal(value, digits);
  }
  return new Intl.NumberFormat(EN, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(/** @type {any} */ (value));
}

/** Whole units where the sum is large, cents where it is small. @param {number} value */
export function digitsFor(value) {
  return Math.abs(value) >= 1000 ? 0 : 2;
}

/** @param {number} value @param {string|null|undefined} currency */
export function shortMoney(value, currency) {
  const options = { notation: /** @type {'compact'} */ ('compact'), maximumFractionDigits: 1 };
  return currency && currency !== 'XXX'
    ? new Intl.NumberFormat(EN, { ...options, style: 'currency', currency }).format(value)
    : new Intl.NumberFormat(EN, options).format(value);
}

/** @param {string|number|null|undefined} value @param {number} digits */
export function decimal(value, digits = 0) {
  if (value === null || value === undefined) {
    return 'not known';
  }
  return new Intl.NumberFormat(EN, { maximumFractionDigits: digits }).format(/** @type {any} */ (value));
}

/** @param {number|null} share of 1 @param {number} digits */
export function percent(share, digits = 1) {
  if (share === null || !Number.isFinite(share)) {
    return 'not known';
  }
  return new Intl.NumberFormat(EN, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** Kilowatt-hours in a unit that keeps the number short. @param {string|null|undefined} kilowattHours */
export function energy(kilowattHours) {
  const value = Number(kilowattHours ?? 0);
  return value >= 10_000 ? [decimal(value / 1000, 1), 'MWh'] : [decimal(value, 1), 'kWh'];
}

/** Grams in a unit that keeps the number short. @param {string|null|undefined} grams */
export function carbon(grams) {
  const value = Number(grams ?? 0);
  return value >= 1_000_000 ? [decimal(value / 1e6, 2), 't CO₂e'] : [decimal(value / 1e3, 1), 'kg CO₂e'];
}

const DAY = new Intl.DateTimeFormat(DAYS, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const SHORT_DAY = new Intl.DateTimeFormat(DAYS, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MINUTE = new Intl.DateTimeFormat(DAYS, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** @param {string|Date} instant */
export const day = (instant) => DAY.format(new Date(instant));

/** @param {string|Date} instant */
export const minute = (instant) => MINUTE.format(new Date(instant));

/** A bucket of a chart: an hour, or the day it starts with. @param {string} bucket */
export const bucket = (bucket) => (bucket.length > 10 ? MINUTE : SHORT_DAY).format(new Date(bucket));
