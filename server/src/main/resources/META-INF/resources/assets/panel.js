import { html, nothing } from 'lit';

/**
 * A section of the page: its heading, what stands beside the heading, and its content once the answers it needs are
 * there. Until then it says that it waits; where one failed, why, with a way to try again.
 * @param {import('./page.js').View} view
 * @param {{id: string, title: string, hint?: unknown, beside?: unknown, needs: string|string[], tall?: boolean, more?: unknown,
 *   content: (...values: any[]) => unknown}} of `needs` are names of questions, whose answers are handed to `content` in order
 */
export function panel(view, { id, title, hint, beside, needs, tall, more, content }) {
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
        ${beside ?? nothing}
      </div>
      ${inside(awaited, tall ?? false, view.retry, content)}
      ${more ? html`<p class="panel-more">${more}</p>` : nothing}
    </section>`;
}

/**
 * @param {import('./asking.js').Awaited} awaited @param {boolean} tall
 * @param {() => void} retry @param {(...values: any[]) => unknown} content
 */
function inside(awaited, tall, retry, content) {
  if (awaited.state === 'loading') {
    return html`<div class=${tall ? 'skeleton tall' : 'skeleton'}><span class="unseen">Loading</span></div>`;
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
 * @param {string} caption
 * @param {{name: string, number?: boolean}[]} columns
 * @param {(string|null)[][]} rows
 */
export function asTable(caption, columns, rows) {
  return html`
    <details class="as-table">
      <summary>Show as table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
        <table>
          <caption class="unseen">${caption}</caption>
          <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.number ? 'number' : ''}>${column.name}</th>`)}</tr></thead>
          <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => i === 0
            ? html`<th scope="row">${cell}</th>`
            : html`<td class=${columns[i].number ? 'number' : ''}>${cell}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
    </details>`;
}
