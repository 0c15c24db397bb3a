// Estimate: the same hours on every offer, and one of them taken apart.

import { html, nothing } from 'lit';
import { asked, CAPACITIES, given, GPUS } from '../asked.js';
import { question } from '../asking.js';
import { base, ink, tip } from '../chart.js';
import { reach, values as axis } from '../charts/axes.js';
import * as figures from '../figures.js';
import { fact, panel } from '../panel.js';
import { table, written } from '../table.js';

/** @type {import('../asked.js').AskedField[]} */
const FIELDS = [
  { name: 'gpu', label: 'GPU', choices: GPUS, initial: 'H100', absent: 'a model or family; empty: any machine' },
  { name: 'gpu-count', label: 'GPUs of a machine', type: 'number', absent: 'empty: any number' },
  { name: 'hours', label: 'Hours', unit: 'of each machine', type: 'number', initial: '100' },
  { name: 'nodes', label: 'Machines', type: 'number', absent: 'empty: one' },
  { name: 'capacity', label: 'Bought', options: CAPACITIES },
  { name: 'region-like', label: 'Where', placeholder: 'europe', absent: 'a part of the world, a country, a place' },
  { name: 'max-cost', label: 'Cost at most', type: 'number', absent: 'in the currency of the offer; empty: no limit' },
  { name: 'provider', label: 'Provider', choices: ['aws', 'gcp', 'azure', 'nebius', 'lambda', 'runpod'], more: true, absent: 'empty: all' },
  { name: 'region', label: 'Region', placeholder: 'us-east-1', more: true, absent: 'as its provider names it' },
  { name: 'min-gpu-memory', label: 'Memory of a GPU', unit: 'GiB', type: 'number', more: true, absent: 'empty: any' },
  { name: 'utilization', label: 'Load', unit: '0 to 1', type: 'number', more: true, absent: 'for energy; empty: full' },
  { name: 'storage-gib', label: 'Storage', unit: 'GiB', type: 'number', more: true, absent: 'empty: none' },
  { name: 'egress-gib', label: 'Traffic out', unit: 'GiB', type: 'number', more: true, absent: 'empty: none' },
  { name: 'ledger-prices', label: 'Use prices of the ledger too', type: 'check', more: true },
];

/** @type {[string, Record<string, string|null>][]} */
const EXAMPLES = [
  ['8 × H100 for 100 hours in Europe', { gpu: 'H100', 'gpu-count': '8', hours: '100', 'region-like': 'europe' }],
  ['A100 on spot', { gpu: 'A100', hours: '24', capacity: 'spot' }],
];

/** @param {import('../page.js').View} view */
const values = (view) => Object.fromEntries(Object.entries(given(view, FIELDS)).filter(([, value]) => value));

/** The offer that is taken apart, as provider, instance type and region. @param {import('../page.js').View} view */
const picked = (view) => view.query.get('offer')?.split('/') ?? null;

/** @param {import('../api.js').Row} row */
const key = (row) => `${row.provider}/${row.instance_type}/${row.region}`;

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Estimate hours',
  about: 'What the same hours cost on every offer of the catalog, with energy and carbon.',
  period: false,
  always: true,
  hears: ['import'],
  ask: (view) => {
    const said = values(view);
    const [provider, instance, region] = picked(view) ?? [];
    const shared = Object.fromEntries(['hours', 'capacity', 'utilization', 'storage-gib', 'egress-gib', 'ledger-prices'].filter((name) => said[name]).map((name) => [name, said[name]]));
    return {
      offers: question('compare', { ...said, limit: '60' }),
      ...(provider ? { one: question('estimate', { provider, instance, region, count: said.nodes, ...shared }) } : {}),
    };
  },
  draw: (view) => html`
    ${asked(view, { title: 'The hours', fields: FIELDS, submit: 'Compare', examples: EXAMPLES })}
    ${picked(view) ? panel(view, { id: 'one', title: picked(view)?.slice(0, 2).reverse().join(' of ') ?? '', needs: 'one', tall: true,
      beside: html`<a href=${view.link('/estimate', { offer: null })}>Close</a>`, content: (one) => apart(view, one) }) : nothing}
    ${panel(view, { id: 'offers', title: 'Offers, the cheapest first', needs: 'offers', tall: true,
      drawn: 'each point is an offer: its cost is hours × machines × its price, its carbon the energy of those hours × the mean intensity of the grid of its region; press one to take it apart', content: (offers) => html`
      ${offers.rows.length > 1 ? scatter(view, offers) : nothing}
      ${table(view, { of: 'offers', caption: 'Offers', first: 20, columns: columns(view, offers) })}` })}`,
};

/** @param {import('../page.js').View} view @param {any} offers @returns {import('../table.js').ShownColumn[]} */
function columns(view, offers) {
  return [
    { name: 'rank', title: '#', number: true, draw: (row) => row.rank },
    { name: 'instance_type', title: 'Machine', draw: (row) => html`<a href=${view.link('/estimate', { offer: key(row) })} aria-current=${view.query.get('offer') === key(row)}>${row.instance_type}</a>` },
    { name: 'provider', title: 'Where', draw: (row) => `${row.provider} ${row.region}` },
    { name: 'gpus', title: 'GPUs', draw: (row) => (row.gpus === null ? row.gpu_model : `${row.gpus} × ${row.gpu_model}`) },
    { name: 'cost', title: 'Cost', number: true, basis: (row) => ({
      title: `Cost on ${row.instance_type} of ${row.provider}`, value: row.cost, unit: offers.currency ?? '', asked: view.questions.offers,
      formula: `${offers.machines} × ${offers.hours} h × ${row.per_machine_hour} per machine-hour, with what else is asked for`,
      lines: [['Price', `of ${row.price_date ?? 'an unknown date'}, ${row.confidence}; ${row.source}`], ['Tier', row.tier]],
    }) },
    { name: 'per_machine_hour', title: 'Per hour', number: true },
    { name: 'carbon_kg', title: 'Carbon, kg CO₂e', number: true, draw: (row) => (row.carbon_kg === null ? html`<span class="quiet">not known</span>` : figures.decimal(row.carbon_kg, 1)) },
    { name: 'price_date', title: 'Price of', draw: (row) => html`<span class="quiet">${row.price_date ?? 'unknown'}</span>` },
  ];
}

/** Cost and carbon of each offer. @param {import('../page.js').View} view @param {any} offers */
function scatter(view, offers) {
  const { quiet } = ink();
  const common = base();
  const blue = view.dark ? '#4a9fdc' : '#0b6fa8';
  const known = offers.rows.filter((/** @type {any} */ row) => row.carbon_kg !== null);
  if (known.length < 2) {
    return nothing;
  }
  const option = {
    ...common,
    grid: { left: 8, right: 20, top: 30, bottom: 34, containLabel: true },
    tooltip: { ...common.tooltip, formatter: (/** @type {any} */ point) => tip(`${point.data.row.instance_type}, ${point.data.row.provider} ${point.data.row.region}`, [
      { name: 'Cost', value: figures.money(point.data.row.cost, offers.currency, 2) },
      { name: 'Carbon', value: `${figures.decimal(point.data.row.carbon_kg, 1)} kg CO₂e` },
      { name: 'GPUs', value: `${point.data.row.gpus} × ${point.data.row.gpu_model}` }]) },
    xAxis: { ...axis({ name: 'Carbon, kg CO₂e', ...reach(known.map((/** @type {any} */ row) => Number(row.carbon_kg))), scale: true, write: (value) => figures.decimal(value, 1) }), nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: quiet } },
    yAxis: axis({ name: 'Cost', ...reach(known.map((/** @type {any} */ row) => Number(row.cost))), scale: true, write: (value) => figures.shortMoney(value, offers.currency) }),
    series: [{ type: 'scatter', symbolSize: 11, itemStyle: { color: blue, opacity: 0.75 },
      data: known.map((/** @type {any} */ row) => ({ value: [Number(row.carbon_kg), Number(row.cost)], row })) }],
  };
  return html`<outlay-chart class="big" .option=${option} .pressed=${(/** @type {any} */ point) => view.go({ offer: key(point.data.row) })}
    label="Cost and carbon of each offer; the table below has the numbers"></outlay-chart>`;
}

/** @param {import('../page.js').View} view @param {any} one */
function apart(view, one) {
  const money = (/** @type {string|null} */ text) => figures.money(text, one.currency, 2);
  /** @type {[string, unknown][]} */
  const price = [['Price', `of ${one.price_date ?? 'an unknown date'}, ${one.confidence}; ${one.source}`]];
  return html`
    <dl class="facts">
      ${fact(view, { term: 'Cost', of: 'one', name: 'total', unit: one.currency, text: money(one.total), below: `${one.machines} × ${one.hours} h, ${one.capacity_type}, ${one.region}`, lines: price })}
      ${fact(view, { term: 'Energy', of: 'one', name: 'energy_kwh', unit: 'kWh', text: one.energy_kwh === null ? 'not known' : `${figures.decimal(one.energy_kwh, 1)} kWh`,
        below: one.energy_kwh === null ? '' : `${figures.decimal(one.energy_kwh_low, 1)} to ${figures.decimal(one.energy_kwh_high, 1)}` })}
      ${fact(view, { term: 'Carbon', of: 'one', name: 'carbon_kg', unit: 'kg CO₂e', text: one.carbon_kg === null ? 'not known' : `${figures.decimal(one.carbon_kg, 1)} kg CO₂e`,
        below: one.carbon_kg === null ? '' : `${figures.decimal(one.carbon_kg_low, 1)} to ${figures.decimal(one.carbon_kg_high, 1)}` })}
      <div><dt>Price of</dt><dd>${one.price_date ?? 'an unknown date'}<small>${one.confidence}; ${one.source}</small></dd></div>
    </dl>
    ${table(view, { of: 'one', caption: 'Parts of the estimate', columns: [{ name: 'item' }, { name: 'reckoning', title: 'How' }, { name: 'cost', number: true }, { name: 'source', draw: (row) => html`<span class="quiet">${row.source}, ${row.price_date ?? ''}</span>` }] })}
    <h3>Other ways to buy it</h3>
    ${table(view, { of: 'one', part: 'ways_to_buy', caption: 'Ways to buy', notes: false })}
    ${one.energy ? html`<h3>Where its energy goes</h3>${table(view, { of: 'one', part: 'energy', caption: 'Energy by part', notes: false, columns: [{ name: 'part' }, { name: 'energy_kwh', title: 'kWh', number: true }, { name: 'basis', draw: (row) => written(row.basis) }] })}` : nothing}`;
}
