// How was this computed: a number in full, the sentence by which it comes about, the question it answers, and the
// charges behind it with the price that rated each.

import { html, nothing } from 'lit';
import { address } from './api.js';
import { addressOf, question } from './asking.js';
import { failure } from './panel.js';
import { notes } from './table.js';
import * as figures from './figures.js';

/**
 * What a number rests on. `value` is the number in full as the server gave it, with its unit; `formula` says how it
 * comes about; `asked` is the question whose answer holds it; `lines` are further facts of it; `charges` are the
 * parameters by which the report charges shows what is summed in it, null where no charges are.
 * @typedef {{title: string, value?: string|null, unit?: string|null, formula?: string, lines?: [string, unknown][],
 *   asked?: import('./asking.js').Question, charges?: import('./api.js').Values|null}} Basis
 */

const SHOWN = '20';

/** What has to be asked to show it. @param {Basis} basis @returns {Record<string, import('./asking.js').Question>} */
export function asks(basis) {
  return {
    ...(basis.asked ? { answer: basis.asked } : {}),
    ...(basis.charges ? { charges: question('charges', { limit: SHOWN, ...basis.charges }) } : {}),
  };
}

/** @param {Basis} basis @param {(name: string) => import('./asking.js').Awaited} part @param {() => void} retry */
export function drawn(basis, part, retry) {
  const answer = basis.asked ? part('answer') : null;
  const heading = answer?.state === 'ready' ? answer.value : null;
  const lines = [
    ...(basis.formula ? [/** @type {[string, unknown]} */ (['Formula', basis.formula])] : []),
    ...(basis.lines ?? []),
    ...span(heading),
    ...filters(basis.asked),
    ...(basis.asked ? [
      /** @type {[string, unknown]} */ (['Ask for it', html`<code>${command(basis.asked)}</code>`]),
      /** @type {[string, unknown]} */ (['Over REST', html`<code>GET ${addressOf(basis.asked)}</code>`]),
    ] : []),
  ];
  return html`
    <h2 id="basis-title">${basis.title}</h2>
    ${basis.value === undefined ? nothing : html`<p class="exact">${basis.value ?? 'not known'} ${basis.unit ?? ''}</p>`}
    <dl class="lines">${lines.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
    ${heading ? notes(heading.notes ?? []) : nothing}
    ${basis.charges ? charges(part('charges'), basis.charges, retry) : nothing}`;
}

/** @param {import('./api.js').Table|null} heading @returns {[string, unknown][]} */
function span(heading) {
  if (heading === null) {
    return [];
  }
  const of = heading.from || heading.to
    ? [/** @type {[string, unknown]} */ (['Span', `${heading.from ? figures.minute(heading.from) : 'the beginning'} to ${heading.to ? figures.minute(heading.to) : 'the end'}, UTC`])]
    : [];
  return heading.charges === undefined ? of : [...of,
    ['Charges', `${figures.decimal(heading.charges)}, of which ${figures.decimal(heading.unpriced ?? '0')} without a price and in no sum`]];
}

/** Which charges count, where not all do. @param {import('./asking.js').Question} [asked] @returns {[string, unknown][]} */
function filters(asked) {
  const kept = [asked?.values.filter ?? []].flat().map(String);
  return kept.length ? [['Only', kept.map((each) => each.replace(/=$/, ' not said').replace('=', ' ')).join(', ')]] : [];
}

/** @param {import('./asking.js').Awaited} found @param {import('./api.js').Values} values @param {() => void} retry */
function charges(found, values, retry) {
  return html`
    <h3>The latest charges in it</h3>
    ${found.state === 'loading' ? html`<div class="skeleton"><span class="unseen">Loading</span></div>` : nothing}
    ${found.state === 'failed' ? failure(found.problem, retry) : nothing}
    ${found.state === 'ready' ? html`
      <ol class="receipts">${found.value.rows.map(receipt)}</ol>
      <p class="quiet">${found.value.rows.length === 0 ? 'No charge is in it.' : html`Each is rated once, at the price named. More of them: <code>${command(question('charges', { ...values, limit: '100' }))}</code>`}</p>` : nothing}`;
}

/** One charge and what rated it. @param {import('./api.js').Row} row */
function receipt(row) {
  return html`<li>
    <div><b>${row.gpu_model ?? row.service ?? row.resource ?? 'not said'}</b>
      <span class="number">${row.effective === null ? html`<span class="badge unpriced">no price</span>` : figures.money(row.effective, row.currency, 4)}</span></div>
    <p>${row.formula ?? ''}</p>
    <p class="quiet">${figures.minute(row.from ?? '')} to ${figures.minute(row.to ?? '')}${row.provider ? `, ${row.provider}` : ''}${row.resource ? `, ${row.resource}` : ''}.
      ${row.rated_by ? html`Price ${row.price_id ?? ''}: ${row.rated_by}.` : row.status === 'billed' ? 'The bill says it.' : 'Nothing rated it.'}
      From ${row.origin}.</p>
  </li>`;
}

/** The command line that asks the same. @param {import('./asking.js').Question} asked */
export function command(asked) {
  const words = [...new URL(address(asked.report, asked.values), location.origin).searchParams]
    .map(([name, text]) => (text === 'true' ? `--${name}` : `--${name} ${/^[\w.,:=/-]+$/.test(text) ? text : `'${text}'`}`));
  return ['outlay', 'report', asked.report.replace(/^\//, ''), ...words].join(' ');
}
