// What rows are called, and sizes for drawing and ordering. A sum that is shown comes from the server, exact; the ones
// made here only order names and size what is drawn.

import { IDLE, OTHERS, UNSAID } from './colours.js';

/** @typedef {import('./api.js').Row} Row */

/** How large a row is drawn. @param {Row} row */
export const size = (row) => Number(row.value ?? 0);

/**
 * The name a row counts under: what the dimension says; else idle, where nobody used it; else that nobody said.
 * @param {Row} row @param {string} dimension
 */
export function nameOf(row, dimension) {
  const said = row[dimension];
  // where nobody owns idle cost, the server names it so in place of an owner, and what a limit cut off in brackets
  return said === 'idle' || (row.use === 'idle' && said === null) ? IDLE : said === '(others)' ? OTHERS : said ?? UNSAID;
}

/** @param {Row[]} rows @param {(row: Row) => string} name @returns {Map<string, number>} */
export function sumBy(rows, name) {
  const sums = new Map();
  for (const row of rows) {
    const key = name(row);
    sums.set(key, (sums.get(key) ?? 0) + size(row));
  }
  return sums;
}

/** Largest first. @param {Map<string, number>} sums */
export const ranked = (sums) => [...sums].sort(([, a], [, b]) => b - a);

/**
 * The rows in one currency, where the answer is in several.
 * @param {import('./api.js').Table} table @param {string|null} currency
 */
export function inCurrency(table, currency) {
  const several = table.columns.some((column) => column.name === 'currency');
  return several ? table.rows.filter((row) => row.currency === currency) : table.rows;
}

/** The currency most of an answer is in, and the others. @param {import('./api.js').Table} table */
export function currencies(table) {
  if (table.currency) {
    return [table.currency];
  }
  const counts = new Map();
  for (const row of table.rows) {
    if (row.currency) {
      counts.set(row.currency, (counts.get(row.currency) ?? 0) + 1);
    }
  }
  return ranked(counts).map(([name]) => name);
}
