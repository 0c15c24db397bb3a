// Savings and advice: what was saved against the same usage without it, what would be saved by what is advised, what was
// decided about that, and what came of it.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { waterfall } from '../charts/waterfall.js';
import * as figures from '../figures.js';
import { meaning } from '../meanings.js';
import { fact, panel } from '../panel.js';
import { notes, number, table, written } from '../table.js';

const LOOKED_AT = [['7d', 'the last 7 days'], ['14d', 'the last 14 days'], ['30d', 'the last 30 days']];
const STATUSES = [['', 'open and accepted'], ['open', 'open'], ['accepted', 'accepted'], ['dismissed', 'dismissed'], ['all', 'all']];
const POLICIES = [['on-demand', 'everything on demand'], ['spot', 'everything on spot'], ['idle-off:30m', 'idle machines off after 30 minutes'], ['off-peak:12h', 'moved to cheaper hours within 12 hours'], ['spot+idle-off:30m', 'spot, and idle machines off']];

/** @param {import('../page.js').View} view */
const lookedAt = (view) => view.query.get('advice') ?? '7d';

/** What is done while advice is awaited. @param {import('../page.js').View} view */
const reckoning = (view) => `Reckoning advice over ${LOOKED_AT.find(([name]) => name === lookedAt(view))?.[1].replace('the last ', '') ?? lookedAt(view)}`;

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Savings and advice',
  about: 'What was saved against the same usage without it, and what could be.',
  filters: true,
  hears: ['advice', 'import'],
  ask: (view) => ({
    advice: question('recommend', { last: lookedAt(view), category: view.query.get('category'), status: view.query.get('status'), limit: '200' }, { slow: reckoning(view) }),
    savings: question('savings', view.within, { steady: true, slow: 'Rating the usage of the period once more without each saving' }),
    done: question('recommend', { last: lookedAt(view), status: 'done', limit: '100' }, { slow: reckoning(view) }),
    ...(view.query.get('policy') ? { replay: question('replay', { ...view.within, policy: view.query.get('policy') }, { steady: true, slow: 'Replaying the period under the policy' }) } : {}),
    ...(view.query.get('id') ? { one: question('recommend', { last: lookedAt(view), id: view.query.get('id') }, { slow: reckoning(view) }) } : {}),
  }),
  draw: (view) => html`
    ${panel(view, { id: 'savings', title: 'Saved', needs: 'savings', tall: true, hint: 'each step against the same usage without it, rated at the prices of its time',
      drawn: 'the grey bar is what the same usage would have cost without any of the steps, each step what it took off that, the blue bar what was paid; all at the prices of their time', content: (answer) => saved(view, answer) })}
    ${view.query.get('id') ? panel(view, { id: 'one', title: 'What this advice rests on', needs: 'one', tall: true, beside: html`<a href=${view.link('/savings', { id: null })}>Close</a>`, content: (answer) => evidence(view, answer) }) : nothing}
    ${panel(view, { id: 'advice', title: 'Advice', needs: 'advice', tall: true, beside: adviceChoice(view), hint: adviceHint(view), content: (answer) => html`
      ${table(view, { of: 'advice', caption: 'Advice, the largest saving first', first: 15, columns: adviceColumns(view), notes: false })}
      ${answer.together?.notes?.length ? html`<p class="quiet">Advice on the same thing is counted once, where it saves most.</p>` : nothing}` })}
    ${panel(view, { id: 'done', title: 'What came of it', needs: 'done', hint: 'advice that was done: what was promised, and what charges say since', content: (answer) => cameOf(view, answer) })}
    ${panel(view, { id: 'replay', title: 'What if', needs: view.query.get('policy') ? 'replay' : [], hint: 'the same usage under another policy, rated once more', beside: policyChoice(view),
      content: (answer) => (answer ? whatIf(view, answer) : html`<p class="quiet">Choose a policy to replay the period under.</p>`) })}`,
};

/** @param {import('../page.js').View} view @param {any} answer */
function saved(view, answer) {
  if (!answer.currency || answer.rows.length === 0) {
    return html`${table(view, { of: 'savings', caption: 'Savings' })}`;
  }
  const money = (/** @type {string|null} */ text) => figures.money(text, answer.currency, 0);
  const waste = answer.waste?.rows[0];
  const lines = new Map(answer.rows.map((/** @type {any} */ row) => [row.line, row]));
  const steps = answer.chain.rows.filter((/** @type {any} */ row) => row.currency === answer.currency && Number(row.saved) !== 0);
  return html`
    <dl class="facts">
      <div><dt>Saved</dt><dd>${number(view, money(answer.saved), { title: 'Saved in the period', value: answer.saved, unit: answer.currency, formula: 'the baseline without any of the steps, less what those charges cost', asked: view.questions.savings })}<small>of ${money(answer.baseline)} that the same would have cost</small></dd></div>
      ${waste ? html`<div><dt>Idle</dt><dd>${number(view, money(waste.idle), { title: 'Cost of what nobody used', value: waste.idle, unit: answer.currency, formula: meaning('savings', 'waste', 'idle'), asked: view.questions.savings,
        lines: [['Of the cost', `${waste.idle_percent} %`], ['In the span before', waste.idle_before ?? 'not known']], charges: { ...view.within, filter: [...view.filters, 'use=idle'] } })}<small>${waste.idle_percent} % of the cost${waste.reduction_percent === null ? '' : `; ${waste.reduction_percent} % ${Number(waste.reduction) >= 0 ? 'less' : 'more'} than in the span before`}</small></dd></div>` : nothing}
      ${answer.rows.filter((/** @type {any} */ row) => row.line === 'total' && row.year !== null).map((/** @type {any} */ row) => html`<div><dt>A year at this pace</dt><dd>${number(view, money(row.year), { title: 'Saved in a year at this pace', value: row.year, unit: row.currency, formula: meaning('savings', undefined, 'year'), asked: view.questions.savings,
        lines: [['Interval', `${row.year_low} to ${row.year_high}: the 5th and the 95th percentile of 1,000 re-samples of the days`]] })}<small>${money(row.year_low)} to ${money(row.year_high)}</small></dd></div>`)}
    </dl>
    ${steps.length ? waterfall(view, {
      start: { name: 'without any', value: steps[0].before }, end: { name: 'with all', value: steps.at(-1).after }, currency: answer.currency,
      steps: steps.map((/** @type {any} */ step) => ({ name: step.step, before: step.before, saved: step.saved, after: step.after, low: lines.get(step.step)?.low, high: lines.get(step.step)?.high })),
      label: `From ${money(steps[0].before)} without any saving to ${money(steps.at(-1).after)} with all; the table below has the steps` }) : nothing}
    ${table(view, { of: 'savings', caption: 'Savings by kind', columns: [
      { name: 'line', title: 'By' },
      { name: 'saved', number: true, basis: (row) => (row.saved === null ? null : { title: `Saved by ${row.line}`, value: row.saved, unit: row.currency, asked: view.questions.savings, formula: 'baseline less actual, charge by charge',
        lines: [['Baseline', row.baseline ?? ''], ['Actual', row.actual ?? ''], ['Interval', `${row.low} to ${row.high}`], ['Charges compared', `${row.compared}; ${row.not_compared} not`], ['Prices', row.basis ?? 'none'], ...(row.why_not ? [/** @type {[string, unknown]} */ (['Not compared', row.why_not])] : [])] }) },
      { name: 'percent', title: 'Of baseline' },
      { name: 'low', title: 'Between', number: true, draw: (row) => (row.low === null ? written(null) : html`<span class="quiet">${row.low === row.high ? 'exact' : `${money(row.low)} – ${money(row.high)}`}</span>`) },
      { name: 'year_low', title: 'A year, between', number: true, draw: (row) => (row.year_low === null ? written(null) : html`<span class="quiet">${figures.shortMoney(Number(row.year_low), row.currency)} – ${figures.shortMoney(Number(row.year_high), row.currency)}</span>`) },
      { name: 'why_not', title: 'Not compared', draw: (row) => html`<span class="why quiet">${row.why_not ?? ''}</span>` },
    ] })}`;
}

/** @param {import('../page.js').View} view */
function adviceChoice(view) {
  return html`
    <label class="choose">From <select @change=${(/** @type {any} */ event) => view.go({ advice: event.target.value === '7d' ? null : event.target.value })}>${LOOKED_AT.map(([name, text]) => html`<option value=${name} ?selected=${lookedAt(view) === name}>${text}</option>`)}</select></label>
    <label class="choose">Show <select @change=${(/** @type {any} */ event) => view.go({ status: event.target.value || null })}>${STATUSES.map(([name, text]) => html`<option value=${name} ?selected=${(view.query.get('status') ?? '') === name}>${text}</option>`)}</select></label>`;
}

/** @param {import('../page.js').View} view */
function adviceHint(view) {
  const advice = view.part('advice');
  const sums = advice.state === 'ready' ? advice.value.together?.rows.filter((/** @type {any} */ row) => row.per === '30 days') ?? [] : [];
  return sums.length ? html`Together they would save ${sums.map((/** @type {any} */ row) => html`${number(view, figures.money(row.saving, row.currency, 0), { title: 'All of it together', value: row.saving, unit: `${row.currency} per ${row.per}`, asked: view.questions.advice,
    formula: 'the saving of each advice, of those on the same thing only the largest', lines: [['Interval', `${row.low} to ${row.high}`], ['Advice counted', row.advices]] })} a month (${figures.shortMoney(Number(row.low), row.currency)} to ${figures.shortMoney(Number(row.high), row.currency)}) `)}`
    : 'asked of every advisor; filters do not count here';
}

/** @param {import('../page.js').View} view @returns {import('../table.js').ShownColumn[]} */
function adviceColumns(view) {
  return [
    { name: 'title', title: 'What', draw: (row) => html`<a class="why" href=${view.link('/savings', { id: row.id })}>${row.title}</a><small class="quiet">${row.category}${row.team ? `, ${row.team}` : ''}</small>` },
    { name: 'saving', number: true, draw: (row) => (row.saving === null ? written(row.hours_saved, { name: 'hours_saved', kind: 'decimal', unit: 'h' }) : figures.money(row.saving, row.currency, 0)), basis: (row) => (row.saving === null ? null : { title: String(row.title), value: row.saving, unit: `${row.currency} per ${row.per}`, asked: question('recommend', { last: lookedAt(view), id: row.id }),
      formula: 'what the span cost, less what it would have cost by the advice, at its pace', lines: [['Interval', `${row.low} to ${row.high}`], ['Of', `${row.baseline} ${row.currency}`], ['Confidence', row.confidence ?? 'not known']] }) },
    { name: 'low', title: 'Between', number: true, draw: (row) => (row.low === null ? written(null) : html`<span class="quiet">${figures.shortMoney(Number(row.low), row.currency)} – ${figures.shortMoney(Number(row.high), row.currency)}</span>`) },
    { name: 'per', title: 'Per' },
    { name: 'confidence', title: 'Sure', draw: (row) => (row.confidence === null ? written(null) : figures.percent(Number(row.confidence), 0)) },
    { name: 'status', draw: (row) => html`<span class=${`badge ${row.status === 'accepted' ? 'billed' : row.status === 'done' ? 'good' : ''}`}>${row.status}</span>` },
    { name: 'decide', title: 'Decide', draw: (row) => decisions(view, row) },
  ];
}

/** @param {import('../page.js').View} view @param {any} row */
function decisions(view, row) {
  const deed = (/** @type {string} */ status, /** @type {string} */ word, /** @type {boolean} */ reason) => () => view.form({
    title: `${word}: ${row.title}`,
    about: status === 'done' ? 'From now on charges are watched for whether it saves what it promised.' : status === 'accepted' ? html`To do: <code>${row.action}</code>` : 'It is not shown again unless dismissed advice is asked for.',
    fields: [{ name: 'reason', label: 'Why', required: reason }, { name: 'by', label: 'Who decides', hint: 'as it shall stand in the history' }],
    submit: word,
    deed: (values) => ({ address: `/advice/${row.id}/${status}`, values: { ...values, last: lookedAt(view) }, done: `${row.title}: ${status}` }),
  });
  const button = (/** @type {string} */ status, /** @type {string} */ word, reason = false) => html`<button type="button" @click=${deed(status, word, reason)} aria-label=${`${word}: ${row.title}`}>${word}</button> `;
  switch (row.status) {
    case 'open': return html`${button('accepted', 'Accept')}${button('dismissed', 'Dismiss', true)}`;
    case 'accepted': return html`${button('done', 'Done')}${button('dismissed', 'Dismiss', true)}`;
    case 'dismissed': return button('accepted', 'Accept');
    default: return nothing;
  }
}

/** @param {import('../page.js').View} view @param {any} answer */
function evidence(view, answer) {
  const row = answer.rows[0];
  return row ? html`
    <div class="verdict"><strong>${row.title}</strong><span>${row.saving === null ? '' : html`${number(view, figures.money(row.saving, row.currency, 2), { title: String(row.title), value: row.saving, unit: `${row.currency} per ${row.per}`, asked: view.questions.one, formula: meaning('recommend', undefined, 'saving'),
      lines: [['Interval', `${row.low} to ${row.high}`], ['Of', `${row.baseline} ${row.currency}`], ['Confidence', row.confidence ?? 'not known']] })} per ${row.per}, ${figures.money(row.low, row.currency, 0)} to ${figures.money(row.high, row.currency, 0)}, of ${figures.money(row.baseline, row.currency, 0)}`}</span>
      <span>To do: <code>${row.action}</code></span></div>
    ${table(view, { of: 'one', part: 'evidence', caption: 'Evidence', notes: false, named: (each) => String(each.figure), columns: [{ name: 'figure' }, { name: 'value', number: true, draw: (each) => html`${each.value} ${each.unit ?? ''}` }, { name: 'basis', draw: (each) => html`<span class="why">${each.basis}</span>` },
      { name: 'facts', title: 'Facts', draw: (each) => (each.facts ? html`<details><summary class="quiet">${each.facts.split(' ').length} named</summary><small class="why quiet">${each.facts}</small></details>` : '') }] })}
    ${notes(answer.notes)}` : html`<p class="quiet">No advice has this id in the span that is looked at.</p>`;
}

/** @param {import('../page.js').View} view @param {any} answer */
function cameOf(view, answer) {
  const titles = new Map(answer.rows.map((/** @type {any} */ row) => [row.id, row.title]));
  return answer.outcomes?.rows.length
    ? table(view, { of: 'done', part: 'outcomes', caption: 'Outcomes of advice', columns: [
      { name: 'id', title: 'What', draw: (row) => html`<span class="why">${titles.get(row.id) ?? row.id}</span>` }, { name: 'done' }, { name: 'promised', title: 'Promised a month' },
      { name: 'realised', number: true, basis: (row) => (row.realised === null ? null : { title: `Realised: ${titles.get(row.id) ?? row.id}`, value: row.realised, unit: row.currency, asked: view.questions.done, formula: row.basis ?? meaning('recommend', 'outcomes', 'realised') }) },
      { name: 'ratio', title: 'Of the promise', number: true, draw: (row) => (row.ratio === null ? written(null) : figures.percent(Number(row.ratio), 0)) }, { name: 'basis', draw: (row) => html`<small class="why quiet">${row.basis}</small>` } ] })
    : html`<p class="quiet">${answer.rows.length ? 'It is too early to tell: charges since then are not enough.' : 'No advice was done yet: accept one, do it, and say so here.'}</p>`;
}

/** @param {import('../page.js').View} view */
function policyChoice(view) {
  return html`<label class="choose">Policy <select @change=${(/** @type {any} */ event) => view.go({ policy: event.target.value || null })}><option value="">choose</option>${POLICIES.map(([name, text]) => html`<option value=${name} ?selected=${view.query.get('policy') === name}>${text}</option>`)}</select></label>`;
}

/** @param {import('../page.js').View} view @param {any} answer */
function whatIf(view, answer) {
  const row = answer.rows.find((/** @type {any} */ each) => each.policy !== 'actual');
  return html`
    ${row ? html`<div class="verdict"><strong>${number(view, figures.money(row.saved.replace('-', ''), row.currency, 0), { title: `Saved by ${row.policy}`, value: row.saved, unit: row.currency, asked: view.questions.replay, formula: meaning('replay', undefined, 'saved'),
      lines: [['Interval', `${row.saved_low} to ${row.saved_high}`], ['Prices', row.basis ?? 'as they were'], ['Kept as it was', row.kept ?? 'nothing']] })} ${Number(row.saved) >= 0 ? 'less' : 'more'} than it was: ${figures.money(row.replayed, row.currency, 0)} in place of ${figures.money(row.actual, row.currency, 0)}</strong>
      <span>${figures.money(row.saved_low, row.currency, 0)} to ${figures.money(row.saved_high, row.currency, 0)} saved${Number(row.interruptions) > 0 ? `, with ${figures.money(row.interruptions, row.currency, 0)} of work done again after interruptions in it` : ''}</span></div>` : nothing}
    ${table(view, { of: 'replay', caption: 'Replayed', columns: [{ name: 'policy' }, { name: 'actual' }, { name: 'replayed' }, { name: 'saved', number: true, basis: (each) => ({ title: `Saved by ${each.policy}`, value: each.saved, unit: each.currency, asked: view.questions.replay, formula: meaning('replay', undefined, 'saved'), lines: [['Prices', each.basis ?? 'as they were'], ['Kept as it was', each.kept ?? 'nothing']] }) }, { name: 'percent', title: 'Of it' }, { name: 'year', title: 'A year' }] })}`;
}
