// Budgets: the tree with what is spent, reserved and expected; what was decided at its door; alerts and their history.

import { html, nothing, svg } from 'lit';
import { question } from '../asking.js';
import * as figures from '../figures.js';
import { who } from '../form.js';
import { meaning } from '../meanings.js';
import { panel } from '../panel.js';
import { number, table } from '../table.js';
import { tile } from '../tiles.js';
import { badge, mood } from '../words.js';

const LATEST = '50';

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Budgets',
  about: 'What may be spent, what was, where it is heading, and what was decided.',
  period: false,
  always: true,
  hears: ['spend', 'import', 'alert', 'budget'],
  ask: (view) => ({
    status: question('budget-status', { format: 'detailed' }),
    tree: question('budget-report'),
    alerts: question('alerts', { limit: '1000' }),
    reservations: question('budget-reservations'),
    door: question('budget-audit'),
    history: question('alert-history', { limit: LATEST }),
    changes: question('budget-history', { limit: LATEST }),
    ...(view.query.get('budget') ? { variance: question('budget-variance', { name: view.query.get('budget'), periods: '6' }) } : {}),
  }),
  draw: (view) => html`
    <div class="line deeds">
      <button type="button" class="main" @click=${() => view.form(expense())}>Record an expense</button>
      <button type="button" @click=${() => view.form(creation(view))}>New budget</button>
      <button type="button" @click=${() => view.act({ address: '/alerts/check', doing: 'Looking at all that the rules watch', done: (answer) => `Looked: ${answer.fired} fired, ${answer.resolved} resolved` })}>Look for alerts now</button>
    </div>
    ${tiles(view)}
    ${panel(view, { id: 'tree', title: 'How they stand', hint: until(view), needs: ['status', 'tree'], tall: true, content: (status, tree) => budgets(view, status, tree) })}
    ${view.query.get('budget') ? variance(view) : nothing}
    ${panel(view, { id: 'alerts', title: 'Alerts that are not over', needs: 'alerts', content: () => alerts(view) })}
    ${panel(view, { id: 'reservations', title: 'Reserved for work that was let in', needs: 'reservations', content: () => reservations(view) })}
    ${panel(view, { id: 'door', title: 'What was decided at the door', hint: 'asks that were let in, refused, approved or let go', needs: 'door', content: () => door(view) })}
    ${panel(view, {
      id: 'history', title: 'History of alerts', needs: 'history', content: () => table(view, {
        of: 'history', caption: 'History of alerts', first: 10, empty: 'No alert has fired yet.',
        columns: [{ name: 'at' }, { name: 'happened' }, { name: 'severity', draw: (row) => badge(row.severity) }, { name: 'rule' },
          { name: 'subject', draw: (row) => html`<span class="sentence">${row.subject}</span>` }, { name: 'by' }, { name: 'note' }],
      }),
    })}
    ${panel(view, {
      id: 'changes', title: 'Who changed which budget', needs: 'changes', content: () => table(view, {
        of: 'changes', caption: 'Changes of budgets', first: 10, empty: 'No budget was stated yet.',
        columns: [{ name: 'at' }, { name: 'budget' }, { name: 'done' }, { name: 'by' }, { name: 'changes', draw: (row) => html`<span class="sentence">${row.changes}</span>` }],
      }),
    })}`,
};

/** @param {import('../page.js').View} view */
function tiles(view) {
  const status = /** @type {any} */ (view.part('status'));
  const tiled = (/** @type {string} */ name, /** @type {string} */ title, /** @type {string} */ below) => {
    if (status.state !== 'ready') {
      return tile(view, { name: title, text: status.state === 'failed' ? 'not known' : undefined, below });
    }
    const named = status.value.rows.filter((/** @type {any} */ row) => name === 'budgets' || row.status === name).map((/** @type {any} */ row) => row.budget);
    return tile(view, { name: title, text: figures.decimal(status.value[name]), below, basis: {
      title: `Budgets: ${title.toLowerCase()}`, value: status.value[name], formula: meaning('budget-status', undefined, name), asked: view.questions.status,
      lines: [['Which', named.join(', ') || 'none'], ['Charges reach to', status.value.data_until ? `${figures.minute(status.value.data_until)} UTC` : 'not known']] } });
  };
  return html`<div class="tiles even">
    ${tiled('budgets', 'Budgets', 'that are stated')}
    ${tiled('exceeded', 'Exceeded', 'spent more than the limit')}
    ${tiled('critical', 'Critical', 'reached a critical threshold')}
    ${tiled('warning', 'Warning', 'reached a threshold')}
    ${tiled('healthy', 'Healthy', 'reached none')}
  </div>`;
}

/** @param {import('../page.js').View} view */
function until(view) {
  const status = view.part('status');
  return status.state === 'ready' && status.value.data_until ? `charges reach to ${figures.minute(status.value.data_until)}` : nothing;
}

/** @param {import('../page.js').View} view @param {import('../api.js').Table} status @param {import('../api.js').Table} tree */
function budgets(view, status, tree) {
  const of = new Map(tree.rows.map((row) => [row.budget, row]));
  const amount = (/** @type {import('../api.js').Row} */ row, /** @type {string} */ name) => inUnit(row[name], row.unit, name === 'spent' ? 2 : figures.digitsFor(Number(row[name])));
  const basis = (/** @type {import('../api.js').Row} */ row, /** @type {string} */ name, /** @type {string} */ formula) => ({
    title: `${name} of the budget ${row.budget}`, value: row[name.toLowerCase().replaceAll(' ', '_')], unit: row.unit, formula,
    lines: /** @type {[string, unknown][]} */ ([['Period', `${row.from ?? ''} to ${row.to ?? ''}`], ['Counted from', row.counted_from ?? 'not known'],
      ['Limit', `${row.limit} ${row.unit}`], ['Scope', html`the charges that <code>outlay budget report ${row.budget} --by project,week</code> lists`]]),
    asked: view.questions.status, charges: null,
  });
  return table(view, {
    of: 'status', caption: 'Budgets', notes: status.rows.length > 0, empty: html`There are no budgets. State one here, or with <code>outlay budget set FILE</code>.`,
    rows: (rows) => [...rows].sort((a, b) => place(tree, a.budget) - place(tree, b.budget)),
    columns: [
      { name: 'budget', draw: (row) => html`<span class="tree-name level-${Math.min(4, Number(of.get(row.budget)?.level ?? 1))}"><a href=${view.link('/budgets', { budget: row.budget })}>${row.budget}</a></span>` },
      { name: 'status', draw: (row) => badge(row.status) },
      { name: 'percent', title: 'Burn', number: false, draw: (row) => burn(view, row, basis(row, 'Percent', 'spent ÷ limit × 100; the bar has what is reserved behind it, its line is where it is expected to end')) },
      { name: 'spent', draw: (row) => amount(row, 'spent'), basis: (row) => basis(row, 'Spent', 'the sum of the charges in its scope and period') },
      { name: 'limit', draw: (row) => amount(row, 'limit') },
      { name: 'reserved', draw: (row) => amount(row, 'reserved') },
      { name: 'left', draw: (row) => amount(row, 'left'), basis: (row) => basis(row, 'Left', 'limit - spent - reserved') },
      { name: 'projected', title: 'Expected', draw: (row) => row.projected === null ? '–' : html`${amount(row, 'projected')}<small class="range quiet">${row.projected_low === null ? '' : `${short(row.projected_low, row.unit)} to ${short(row.projected_high, row.unit)}`}</small>`,
        basis: (row) => row.projected === null ? null : ({ ...basis(row, 'Projected', 'what was spent and what the forecast adds until the period ends; nine of ten lie in the interval'),
          lines: [['Nine of ten', `${row.projected_low} to ${row.projected_high} ${row.unit}`], ['A day', `${row.per_day} ${row.unit}`], ['Days remaining', row.days_remaining]] }) },
      { name: 'runs_out', title: 'Runs out', draw: (row) => row.runs_out === null ? html`<span class="quiet">not now</span>` : figures.day(row.runs_out) },
      { name: 'do', title: 'Do', draw: (row) => html`
        <button type="button" aria-label=${`Anew: ${row.budget}`} @click=${() => view.form(reset(String(row.budget)))}>Anew</button>
        <button type="button" aria-label=${`Let over ${row.budget}`} @click=${() => view.form(override(String(row.budget), String(row.unit)))}>Let over</button>` },
    ],
  });
}

/** @param {import('../api.js').Table} tree @param {string|null} name */
const place = (tree, name) => tree.rows.findIndex((row) => row.budget === name);

/**
 * How much of a limit is spent, and where it is expected to end.
 * @param {import('../page.js').View} view @param {import('../api.js').Row} row @param {import('../basis.js').Basis} basis
 */
function burn(view, row, basis) {
  const limit = Number(row.limit);
  const share = (/** @type {string|null} */ text) => (text === null || !(limit > 0) ? 0 : Math.max(0, Math.min(150, (Number(text) / limit) * 100)));
  const [spent, reserved, expected] = [share(row.spent), share(row.reserved), share(row.projected)];
  return html`<span>${row.percent === null ? 'not known' : number(view, `${figures.decimal(row.percent, 1)} %`, { ...basis, unit: '%' })}</span>
    <svg class="burn" viewBox="0 0 150 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rest" width="100" height="8"></rect><rect class="spent ${mood(row.status)}" width=${spent} height="8"></rect>
      <rect class="reserved" x=${spent} width=${Math.min(reserved, 150 - spent)} height="8"></rect>
      ${row.projected === null ? nothing : svg`<line class="expected" x1=${expected} x2=${expected} y1="0" y2="8"></line>`}
    </svg>`;
}

/** @param {import('../page.js').View} view */
function variance(view) {
  const name = String(view.query.get('budget'));
  return panel(view, {
    id: 'variance', title: `${name}: planned and spent`, needs: 'variance', hint: 'planned is the limit, in the running period the part of it for the time gone by',
    beside: html`<a href=${view.link('/budgets', { budget: null })}>Close</a>`,
    content: () => table(view, {
      of: 'variance', caption: `Planned and spent of ${name}`,
      columns: [{ name: 'from', title: 'Period from', draw: (row) => figures.day(String(row.from)) }, { name: 'state' }, { name: 'limit' }, { name: 'planned' }, { name: 'spent' },
        { name: 'variance', title: 'Left over' }, { name: 'percent_of_limit', title: 'Of the limit', draw: (row) => row.percent_of_limit === null ? '–' : `${figures.decimal(row.percent_of_limit, 1)} %` }],
    }),
  });
}

/** @param {import('../page.js').View} view */
function alerts(view) {
  return table(view, {
    of: 'alerts', caption: 'Alerts that are not over', first: 8, empty: 'Nothing fires.',
    columns: [
      { name: 'since' },
      { name: 'severity', draw: (row) => badge(row.severity) },
      { name: 'status', draw: (row) => badge(row.status) },
      { name: 'rule' },
      { name: 'sentence', title: 'What', draw: (row) => html`<span class="sentence">${row.sentence}</span>` },
      { name: 'do', title: 'Do', draw: (row) => html`
        ${row.status === 'firing' ? html`<button type="button" aria-label=${`Take on: ${row.sentence}`} @click=${() => view.form(answer(row, 'acknowledge', 'Take on'))}>Take on</button>` : html`<span class="quiet">by ${row.acknowledged_by}</span>`}
        <button type="button" aria-label=${`End: ${row.sentence}`} @click=${() => view.form(answer(row, 'resolve', 'End'))}>End</button>` },
    ],
  });
}

/** @param {import('../page.js').View} view */
function reservations(view) {
  return table(view, {
    of: 'reservations', caption: 'Reservations', first: 10, empty: 'Nothing is reserved.',
    columns: [
      { name: 'reservation' }, { name: 'budget' }, { name: 'held', draw: (row) => inUnit(row.held, row.unit) }, { name: 'drawn', draw: (row) => inUnit(row.drawn, row.unit) },
      { name: 'remaining', draw: (row) => inUnit(row.remaining, row.unit) }, { name: 'for' }, { name: 'by' }, { name: 'until' },
      { name: 'do', title: 'Do', draw: (row) => html`<button type="button" aria-label=${`Release ${row.reservation}`} @click=${() => view.form(release(String(row.reservation)))}>Release</button>` },
    ],
  });
}

/** @param {import('../page.js').View} view */
function door(view) {
  return table(view, {
    of: 'door', caption: 'Decisions', first: 10, empty: 'Nothing was asked yet.',
    columns: [
      { name: 'at' }, { name: 'done', draw: (row) => badge(row.done) }, { name: 'about' }, { name: 'by' },
      { name: 'because', draw: (row) => html`<span class="sentence">${row.because}</span>` },
      { name: 'do', title: 'Do', draw: (row) => row.done === 'refused'
        ? html`<button type="button" aria-label=${`Approve ${row.about}`} @click=${() => view.form(approve(String(row.about), String(row.because)))}>Approve</button>` : nothing },
    ],
  });
}

/** @param {string|null} text @param {string|null} unit @param {number} [digits] */
function inUnit(text, unit, digits = 2) {
  return text === null ? html`<span class="quiet">–<span class="unseen">not known</span></span>`
    : /^[A-Z]{3}$/.test(unit ?? '') ? figures.money(text, unit, digits) : `${figures.decimal(text, digits)} ${unit ?? ''}`;
}

/** @param {string|null} text @param {string|null} unit */
const short = (text, unit) => (text === null ? 'not known' : figures.shortMoney(Number(text), /^[A-Z]{3}$/.test(unit ?? '') ? unit : null));

/** @returns {import('../form.js').Form} */
function expense() {
  return {
    title: 'Record an expense', about: 'What no bill tells of. It is a charge like any other: every figure sees it.', submit: 'Record it',
    fields: [
      { name: 'amount', label: 'Amount', required: true, hint: 'with its currency, such as 120 USD; negative for a credit' },
      { name: 'provider', label: 'Provider', required: true, hint: 'who is paid' },
      { name: 'team', label: 'Team' }, { name: 'project', label: 'Project' }, { name: 'service', label: 'Service' },
      { name: 'at', label: 'Day', type: 'date' }, { name: 'description', label: 'What for' },
      { name: 'id', label: 'Number of the invoice', hint: 'entering it again changes nothing' }, who(),
    ],
    deed: (given) => ({ address: '/budgets/record', values: given, done: `Recorded ${given.amount} at ${given.provider}` }),
  };
}

/** @param {import('../page.js').View} view @returns {import('../form.js').Form} */
function creation(view) {
  const status = view.part('status');
  const names = status.state === 'ready' ? status.value.rows.map((/** @type {any} */ row) => row.budget) : [];
  return {
    title: 'New budget', submit: 'State it',
    fields: [
      { name: 'name', label: 'Name', required: true },
      { name: 'limit', label: 'Limit', required: true, hint: 'such as 5000 USD, 200 gpu-hours, 300 kWh or 90 kgCO2e' },
      { name: 'period', label: 'Period', options: [['month', 'a month'], ['quarter', 'a quarter'], ['year', 'a year']], required: true, value: 'month' },
      { name: 'parent', label: 'Below', options: [['', 'nothing'], ...names.map((/** @type {string} */ name) => /** @type {[string, string]} */ ([name, name]))] },
      { name: 'scope', label: 'Scope', hint: 'such as team=vision; empty covers everything' },
      who(),
    ],
    deed: (given) => ({ address: '/budgets/create', values: given, done: `The budget ${given.name} is stated` }),
  };
}

/** @param {string} budget @returns {import('../form.js').Form} */
function reset(budget) {
  return {
    title: `Begin ${budget} anew`, about: 'Its running period counts from now on. Charges and history stay.', submit: 'Begin anew', fields: [who()],
    deed: (given) => ({ address: '/budgets/reset', values: { name: budget, ...given }, done: `${budget} counts from now on` }),
  };
}

/** @param {string} budget @param {string} unit @returns {import('../form.js').Form} */
function override(budget, unit) {
  return {
    title: `Let somebody over ${budget}`, submit: 'Allow it',
    fields: [{ name: 'amount', label: `By how much, in ${unit}`, hint: 'empty: without bound' }, { name: 'until', label: 'Until', required: true, hint: 'a date, or a length of time such as 8h' },
      { name: 'why', label: 'Why', required: true }, who()],
    deed: (given) => ({ address: '/budgets/override', values: { budget, ...given }, done: `${budget} may be gone over until ${given.until}` }),
  };
}

/** @param {string} id @param {string} because @returns {import('../form.js').Form} */
function approve(id, because) {
  return {
    title: `Approve ${id}`, about: `It was refused: ${because}`, submit: 'Approve',
    fields: [{ name: 'until', label: 'Until', required: true, value: '8h', hint: 'a date, or a length of time such as 8h' }, { name: 'why', label: 'Why', required: true }, who()],
    deed: (given) => ({ address: '/budgets/approve', values: { id, ...given }, done: `${id} may go ahead when it asks again` }),
  };
}

/** @param {string} id @returns {import('../form.js').Form} */
function release(id) {
  return {
    title: `Release ${id}`, about: 'What is left of the reservation may be spent by others.', submit: 'Release', fields: [{ name: 'why', label: 'Why' }, who()],
    deed: (given) => ({ address: '/budgets/release', values: { id, ...given }, done: `${id} is released` }),
  };
}

/** @param {import('../api.js').Row} row @param {'acknowledge'|'resolve'} deed @param {string} submit @returns {import('../form.js').Form} */
function answer(row, deed, submit) {
  return {
    title: submit === 'End' ? 'End this alert' : 'Take this alert on', about: row.sentence, submit, fields: [{ name: 'note', label: 'Note' }, who()],
    deed: (given) => ({ address: `/alerts/${encodeURIComponent(String(row.id))}/${deed}`, values: given, done: submit === 'End' ? 'The alert is over' : `${given.by} takes it on` }),
  };
}
