// Tables: the rows of an answer, with what each number rests on, and the same answer to take away.

import { html, nothing } from 'lit';
import { asProblem, get } from './api.js';
import { addressOf } from './asking.js';
import * as figures from './figures.js';

/**
 * A column as it is shown. `name` is that of the answer; `draw` replaces how its value is written; `basis` makes it a
 * number that opens what it rests on; a column of no answer has a `draw` and any name.
 * @typedef {{name: string, title?: string, number?: boolean, header?: boolean, draw?: (row: import('./api.js').Row, table: import('./api.js').Table) => unknown,
 *   basis?: (row: import('./api.js').Row) => import('./basis.js').Basis|null}} ShownColumn
 */

/**
 * The answer to a question as a table.
 * @param {import('./page.js').View} view
 * @param {{of: string, caption: string, columns?: ShownColumn[], part?: string, rows?: (rows: import('./api.js').Row[]) => import('./api.js').Row[],
 *   empty?: unknown, notes?: boolean, first?: number}} how `of` is the name of the question, which must be answered; `part` a part
 *   of its answer; `first` shows so many rows and hides the rest until asked
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
          <table>
            <caption class="unseen">${how.caption}</caption>
            <thead><tr>${columns.map((column) => heading(column, answer))}</tr></thead>
            <tbody>${shown.map((row) => html`<tr>${columns.map((column, place) => cell(view, column, place, row, answer))}</tr>`)}</tbody>
          </table>
        </div>`}
    ${how.notes === false ? nothing : notes(rows.length === 0 && !how.empty ? (answer.notes ?? []).slice(1) : answer.notes ?? [])}
    <div class="table-foot">
      ${all || shown.length === rows.length ? nothing : html`<button type="button" class="link"
        @click=${() => view.set({ [`all-${how.of}${how.part ?? ''}`]: true })}>Show all ${figures.decimal(rows.length)} rows</button>`}
      ${asked ? exports(view, asked, how.caption, how.part) : nothing}
    </div>`;
}

/** @param {string[]} sentences */
export function notes(sentences) {
  return sentences.length ? html`<ul class="notes quiet">${sentences.map((note) => html`<li>${note}</li>`)}</ul>` : nothing;
}

/** @param {ShownColumn} shown @param {import('./api.js').Table} answer */
function heading(shown, answer) {
  const column = answer.columns.find((each) => each.name === shown.name);
  return html`<th scope="col" class=${isNumber(shown, column) ? 'number' : ''}>${shown.title ?? words(shown.name)}</th>`;
}

/** @param {ShownColumn} shown @param {import('./api.js').Column|undefined} column */
const isNumber = (shown, column) => shown.number ?? column?.kind === 'decimal';

/** @param {import('./page.js').View} view @param {ShownColumn} shown @param {number} place @param {import('./api.js').Row} row @param {import('./api.js').Table} answer */
function cell(view, shown, place, row, answer) {
  const column = answer.columns.find((each) => each.name === shown.name);
  const text = shown.draw ? shown.draw(row, answer) : written(row[shown.name] ?? null, column, row);
  const basis = shown.basis?.(row) ?? null;
  const content = basis === null ? text : number(view, text, basis);
  return place === 0 || shown.header
    ? html`<th scope="row" class=${isNumber(shown, column) ? 'number' : ''}>${content}</th>`
    : html`<td class=${isNumber(shown, column) ? 'number' : ''}>${content}</td>`;
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

/** A number that opens what it rests on. @param {import('./page.js').View} view @param {unknown} text @param {import('./basis.js').Basis} basis */
export function number(view, text, basis) {
  return html`<button type="button" class="basis" aria-haspopup="dialog" title="How was this computed?"
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
  return html`<span class="exports">
    ${part ? nothing : html`<button type="button" class="link" @click=${() => take('text/csv', 'csv')} aria-label=${`${caption} as CSV`}>CSV</button>`}
    ${part ? nothing : html`<button type="button" class="link" @click=${() => take('text/markdown', 'md')} aria-label=${`${caption} as Markdown`}>Markdown</button>`}
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
