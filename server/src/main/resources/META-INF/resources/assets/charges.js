import { html, nothing } from 'lit';
import * as figures from './figures.js';

/** The latest charges, each with what rated it. @param {import('./api.js').Table} table */
export function charges(table) {
  if (table.rows.length === 0) {
    return html`<p class="quiet">No charge lies in this period.</p>`;
  }
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Latest charges">
      <table class="charges">
        <thead>
          <tr>
            <th scope="col">From (UTC)</th>
            <th scope="col">Team</th>
            <th scope="col">Project</th>
            <th scope="col">What</th>
            <th scope="col" class="number">GPU-hours</th>
            <th scope="col" class="number">Cost</th>
            <th scope="col">Status</th>
            <th scope="col">Rated by</th>
          </tr>
        </thead>
        <tbody>${table.rows.map(charge)}</tbody>
      </table>
    </div>`;
}

/** @param {Record<string, string|null>} row */
function charge(row) {
  const idle = row.use === 'idle';
  return html`
    <tr>
      <td class="time">${figures.minute(row.from ?? '')}</td>
      <td>${idle && !row.team ? html`<span class="badge idle">idle</span>` : said(row.team)}</td>
      <td>${said(row.project)}</td>
      <td>${row.gpu_model ?? row.service ?? row.resource ?? 'not said'}${row.provider ? html` <small class="quiet">${row.provider}</small>` : nothing}</td>
      <td class="number">${row.gpu_hours === null ? '' : figures.decimal(row.gpu_hours, 2)}</td>
      <td class="number">${row.effective === null
        ? html`<span class="badge unpriced">no price</span>`
        : figures.money(row.effective, row.currency, 2)}</td>
      <td><span class="badge ${row.status}">${row.status}</span></td>
      <td class="quiet rated">${row.rated_by ?? (row.status === 'billed' ? 'the bill' : 'nothing')}</td>
    </tr>`;
}

/** @param {string|null} text */
const said = (text) => text ?? html`<span class="quiet">not said</span>`;
