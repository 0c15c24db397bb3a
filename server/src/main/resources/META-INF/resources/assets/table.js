// Tables: the rows of an answer, with what each number rests on, and the same answer to take away.

import { html, nothing } from 'lit';
import { asProblem, get } from './api.js';
import { addressOf } from './asking.js';
import * as figures from './figures.js';
import { meaning } from './meanings.js';

/**
 * A column as it is shown. `name` is that of the answer; `draw` replaces how its value is written; a column of no answer has
 * a `draw` and any name. Every column of numbers opens what it rests on, from its heading and from each of its numbers: what
 * assets/meanings.js says of it, the question, what the row says of where it is from. `basis` says more than that.
 * @typedef {{name: string, title?: string, number?: boolean, header?: boolean, draw?: (row: import('./api.js').Row, table: import('./api.js').Table) => unknown,
 *   basis?: (row: import('./api.js').Row) => import('./basis.js').Basis|null}} ShownColumn
 */

/** What a row may say of where its numbers are from, and what that is called. @type {[string, string][]} */
const SAID = [['formula', 'Formula of the row'], ['reckoning', 'Reckoned'], ['basis', 'Basis'], ['definition', 'Is'], ['inputs', 'Made of'], ['source', 'Source'], ['price_date', 'Price of'],
  ['confidence', 'Confidence'], ['tier', 'Tier'], ['figure', 'Figure'], ['document', 'Line'], ['price_id', 'Price'], ['rated_by', 'Rated by'], ['origin', 'Origin'], ['redone', 'Lost work'],
  ['kept', 'Kept as it was'], ['why_not', 'Not compared'], ['currency', 'Currency'], ['from', 'From'], ['to', 'To']];

/**
 * The answer to a question as a table.
 * @param {import('./page.js').View} view
 * @param {{of: string, caption: string, columns?: ShownColumn[], part?: string, rows?: (rows: import('./api.js').Row[]) => import('./api.js').Row[],
 *   empty?: unknown, notes?: boolean, first?: number, named?: (row: import('./api.js').Row) => string,
 *   charges?: (row: import('./api.js').Row) => import('./api.js').Values|null}} how `of` is the name of the question, which must be answered;
 *   `part` a part of its answer; `first` shows so many rows and hides the rest until asked; `named` is what a row is called, and
 *   `charges` asks for the charges behind it
 */
export function table(view, how) {
  const asked = view.questions[how.of];
  const outcome = view.part(how.of);
  if (outcome.state !== 'ready') {
    return nothing;
  }
  const whole = outcome.value;
  const answer = /** @type {import('./api.js').Table} */ (how.part ? whole[how.part] : whole);
  const rows = how.rows ? how.rows(answer.rows) : answer.rows;
  const columns = how.columns ?? answer.columns.map((column) => ({ name: column.name }));
  const all = how.first === undefined || view.own[`all-${how.of}${how.part ?? ''}`];
  const shown = all ? rows : rows.slice(0, how.first);
  return html`
    ${rows.length === 0
      ? html`<p class="quiet none">${how.empty ?? answer.notes?.[0] ?? 'There is nothing to show.'}</p>`
      : html`
        <div class="scroll" tabindex="0" role="region" aria-label=${how.caption}>
          <table @keydown=${steps}>
            <caption class="unseen">${how.caption}</caption>
            <thead><tr>${columns.map((column) => heading(view, column, answer, how))}</tr></thead>
            <tbody>${shown.map((row) => html`<tr>${columns.map((column, place) => cell(view, column, place, row, answer, how))}</tr>`)}</tbody>
          </table>
        </div>`}
    ${how.notes === false ? nothing : notes(rows.length === 0 && !how.empty ? (answer.notes ?? []).slice(1) : answer.notes ?? [])}
    <div class="table-foot">
      ${all || shown.length === rows.length ? nothing : html`<button type="button" class="link"
        @click=${() => view.set({ [`all-${how.of}${how.part ?? ''}`]: true })}>Show all ${figures.decimal(rows.length)} rows</button>`}
      ${asked && answer.rows.length ? exports(view, asked, how.caption, how.part) : nothing}
    </div>`;
}

/** @param {string[]} sentences */
export function notes(sentences) {
  return sentences.length ? html`<ul class="notes quiet">${sentences.map((note) => html`<li>${note}</li>`)}</ul>` : nothing;
}

/** @param {import('./page.js').View} view @param {ShownColumn} shown @param {import('./api.js').Table} answer @param {How} how */
function heading(view, shown, answer, how) {
  const column = answer.columns.find((each) => each.name === shown.name);
  const title = shown.title ?? words(shown.name);
  return isNumber(shown, column)
    ? html`<th scope="col" class="number">${number(view, title, columnBasis(view, shown, column, how))}</th>`
    : html`<th scope="col">${title}</th>`;
}

/** @param {ShownColumn} shown @param {import('./api.js').Column|undefined} column */
const isNumber = (shown, column) => shown.number ?? column?.kind === 'decimal';

/**
 * @param {import('./page.js').View} view @param {ShownColumn} shown @param {number} place @param {import('./api.js').Row} row
 * @param {import('./api.js').Table} answer @param {How} how
 */
function cell(view, shown, place, row, answer, how) {
  const column = answer.columns.find((each) => each.name === shown.name);
  const text = shown.draw ? shown.draw(row, answer) : written(row[shown.name] ?? null, column, row);
  const own = shown.basis?.(row) ?? null;
  const known = isNumber(shown, column) && (row[shown.name] ?? null) !== null;
  const content = own !== null ? number(view, text, own)
    // the tab key stops at the heading of such a column, and the arrow keys go on from there
    : known ? number(view, text, cellBasis(view, shown, column, row, answer, how), true) : text;
  return place === 0 || shown.header
    ? html`<th scope="row" class=${isNumber(shown, column) ? 'number' : ''}>${content}</th>`
    : html`<td class=${isNumber(shown, column) ? 'number' : ''}>${content}</td>`;
}

/** The addresses besides the reports that answer as CSV too; none of these answers as Markdown. */
const AS_CSV = ['/feeds', '/channels', '/alerts/rules', '/imports', '/tokens', '/settings'];

/** @typedef {Parameters<typeof table>[1]} How */

/**
 * What every number of a column rests on.
 * @param {import('./page.js').View} view @param {ShownColumn} shown @param {import('./api.js').Column|undefined} column @param {How} how
 * @returns {import('./basis.js').Basis}
 */
function columnBasis(view, shown, column, how) {
  const asked = view.questions[how.of];
  return {
    title: `${how.caption}: ${shown.title ?? words(shown.name)}`,
    formula: meaning(asked.report, how.part, shown.name),
    lines: [...(column?.unit ? [/** @type {[string, unknown]} */ (['Unit', column.unit])] : []), ['Of one row', 'press a number of the column']],
    asked,
  };
}

/**
 * What one number rests on.
 * @param {import('./page.js').View} view @param {ShownColumn} shown @param {import('./api.js').Column|undefined} column
 * @param {import('./api.js').Row} row @param {import('./api.js').Table} answer @param {How} how
 * @returns {import('./basis.js').Basis}
 */
function cellBasis(view, shown, column, row, answer, how) {
  const asked = view.questions[how.of];
  const between = row[`${shown.name}_low`] && row[`${shown.name}_high`]
    ? [/** @type {[string, unknown]} */ (['Interval', `${row[`${shown.name}_low`]} to ${row[`${shown.name}_high`]}`])] : [];
  return {
    title: `${shown.title ?? words(shown.name)}: ${how.named?.(row) ?? nameOf(row, answer)}`,
    value: row[shown.name], unit: column?.unit ?? row.currency ?? row.unit ?? null,
    formula: meaning(asked.report, how.part, shown.name),
    lines: [...between, ...SAID.filter(([name]) => row[name] && name !== shown.name).map(([name, term]) => /** @type {[string, unknown]} */ ([term, row[name]]))],
    asked, charges: how.charges?.(row) ?? null,
  };
}

/** What a row is called: the first texts of it. @param {import('./api.js').Row} row @param {import('./api.js').Table} answer */
const nameOf = (row, answer) => answer.columns.filter((column) => column.kind === 'text' && row[column.name]).slice(0, 2)
  .map((column) => row[column.name]).join(', ') || 'this row';

/** Goes from number to number of a table by the arrow keys. @param {KeyboardEvent} event */
export function steps(event) {
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [0, 0];
  const at = /** @type {HTMLTableCellElement|null} */ (/** @type {Element} */ (event.target).closest?.('th, td'));
  const row = /** @type {HTMLTableRowElement|null} */ (at?.closest('tr') ?? null);
  if (!at || !row || (!down && !right) || !(/** @type {Element} */ (event.target).matches('button.basis'))) {
    return;
  }
  const rows = [.../** @type {HTMLTableElement} */ (row.closest('table')).rows];
  const [line, place] = down ? [rows.map((each) => each.cells[at.cellIndex]), rows.indexOf(row)] : [[...row.cells], at.cellIndex];
  const ahead = down + right > 0 ? line.slice(place + 1) : line.slice(0, place).reverse();
  const next = ahead.map((cell) => /** @type {HTMLElement|null} */ (cell?.querySelector('button.basis'))).find(Boolean);
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

/**
 * A value as a person reads it, from its text. @param {string|null} text
 * @param {import('./api.js').Column} [column] @param {import('./api.js').Row} [row] which may say the currency or unit
 */
export function written(text, column, row = {}) {
  if (text === null) {
    return html`<span class="quiet">–<span class="unseen">not known</span></span>`;
  }
  switch (column?.kind) {
    case 'decimal': {
      const unit = column.unit ?? row.currency ?? row.unit ?? null;
      if (unit !== null && /^[A-Z]{3}$/.test(unit)) {
        return figures.money(text, unit, 2);
      }
      return column.unit === '%' ? `${figures.decimal(text, 1)} %` : figures.decimal(text, 2);
    }
    case 'time':
      return html`<time datetime=${text}>${text.length > 10 ? figures.minute(text) : figures.day(text)}</time>`;
    default:
      return text;
  }
}

/**
 * A number that opens what it rests on. @param {import('./page.js').View} view @param {unknown} text @param {import('./basis.js').Basis} basis
 * @param {boolean} [passed] whether the tab key passes it by, since other keys lead there
 */
export function number(view, text, basis, passed = false) {
  return html`<button type="button" class=${passed ? 'basis passed' : 'basis'} aria-haspopup="dialog" title="How was this computed?" tabindex=${passed ? -1 : nothing}
    @click=${() => view.explain(basis)}>${text}</button>`;
}

/** @param {string} name @returns {string} */
const words = (name) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll(/[_-]/g, ' ');

/**
 * The same answer as a file: asked once more, so that it is the server's own text.
 * @param {import('./page.js').View} view @param {import('./asking.js').Question} asked @param {string} caption @param {string} [part]
 */
export function exports(view, asked, caption, part) {
  const take = async (/** @type {string} */ type, /** @type {string} */ ending) => {
    try {
      const response = await get(addressOf(asked), { accept: type });
      save(await /** @type {Response} */ (response).blob(), `outlay-${asked.report.replaceAll(/[^a-z0-9]+/g, '-').replace(/^-/, '')}.${ending}`);
      view.say(`${caption}: saved as ${ending.toUpperCase()}`);
    } catch (failed) {
      view.fail(asProblem(failed));
    }
  };
  const report = !asked.report.startsWith('/');
  return html`<span class="exports">
    ${part || !(report || AS_CSV.includes(asked.report)) ? nothing : html`<button type="button" class="link" @click=${() => take('text/csv', 'csv')} aria-label=${`${caption} as CSV`}>CSV</button>`}
    ${part || !report ? nothing : html`<button type="button" class="link" @click=${() => take('text/markdown', 'md')} aria-label=${`${caption} as Markdown`}>Markdown</button>`}
    <button type="button" class="link" @click=${() => take('application/json', 'json')} aria-label=${`${caption} as JSON`}>JSON</button>
  </span>`;
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
