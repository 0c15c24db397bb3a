// Prices: how they moved, when and where they are low, what dropped or surged, which is cheapest now, and who says so.

import { html } from 'lit';
import { asked, given, GPUS } from '../asked.js';
import { question } from '../asking.js';
import { heat } from '../charts/heat.js';
import { history } from '../charts/history.js';
import * as figures from '../figures.js';
import { meaning } from '../meanings.js';
import { panel } from '../panel.js';
import { table } from '../table.js';

/** @type {import('../asked.js').AskedField[]} */
const FIELDS = [
  { name: 'gpu', label: 'GPU', choices: GPUS, absent: 'a model or family; empty: all' },
  { name: 'instance', label: 'Instance type', placeholder: 'p5.48xlarge', absent: 'empty: all' },
  { name: 'capacity', label: 'Bought', options: [['', 'any way'], ['on-demand', 'on demand'], ['spot', 'spot'], ['reserved', 'reserved'], ['owned', 'owned']] },
  { name: 'provider', label: 'Provider', choices: ['aws', 'gcp', 'azure', 'nebius', 'lambda', 'runpod', 'vast-ai'], absent: 'empty: all' },
  { name: 'region-like', label: 'Where', placeholder: 'europe', absent: 'a part of the world, a country, a place' },
  { name: 'region', label: 'Region', placeholder: 'us-east-1', absent: 'as its provider names it', more: true },
  { name: 'drop', label: 'Tell of falls by', unit: '%', type: 'number', absent: 'empty: 10', more: true },
  { name: 'surge', label: 'Tell of rises by', unit: '%', type: 'number', absent: 'empty: 20', more: true },
];
const THINGS = ['gpu', 'instance', 'capacity', 'provider', 'region-like', 'region'];

/** @param {import('../page.js').View} view @param {string[]} names */
function values(view, names) {
  const all = given(view, FIELDS);
  return Object.fromEntries(names.filter((name) => all[name]).map((name) => [name, all[name]]));
}

/** A span that reaches up to now, since prices have no future. @param {import('../page.js').View} view */
const past = (view) => ({ from: view.span.from, to: view.span.to });

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Prices',
  about: 'What the ledger and the catalog know of prices, and who says so.',
  always: true,
  hears: ['import'],
  ask: (view) => ({
    history: question('price-history', { ...values(view, THINGS), ...past(view), limit: '6000' }),
    hours: question('price-hours', { ...values(view, THINGS), ...past(view) }),
    alerts: question('price-alerts', { ...values(view, [...THINGS, 'drop', 'surge']), ...past(view) }),
    cheapest: question('price-cheapest', { ...values(view, THINGS), limit: '40' }),
    feeds: question('/feeds'),
  }),
  draw: (view) => html`
    ${asked(view, { title: 'Which prices', fields: FIELDS, submit: 'Show', examples: [['H100 on spot', { gpu: 'H100', capacity: 'spot' }], ['everything', {}]] })}
    ${panel(view, { id: 'history', title: 'History', needs: 'history', tall: true, hint: 'prices of the ledger: negotiated, imported and fetched; prices of the catalog have no history',
      drawn: 'each price as its source states it, from when it holds to when the next one of the same thing does; those with the most changes are drawn',
      content: (answer) => (answer.rows.length ? html`
        ${history(view, { rows: answer.rows, from: view.span.from, to: view.span.to })}
        <details class="as-table"><summary>Each change, and where it is from</summary>${table(view, { of: 'history', caption: 'Changes of prices', first: 50, columns: changes(view) })}</details>`
        : html`<p class="quiet">${answer.notes[0]}</p>`) })}
    ${panel(view, { id: 'hours', title: 'When and where it is cheap', needs: 'hours', tall: true, hint: 'mean price of a GPU-hour by hour of the day, UTC; the cheapest hour of each line has a dot',
      drawn: 'the mean of the prices that held at each hour of the day over the days of the period, weighted by how long each held, for one GPU of the machine; press a cell for its range',
      content: (answer) => hours(view, answer) })}
    <div class="pair">
      ${panel(view, { id: 'alerts', title: 'Drops, surges and lows', needs: 'alerts', hint: 'in the period, with both prices', content: () => table(view, {
        of: 'alerts', caption: 'Price alerts', first: 12, empty: 'No price dropped, surged or lies low in the period.', columns: [
          { name: 'alert', draw: (row) => html`<span class=${`badge ${row.alert === 'surge' ? 'bad' : 'good'}`}>${row.alert}</span>` },
          { name: 'sku', title: 'What', draw: (row) => html`${row.sku}<br><small class="quiet">${row.provider} ${row.region ?? ''} ${row.capacity_type}</small>` },
          { name: 'percent', title: 'Change', number: true, draw: (row) => (row.percent === null ? '' : `${figures.decimal(row.percent, 1)} %`) },
          { name: 'price_now', title: 'Now', number: true, basis: (row) => ({ title: `${row.sku}, ${row.region ?? 'everywhere'}`, value: row.price_now, unit: `${row.currency} ${row.unit}`, asked: view.questions.alerts,
            formula: row.alert === 'low' ? 'the price now over the lowest of the period' : 'the price now over the one when the period began, or the first known in it',
            lines: [['Before', `${row.price_before} since ${row.before_since}, ${row.before_source}`], ['Now', `since ${row.now_since}, ${row.source}`], ['Line', row.document ?? 'not known'], ['Price', row.price_id]] }) },
        ] }) })}
      ${panel(view, { id: 'feeds', title: 'Where prices come from', needs: 'feeds', hint: 'feeds that can be fetched; files and rate cards come by import', content: (feeds) => feedList(view, feeds) })}
    </div>
    ${panel(view, { id: 'cheapest', title: 'Cheapest now', needs: 'cheapest', hint: 'per GPU-hour; of the ledger first, else of the catalog, each with its date', content: () => table(view, {
      of: 'cheapest', caption: 'Cheapest prices', first: 15, columns: [
        { name: 'sku', title: 'Machine' },
        { name: 'provider', title: 'Where', draw: (row) => html`${row.provider} ${row.region ?? 'anywhere'} <small class="quiet">${row.capacity_type}</small>` },
        { name: 'gpus', title: 'GPUs', draw: (row) => `${row.gpus ?? '?'} × ${row.gpu_model ?? 'not known'}` },
        { name: 'per_gpu_hour', title: 'Per GPU-hour', number: true, basis: provenance(view, 'cheapest', 'per_gpu_hour') },
        { name: 'per_hour', title: 'Per hour', number: true },
        { name: 'known_from', title: 'Known from' },
        { name: 'price_date', title: 'Price of', draw: (row) => row.price_date ?? (row.last_stated ? figures.day(row.last_stated) : 'unknown') },
      ] }) })}`,
};

/** @param {import('../page.js').View} view @param {string} asked @param {string} column */
const provenance = (view, asked, column) => (/** @type {any} */ row) => ({
  title: `${row.sku}, ${row.region ?? 'everywhere'}, ${row.capacity_type}`, value: row[column], unit: `${row.currency}`, asked: view.questions[asked], formula: meaning(view.questions[asked].report, undefined, column),
  lines: /** @type {[string, unknown][]} */ ([['Source', row.source ?? 'not said'], ['Kind', row.kind ?? 'not said'], ...(row.document ? [['Line', row.document]] : []), ['Price', row.price_id ?? 'not known'], ...(row.last_stated ? [['Last stated', `${figures.minute(row.last_stated)} UTC`]] : [])]),
});

/** @param {import('../page.js').View} view @returns {import('../table.js').ShownColumn[]} */
function changes(view) {
  return [
    { name: 'sku', title: 'What', draw: (row) => `${row.provider} ${row.sku}` },
    { name: 'region', draw: (row) => row.region ?? 'everywhere' },
    { name: 'capacity_type', title: 'Bought' },
    { name: 'price', number: true, basis: provenance(view, 'history', 'price') },
    { name: 'unit' },
    { name: 'from' },
    { name: 'to', draw: (row) => (row.to === null ? 'still' : figures.minute(row.to)) },
    { name: 'change_percent', title: 'Change' },
    { name: 'source', title: 'Who says so', draw: (row) => html`<span class="quiet">${row.source}</span>` },
  ];
}

/** @param {import('../page.js').View} view @param {any} answer */
function hours(view, answer) {
  /** @type {Map<string, any[]>} */
  const lines = new Map();
  const ways = new Set(answer.rows.map((/** @type {any} */ row) => row.capacity_type)).size;
  for (const row of answer.rows) {
    if (row.mean_per_gpu !== null || row.hour !== null) {
      const key = [row.region ?? 'everywhere', row.zone, row.sku, ways > 1 ? row.capacity_type : null].filter(Boolean).join(' ');
      lines.set(key, [...(lines.get(key) ?? []), row]);
    }
  }
  const shown = [...lines].filter(([, rows]) => rows.some((row) => row.mean_per_gpu !== null)).slice(0, 24);
  if (shown.length === 0) {
    return html`<p class="quiet">${answer.notes[0]}</p>`;
  }
  const currency = shown[0][1][0].currency;
  const same = shown.filter(([, rows]) => rows[0].currency === currency);
  return html`
    ${heat(view, { caption: `Mean price of a GPU-hour in ${currency} by region and hour of the day, UTC`,
      lines: same.map(([name, rows]) => ({ name, title: name, cells: rows.map((row) => row.mean_per_gpu) })),
      basis: (line, hour) => {
        const row = same[line][1][hour];
        return { title: `${same[line][0]} at ${String(hour).padStart(2, '0')}:00 UTC`, value: row.mean_per_gpu, unit: `${currency} per GPU-hour`, asked: view.questions.hours, formula: meaning('price-hours', undefined, 'mean_per_gpu'),
          lines: [['Of the machine', `${row.mean}, from ${row.min} to ${row.max} ${currency} an hour`], ['Hours known', row.known_hours ?? 'not said']] };
      },
      write: (value) => figures.money(value, currency, 3), short: (value) => figures.money(value, currency, 2), less: 'cheap', more: 'dear' })}
    <ul class="notes quiet">${answer.notes.map((/** @type {string} */ note) => html`<li>${note}</li>`)}</ul>`;
}

/** @param {import('../page.js').View} view @param {any} feeds */
function feedList(view, feeds) {
  const fetch = (/** @type {any} */ row) => view.form({
    title: `Fetch prices of ${row.provider}`, about: html`Asks ${row.description} and keeps what it says as prices of the ledger, each with its origin. It needs the network.`, fields: [],
    submit: 'Fetch', deed: () => ({ address: '/prices/fetch', values: { provider: row.provider }, done: `Prices of ${row.provider} were fetched` }),
  });
  return table(view, { of: 'feeds', caption: 'Price feeds', columns: [
    { name: 'feed', draw: (row) => html`${row.feed}<br><small class="quiet">${row.description}</small>` },
    { name: 'status', draw: (row) => html`<span class=${`badge ${/fail|refused/.test(String(row.status)) ? 'bad' : ''}`}>${row.last_good === null ? row.status : figures.minute(row.last_good)}</span>` },
    { name: 'fetch', title: 'Fetch', draw: (row) => (row.status === 'not-set-up' ? '' : html`<button type="button" @click=${() => fetch(row)} aria-label=${`Fetch ${row.feed}`}>Fetch</button>`) },
  ], notes: false });
}
