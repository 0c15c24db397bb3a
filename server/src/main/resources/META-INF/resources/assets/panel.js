import { html, nothing } from 'lit';

/**
 * What a panel waits for.
 * @template T
 * @typedef {{state: 'loading'}|{state: 'ready', value: T}|{state: 'failed', problem: import('./api.js').Problem}} Awaited
 */

/**
 * A section of the page: its heading, what stands beside the heading, and its content once it is there.
 * @param {{id: string, title: string, hint?: string, beside?: unknown, awaited: Awaited<any>, tall?: boolean,
 *   retry: () => void, content: (value: any) => unknown}} panel
 */
export function panel({ id, title, hint, beside, awaited, tall, retry, content }) {
  return html`
    <section class="panel" aria-labelledby=${id} aria-busy=${awaited.state === 'loading'}>
      <div class="panel-head">
        <div>
          <h2 id=${id}>${title}</h2>
          ${hint ? html`<p class="quiet">${hint}</p>` : nothing}
        </div>
        ${beside ?? nothing}
      </div>
      ${inside(awaited, tall ?? false, retry, content)}
    </section>`;
}

/**
 * @param {Awaited<any>} awaited @param {boolean} tall
 * @param {() => void} retry @param {(value: any) => unknown} content
 */
function inside(awaited, tall, retry, content) {
  if (awaited.state === 'loading') {
    return html`<div class=${tall ? 'skeleton tall' : 'skeleton'}><span class="unseen">Loading</span></div>`;
  }
  if (awaited.state === 'failed') {
    return failure(awaited.problem, retry);
  }
  return content(awaited.value);
}

/** @param {import('./api.js').Problem} problem @param {() => void} retry */
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
