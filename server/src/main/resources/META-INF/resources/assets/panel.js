import { html, nothing } from 'lit';
import { addressOf } from './asking.js';
import { meaning } from './meanings.js';
import { number, steps } from './table.js';

/**
 * A section of the page: its heading, what stands beside the heading, and its content once the answers it needs are
 * there. Until then it says that it waits, and for what where that takes long; where one failed, why, with a way to try
 * again. `drawn` says what a chart in it draws and from what, which its heading opens.
 * @param {import('./page.js').View} view
 * @param {{id: string, title: string, hint?: unknown, beside?: unknown, needs: string|string[], tall?: boolean, more?: unknown, drawn?: string,
 *   content: (...values: any[]) => unknown}} of `needs` are names of questions, whose answers are handed to `content` in order
 */
export function panel(view, { id, title, hint, beside, needs, tall, more, drawn, content }) {
  const parts = [needs].flat().map((name) => view.part(name));
  const awaited = parts.find((part) => part.state === 'failed') ?? parts.find((part) => part.state === 'loading')
    ?? { state: /** @type {const} */ ('ready'), value: parts.map((part) => /** @type {any} */ (part).value) };
  return html`
    <section class="panel" aria-labelledby=${id} aria-busy=${awaited.state === 'loading'}>
      <div class="panel-head">
        <div>
          <h2 id=${id}>${title}</h2>
          ${hint ? html`<p class="quiet">${hint}</p>` : nothing}
        </div>
        ${beside || drawn ? html`<div class="beside">${beside ?? nothing}
          ${drawn ? html`<button type="button" class="how" aria-haspopup="dialog" aria-label=${`How is this drawn: ${title}`} title="How is this drawn?"
            @click=${() => view.explain(drawnFrom(view, title, drawn, [needs].flat()))}>?</button>` : nothing}</div>` : nothing}
      </div>
      ${inside(awaited, tall ?? false, view.retry, content, waits(view, [needs].flat()))}
      ${more ? html`<p class="panel-more">${more}</p>` : nothing}
    </section>`;
}

/**
 * What a chart is drawn from: the questions whose answers are in it. @param {import('./page.js').View} view @param {string} title
 * @param {string} formula @param {string[]} needs @returns {import('./basis.js').Basis}
 */
function drawnFrom(view, title, formula, needs) {
  const questions = [...new Map(needs.map((name) => view.questions[name]).filter(Boolean).map((asked) => [addressOf(asked), asked])).values()];
  return {
    title, formula, asked: questions[0],
    lines: questions.slice(1).map((asked) => [`And from ${asked.report.replace(/^\//, '')}`, html`<code>GET ${addressOf(asked)}</code>`]),
  };
}

/** What a panel waits for, where that takes long. @param {import('./page.js').View} view @param {string[]} needs */
const waits = (view, needs) => needs.filter((name) => view.part(name).state === 'loading').map((name) => view.questions[name]?.slow).find(Boolean);

/**
 * @param {import('./asking.js').Awaited} awaited @param {boolean} tall
 * @param {() => void} retry @param {(...values: any[]) => unknown} content @param {string} [waitsFor]
 */
function inside(awaited, tall, retry, content, waitsFor) {
  if (awaited.state === 'loading') {
    return html`<div class=${`skeleton${tall ? ' tall' : ''}${waitsFor ? ' slow' : ''}`} role="status">${waitsFor
      ? html`<p><progress aria-label=${waitsFor}></progress>${waitsFor}</p>` : html`<span class="unseen">Loading</span>`}</div>`;
  }
  if (awaited.state === 'failed') {
    const { status, message, remedy } = awaited.problem;
    // what one may not see is no failure: it is said and stays
    return status === 403 ? html`<p class="quiet none">${message} ${remedy}</p>` : failure(awaited.problem, retry);
  }
  return content(...awaited.value);
}

/** What went wrong, and a way to try again. @param {import('./api.js').Problem} problem @param {() => void} retry */
export function failure(problem, retry) {
  return html`
    <div class="failure" role="alert">
      <p><strong>${problem.message}</strong></p>
      ${problem.remedy ? html`<p>${problem.remedy}</p>` : nothing}
      <button type="button" @click=${retry}>Try again</button>
    </div>`;
}

/**
 * The numbers of a chart as a table, for those who cannot or would rather not look at it.
 * @param {import('./page.js').View} view
 * @param {string} caption
 * @param {{name: string, number?: boolean}[]} columns
 * @param {(string|null)[][]} rows
 * @param {(row: number, column: number) => import('./basis.js').Basis|null} basis what a number rests on, which stands where they say
 */
export function asTable(view, caption, columns, rows, basis) {
  /** @param {string|null} text @param {number} line @param {number} place */
  const cell = (text, line, place) => {
    const rests = columns[place].number && text ? basis(line, place) : null;
    // the first line is reached by the tab key, the others from there by the arrow keys
    return rests ? number(view, text, rests, line > 0) : text;
  };
  return html`
    <details class="as-table">
      <summary>Show as table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
        <table @keydown=${steps}>
          <caption class="unseen">${caption}</caption>
          <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.number ? 'number' : ''}>${column.name}</th>`)}</tr></thead>
          <tbody>${rows.map((row, line) => html`<tr>${row.map((text, place) => place === 0
            ? html`<th scope="row">${text}</th>`
            : html`<td class=${columns[place].number ? 'number' : ''}>${cell(text, line, place)}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
    </details>`;
}

/**
 * A figure in the heading of an answer with its name: the number opens what it rests on, `below` is a line under it.
 * @param {import('./page.js').View} view
 * @param {{term: string, of: string, name: string, text: unknown, unit?: string|null, below?: unknown, formula?: string, lines?: [string, unknown][],
 *   charges?: import('./api.js').Values|null}} fact `of` is the name of the question, which must be answered; `name` that of the figure
 */
export function fact(view, fact) {
  const asked = view.questions[fact.of];
  const answer = view.part(fact.of);
  const value = answer.state === 'ready' ? answer.value[fact.name] ?? null : null;
  const basis = { title: fact.term, value, unit: fact.unit ?? null, formula: fact.formula ?? meaning(asked.report, undefined, fact.name), lines: fact.lines, asked, charges: fact.charges ?? null };
  return html`<div><dt>${fact.term}</dt><dd>${value === null ? fact.text : number(view, fact.text, basis)}${fact.below ? html`<small>${fact.below}</small>` : nothing}</dd></div>`;
}
