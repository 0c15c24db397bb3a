// Plan: where, on what and how work is best run within limits; what is nearest where nothing keeps them.

import { html, nothing } from 'lit';
import { asked, given, GPUS } from '../asked.js';
import { question } from '../asking.js';
import { frontier, length, planName, scaling } from '../charts/plans.js';
import * as figures from '../figures.js';
import { meaning } from '../meanings.js';
import { panel } from '../panel.js';
import { number, table } from '../table.js';

/** @typedef {import('../asked.js').AskedField} AskedField */

/** @type {AskedField[]} */
const FIELDS = [
  { name: 'params', label: 'Parameters of the model', placeholder: '7B', absent: 'such as 350M, 7B, 1.2T' },
  { name: 'tokens', label: 'Trained on', unit: 'tokens', placeholder: '140B', absent: 'or samples, or epochs of a data set below' },
  { name: 'budget', label: 'Budget', unit: 'USD', type: 'number', absent: 'empty: no limit on money' },
  { name: 'deadline', label: 'Deadline', placeholder: '14d', absent: 'such as 36h, 7d, 2w; empty: none' },
  { name: 'max-carbon', label: 'Carbon at most', unit: 'kg CO₂e', type: 'number', absent: 'empty: no limit' },
  { name: 'objective', label: 'Least of', options: [['', 'cost'], ['time', 'time'], ['carbon', 'carbon']] },
  { name: 'capacity', label: 'May be bought', options: [['', 'on demand or spot'], ['on-demand', 'on demand only'], ['spot', 'spot only'], ['reserved', 'reserved']] },
  { name: 'gpu', label: 'GPU', choices: GPUS, absent: 'empty: whatever suits' },
  { name: 'gpu-hours', label: 'GPU-hours instead', type: 'number', more: true, absent: 'where no model is known' },
  { name: 'on', label: 'measured on', choices: ['H100-SXM5-80GB', 'A100-SXM4-80GB'], more: true, absent: 'the GPU of those hours' },
  { name: 'model', label: 'Model by name', placeholder: 'ResNet-50', more: true, absent: 'as published' },
  { name: 'arch', label: 'Kind of model', more: true, options: [['', 'dense language model'], ...['moe-lm', 'encoder-lm', 'seq2seq-rnn', 'cnn', 'detector', 'gan', 'diffusion', 'speech', 'recsys', 'vit-ssl', 'clip'].map((name) => /** @type {[string, string]} */ ([name, name]))] },
  { name: 'samples', label: 'Trained on', unit: 'samples', placeholder: '1.2M', more: true },
  { name: 'epochs', label: 'Epochs', type: 'number', more: true },
  { name: 'dataset', label: 'of the data set', choices: ['imagenet', 'coco', 'librispeech'], more: true },
  { name: 'max-gpus', label: 'GPUs at most', type: 'number', more: true, absent: 'empty: 1,024' },
  { name: 'provider', label: 'Provider', choices: ['aws', 'gcp', 'azure', 'nebius', 'lambda', 'runpod'], more: true, absent: 'empty: all' },
  { name: 'region-like', label: 'Where', placeholder: 'europe', more: true, absent: 'a part of the world, a country, a place' },
  { name: 'value-per-day', label: 'A day earlier is worth', unit: 'USD', type: 'number', more: true, absent: 'empty: adding GPUs pays while half of them becomes speed' },
  { name: 'start-within', label: 'May wait to start', placeholder: '2d', more: true, absent: 'empty: starts now' },
  { name: 'cautious', label: 'Keep limits at the upper end of the time', type: 'check', more: true },
  { name: 'ledger-prices', label: 'Use prices of the ledger too', type: 'check', more: true },
];

/** @type {[string, Record<string, string|null>][]} */
const EXAMPLES = [
  ['7B on 140B tokens in two weeks', { params: '7B', tokens: '140B', deadline: '14d', budget: '20000' }],
  ['the same for 600 USD in a day', { params: '7B', tokens: '140B', deadline: '1d', budget: '600' }],
  ['ResNet-50, 90 epochs', { model: 'ResNet-50', arch: 'cnn', epochs: '90', dataset: 'imagenet' }],
];

/** @param {import('../page.js').View} view */
function values(view) {
  return Object.fromEntries(Object.entries(given(view, FIELDS)).filter(([, value]) => value));
}

/** @param {import('../page.js').View} view */
const isAsked = (view) => Object.keys(values(view)).some((name) => ['params', 'gpu-hours', 'model', 'samples', 'epochs'].includes(name));

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Plan work',
  about: 'Say what is to be trained and within which limits; every offer of the catalog is tried.',
  period: false,
  always: true,
  hears: ['import'],
  ask: (view) => ({ ...(isAsked(view) ? { plan: question('plan', { ...values(view), pareto: true, scaling: true, limit: '15' }, { slow: 'Trying every offer of the catalog' }) } : {}) }),
  draw: (view) => html`
    ${asked(view, { title: 'The work and its limits', fields: FIELDS, submit: 'Plan it', examples: EXAMPLES })}
    ${isAsked(view) ? panel(view, {
      id: 'verdict', title: 'Answer', needs: 'plan', tall: true, content: (plan) => html`${verdict(view, plan)}${ranking(view, plan)}`,
    }) : html`<section class="panel"><p class="quiet">Fill in a model and what it is trained on, or take one of the examples.</p></section>`}
    ${isAsked(view) && feasible(view) ? html`
      ${panel(view, { id: 'frontier', title: 'Cost, time and carbon', hint: 'plans that no other beats in all three; further down and further left is better', needs: 'plan', tall: true,
        drawn: 'each point is a plan: across its time, up its cost, its colour what it emits; only plans are drawn that no other beats in all three',
        content: (plan) => html`
          ${frontier(view, { rows: plan.frontier.rows, best: plan.rows[0] ?? null, currency: currency(plan), caption: 'Cost, time and carbon' })}
          <details class="as-table"><summary>Show as table</summary>${table(view, { of: 'plan', part: 'frontier', caption: 'The frontier', columns: columns(view, plan, false), first: 30 })}</details>` })}
      ${panel(view, { id: 'scaling', title: 'How many GPUs', needs: 'plan', tall: true, hint: 'the first plan on more and more machines',
        drawn: 'the time and the cost of the first plan on each number of its machines; added GPUs pay while half of what they add becomes speed, or while the hours they save are worth their cost',
        content: (plan) => plan.scaling?.rows.length ? html`
          ${scaling(view, { rows: plan.scaling.rows, paysUpTo: plan.scaling.pays_up_to_gpus ?? null, currency: currency(plan) })}
          <details class="as-table"><summary>Show as table</summary>${table(view, { of: 'plan', part: 'scaling', caption: 'Steps of scaling', notes: false })}</details>
          <ul class="notes quiet">${plan.scaling.notes.map((/** @type {string} */ note) => html`<li>${note}</li>`)}</ul>` : html`<p class="quiet">The first plan is of one machine that nothing is known to join others.</p>` })}
      ${panel(view, { id: 'parts', title: 'What the first plan is made of', needs: 'plan', content: () => table(view, { of: 'plan', part: 'cost_of_the_first', caption: 'Parts of the first plan' }) })}` : nothing}`,
};

/** @param {import('../page.js').View} view */
function feasible(view) {
  const plan = view.part('plan');
  return plan.state !== 'ready' || plan.value.feasible === 'true';
}

/** @param {any} plan */
const currency = (plan) => plan.currency ?? 'USD';

/** @param {import('../page.js').View} view @param {any} plan */
function verdict(view, plan) {
  const yes = plan.feasible === 'true';
  const count = (/** @type {string} */ name) => number(view, figures.decimal(plan[name]), { title: name.replaceAll('_', ' '), value: plan[name], formula: meaning('plan', undefined, name), asked: view.questions.plan });
  return html`
    <div class=${yes ? 'verdict' : 'verdict no'}>
      <strong>${yes ? plan.best : 'Nothing keeps all of these limits.'}</strong>
      <span>${yes ? html`${count('offers_within_limits')} of ${count('offers_considered')} offers keep the limits; this one has the least ${plan.objective}.`
        : `The nearest: ${plan.nearest ?? 'none is known'}`}</span>
    </div>`;
}

/** @param {import('../page.js').View} view @param {any} plan */
function ranking(view, plan) {
  const yes = plan.feasible === 'true';
  return table(view, {
    of: 'plan', caption: yes ? 'Ranked offers' : 'Nearest alternatives',
    columns: [
      { name: 'rank', title: '#', number: true },
      ...(yes ? [] : [{ name: 'needs', title: 'What it would take', draw: (/** @type {any} */ row) => html`${row.needs} <a href=${loosened(view, plan, row)}>Try it</a>` }]),
      ...columns(view, plan, true),
    ],
  });
}

/** The same question with the limits that a row needs. @param {import('../page.js').View} view @param {any} plan @param {any} row */
function loosened(view, plan, row) {
  return view.link('/plan', {
    ...(plan.budget && row.needs.includes('budget') ? { budget: row.cost_high } : {}),
    ...(plan.deadline_hours && Number(row.hours) > Number(plan.deadline_hours) ? { deadline: `${Math.ceil(Number(row.hours))}h` } : {}),
    ...(plan.max_carbon_kg && Number(row.carbon_kg) > Number(plan.max_carbon_kg) ? { 'max-carbon': row.carbon_kg } : {}),
  });
}

/** @param {import('../page.js').View} view @param {any} plan @param {boolean} ranked whether the rows have their basis in the answer */
function columns(view, plan, ranked) {
  /** @param {any} row */
  const basis = (row) => {
    const rests = ranked ? plan.basis?.rows.find((/** @type {any} */ each) => each.rank === row.rank) : null;
    return {
      title: `Cost of ${planName(row)}`, value: row.cost, unit: currency(plan), asked: view.questions.plan,
      formula: rests ? `${row.machines} machines × ${row.hours} h × ${rests.per_machine_hour} ${currency(plan)} per machine-hour, with what else is asked for` : 'as in the ranking',
      lines: /** @type {[string, unknown][]} */ ([
        ['Between', `${row.cost_low} and ${row.cost_high} ${currency(plan)}, by the interval of the time`],
        ...(rests ? [
          ['Time', `${length(Number(rests.hours_low))} to ${length(Number(rests.hours_high))}: ${rests.time_basis}`],
          ['Price', `${rests.per_machine_hour} ${currency(plan)} per machine-hour, ${rests.tier}, of ${rests.price_date ?? 'an unknown date'}, ${rests.confidence}; ${rests.source}`],
          ...(rests.interruptions ? [['Interruptions', `${rests.interruptions} expected: ${rests.interruption_basis}`]] : []),
          ['Energy', rests.energy_kwh === null ? 'not known' : `${figures.decimal(rests.energy_kwh, 0)} kWh; carbon ${figures.decimal(rests.carbon_kg_low, 0)} to ${figures.decimal(rests.carbon_kg_high, 0)} kg CO₂e`],
        ] : []),
      ]),
    };
  };
  return /** @type {import('../table.js').ShownColumn[]} */ ([
    { name: 'instance_type', title: 'Machines', header: true, draw: (row) => html`${row.machines} × ${row.instance_type}` },
    { name: 'provider', title: 'Where', draw: (row) => html`${row.provider} ${row.region} <small class="quiet">${row.capacity_type}</small>` },
    { name: 'gpus', title: 'GPUs', draw: (row) => `${row.gpus} × ${row.gpu_model}` },
    { name: 'hours', title: 'Time', number: true, draw: (row) => length(Number(row.hours)) },
    { name: 'cost', title: 'Cost', number: true, basis },
    { name: 'cost_low', title: 'Between', number: true, draw: (row) => html`<span class="quiet">${figures.shortMoney(Number(row.cost_low), currency(plan))} – ${figures.shortMoney(Number(row.cost_high), currency(plan))}</span>` },
    { name: 'carbon_kg', title: 'kg CO₂e', number: true, draw: (row) => (row.carbon_kg === null ? html`<span class="quiet">not known</span>` : figures.decimal(row.carbon_kg, 0)) },
  ]);
}
