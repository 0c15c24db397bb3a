// Attribution: whose cost it is, from the whole down to a run, a GPU and a single charge. The way down stands in the
// address bar, one `down` for each step.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { areas } from '../charts/areas.js';
import { called } from '../choices.js';
import { placesOf } from '../colours.js';
import * as figures from '../figures.js';
import { panel } from '../panel.js';
import { currencies, inCurrency } from '../sums.js';
import { number, table } from '../table.js';
import '../chart.js';

/** The ways down: a name, what it is called, its dimensions. @type {[string, string, string[]][]} */
const WAYS = [
  ['owner', 'owner: team, project, run, GPU', ['team', 'project', 'run', 'gpu-model', 'device']],
  ['work', 'work: namespace, workload, pod, GPU', ['cluster', 'namespace', 'workload', 'pod', 'device']],
  ['place', 'place: provider, region, cluster, node, GPU', ['provider', 'region', 'cluster', 'node', 'device']],
  ['account', 'account: cost centre, account, service', ['cost-center', 'account', 'service', 'resource']],
];
/** What stood idle has no owner: from there on it goes down by place. */
const IDLE_WAY = ['provider', 'cluster', 'node', 'device'];
const MOST_AREAS = '40';
const CHARGES = '100';

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Attribution',
  about: 'Whose cost it is, down to a run, a GPU and a single charge.',
  filters: true,
  ask: (view) => {
    const { level, next } = where(view);
    const within = { ...view.within, filter: [...view.filters, ...steps(view)] };
    return {
      cost: question('cost', within),
      ...(level === null ? { charges: question('charges', { ...within, limit: CHARGES }) } : {
        level: question('cost', { ...within, by: level, format: 'detailed' }),
        areas: question('cost', { ...within, by: level, limit: MOST_AREAS }),
        names: question('cost', { by: `${level},month` }),
        ...(next ? { parts: question('cost', { ...within, by: `${level},${next}`, limit: '60' }) } : {}),
      }),
    };
  },
  draw: (view) => {
    const { level } = where(view);
    return html`
      <div class="line">
        ${crumbs(view)}
        ${wayChoice(view)}
      </div>
      ${level === null ? charges(view) : html`${map(view, level)}${levelTable(view, level)}`}`;
  },
};

/** @param {import('../page.js').View} view */
const steps = (view) => view.query.getAll('down').filter((step) => step.indexOf('=') > 0);

/** @param {import('../page.js').View} view */
function way(view) {
  return WAYS.find(([name]) => name === view.query.get('way')) ?? WAYS[0];
}

/** The dimension of this level and the one below it; null at the charges themselves. @param {import('../page.js').View} view */
function where(view) {
  const gone = steps(view).map((step) => step.slice(0, step.indexOf('=')));
  const left = (gone.includes('use') ? IDLE_WAY : way(view)[2]).filter((dimension) => !gone.includes(dimension));
  const level = view.query.get('at') === 'charges' ? null : left[0] ?? null;
  return { level, next: left[1] ?? null };
}

/** @param {import('../page.js').View} view @param {string} level @param {string|null} value */
function below(view, level, value) {
  return view.link('/attribution', { down: [...steps(view), value === 'idle' ? 'use=idle' : `${level}=${value ?? ''}`] });
}

/** @param {import('../page.js').View} view */
function crumbs(view) {
  const gone = steps(view);
  const atCharges = view.query.get('at') === 'charges';
  return html`
    <nav class="crumbs" aria-label="Way down"><ol>
      <li>${gone.length || atCharges ? html`<a href=${view.link('/attribution', { down: null, at: null })}>Everything</a>` : html`<span aria-current="page">Everything</span>`}</li>
      ${gone.map((step, place) => html`<li>${place === gone.length - 1 && !atCharges ? html`<span aria-current="page">${said(step)}</span>`
        : html`<a href=${view.link('/attribution', { down: gone.slice(0, place + 1), at: null })}>${said(step)}</a>`}</li>`)}
      ${atCharges ? html`<li><span aria-current="page">charges</span></li>` : nothing}
    </ol></nav>`;
}

/** @param {string} step */
function said(step) {
  const [dimension, value] = [step.slice(0, step.indexOf('=')), step.slice(step.indexOf('=') + 1)];
  return dimension === 'use' ? value : html`<small class="quiet">${called(dimension)}</small> ${value || 'not said'}`;
}

/** @param {import('../page.js').View} view */
function wayChoice(view) {
  return html`<label class="choose">Down by
    <select @change=${(/** @type {any} */ event) => view.go({ way: event.target.value === 'owner' ? null : event.target.value, down: null, at: null })}>
      ${WAYS.map(([name, text]) => html`<option value=${name} ?selected=${name === way(view)[0]}>${text}</option>`)}
    </select></label>`;
}

/** @param {import('../page.js').View} view @param {string} level */
function map(view, level) {
  const { next } = where(view);
  return panel(view, {
    id: 'map', title: 'Where the money goes', tall: true,
    drawn: `the size of an area is the effective cost of its charges; those inside it are the same charges, divided further; what is too many to draw is summed as others`,
    hint: `effective cost by ${called(level)}${next ? `, and inside by ${called(next)}` : ''}; press an area to go into it`,
    needs: ['cost', 'areas', 'names', ...(next ? ['parts'] : [])],
    content: (cost, rows, names, parts) => areas({
      table: rows, parts: parts ?? null, dimension: level, within: next, currency: currencies(cost)[0] ?? null, places: placesOf(names, level),
      label: `Cost as areas by ${called(level)}; the table below has the numbers and the same ways down`,
      open: (value) => value !== '(others)' && view.go({ down: [...steps(view), value === 'idle' ? 'use=idle' : `${level}=${value ?? ''}`] }),
    }),
  });
}

/** @param {import('../page.js').View} view @param {string} level */
function levelTable(view, level) {
  return panel(view, {
    id: 'level', title: `By ${called(level)}`, needs: ['cost', 'level'], hint: sum(view),
    more: html`<a href=${view.link('/attribution', { at: 'charges' })}>The charges themselves</a>`,
    content: (cost, rows) => table(view, {
      of: 'level', caption: `Cost by ${called(level)}`, first: 30, named: (row) => row[level] ?? 'what does not say it', charges: (row) => behind(view, level, row), rows: (all) => inCurrency({ ...rows, rows: all }, currencies(cost)[0] ?? null),
      columns: [
        { name: level, title: called(level), draw: (row) => html`<a href=${below(view, level, row[level])}>${row[level] ?? 'not said'}</a>` },
        { name: 'value', title: 'Cost', basis: (row) => ({
          title: `Cost of ${row[level] ?? 'what does not say it'}`, value: row.value, unit: currencies(cost)[0] ?? null,
          formula: 'the sum of the effective cost of its charges',
          lines: [['Billed', row.billed ?? 'not known'], ['List price', row.list ?? 'not known'], ['Contracted', row.contracted ?? 'not known'],
            ['Charges', `${row.charges}, of which ${row.unpriced} without a price`]],
          asked: view.questions.level,
          charges: behind(view, level, row),
        }) },
        { name: 'list', title: 'At list price' },
        { name: 'gpu-hours', title: 'GPU-hours' },
        { name: 'energy', title: 'Energy, kWh' },
        { name: 'carbon', title: 'Carbon, g CO₂e', draw: (row) => row.carbon === null ? html`<span class="quiet">–<span class="unseen">not known</span></span>` : figures.decimal(row.carbon) },
        { name: 'charges', draw: (row) => figures.decimal(row.charges) },
      ],
    }),
  });
}

/** The charges of a row. @param {import('../page.js').View} view @param {string} level @param {import('../api.js').Row} row */
function behind(view, level, row) {
  return { ...view.within, filter: [...view.filters, ...steps(view), row[level] === 'idle' ? 'use=idle' : `${level}=${row[level] ?? ''}`] };
}

/** @param {import('../page.js').View} view */
function sum(view) {
  const cost = view.part('cost');
  if (cost.state !== 'ready') {
    return nothing;
  }
  const { total, currency, charges } = cost.value;
  const all = { ...view.within, filter: [...view.filters, ...steps(view)] };
  const count = number(view, figures.decimal(charges), { title: 'Charges of all that is shown', value: charges, formula: 'a count of them', asked: view.questions.cost, charges: all });
  return total === null ? html`${count} charges, in several currencies` : html`${number(view, figures.money(total, currency, 2), {
    title: 'Cost of all that is shown', value: total, unit: currency, formula: 'the sum of the effective cost of its charges', asked: view.questions.cost, charges: all,
  })} in ${count} charges`;
}

/** @param {import('../page.js').View} view */
function charges(view) {
  return panel(view, {
    id: 'charges', title: 'Charges', needs: ['cost', 'charges'], hint: html`${sum(view)}; the latest ${CHARGES} are shown`,
    content: () => table(view, {
      of: 'charges', caption: 'Charges', empty: 'No charge lies in this period.',
      columns: [
        { name: 'from', title: 'From (UTC)' },
        { name: 'resource', draw: (row) => html`${row.gpu_model ?? row.service ?? 'not said'} <small class="quiet">${row.resource ?? ''}</small>` },
        { name: 'team', draw: (row) => row.use === 'idle' && !row.team ? html`<span class="badge">idle</span>` : row.team ?? html`<span class="quiet">not said</span>` },
        { name: 'run', draw: (row) => row.run ? html`<a href=${view.link('/runs', { run: row.run })}>${row.run}</a>` : '' },
        { name: 'gpu_hours', title: 'GPU-hours' },
        { name: 'effective', title: 'Cost', draw: (row) => row.effective === null ? html`<span class="badge unpriced">no price</span>` : figures.money(row.effective, row.currency, 4),
          basis: (row) => row.effective === null ? null : ({
            title: 'Cost of one charge', value: row.effective, unit: row.currency, formula: row.formula ?? undefined,
            lines: [['What', `${row.gpu_model ?? row.service ?? 'not said'}, ${row.resource ?? 'no resource'}`], ['From', `${row.from} to ${row.to}`],
              ['Rated by', row.rated_by ?? (row.status === 'billed' ? 'the bill' : 'nothing')], ['Price', row.price_id ?? 'none of the ledger'], ['Origin', row.origin]],
            charges: null,
          }) },
        { name: 'status', draw: (row) => html`<span class="badge ${row.status}">${row.status}</span>` },
        { name: 'rated_by', title: 'Rated by', draw: (row) => html`<span class="quiet rated">${row.rated_by ?? (row.status === 'billed' ? 'the bill' : 'nothing')}</span>` },
      ],
    }),
  });
}
