// Key figures side by side, each of which opens what it rests on.

import { html, nothing } from 'lit';
import { number } from './table.js';

/**
 * A key figure: `text` as it is shown, `unit` beside it, `below` a line under it; `basis` makes it open what it rests
 * on, `href` a page for more. While its question waits, `text` is undefined.
 * @param {import('./page.js').View} view
 * @param {{name: string, text?: unknown, unit?: unknown, below?: unknown, basis?: import('./basis.js').Basis|null, href?: string, first?: boolean}} of
 */
export function tile(view, { name, text, unit, below, basis, href, first }) {
  const figure = text === undefined
    ? html`<span class="skeleton line"><span class="unseen">Loading</span></span>`
    : basis ? number(view, text, basis) : text;
  return html`
    <div class=${first ? 'tile first' : 'tile'}>
      <h2>${href ? html`<a href=${href}>${name}</a>` : name}</h2>
      <p class="figure">${figure}${unit ? html` <small>${unit}</small>` : nothing}</p>
      <p class="quiet">${below ?? nothing}</p>
    </div>`;
}

/**
 * What a tile shows of a row of key figures (the reports overview and kpi): its text, or that it is not known and why.
 * @param {import('./page.js').View} view @param {string} question the name of the question that asks the report
 * @param {string} kpi @param {(value: string, unit: string|null) => {text: unknown, unit?: unknown, below?: unknown}} drawn
 * @param {string} title of its basis
 */
export function keyFigure(view, question, kpi, title, drawn) {
  const answer = view.part(question);
  if (answer.state === 'loading') {
    return {};
  }
  if (answer.state === 'failed') {
    return { text: 'not known', below: answer.problem.message };
  }
  const row = answer.value.rows.find((/** @type {any} */ each) => each.kpi === kpi);
  if (!row || row.value === null) {
    return { text: 'not known', below: row?.not_known ?? '' };
  }
  return {
    ...drawn(row.value, row.unit),
    basis: {
      title, value: row.value, unit: row.unit, formula: row.definition,
      lines: /** @type {[string, unknown][]} */ ([['Made of', row.inputs]]),
      asked: view.questions[question], charges: view.within,
    },
  };
}
