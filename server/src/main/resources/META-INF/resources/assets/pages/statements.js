// Statements: each month's chargeback or showback, open or closed, with its corrections, to take away and to close.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { base, ink, tip } from '../chart.js';
import { room, values } from '../charts/axes.js';
import * as figures from '../figures.js';
import { fact, panel } from '../panel.js';
import { number, table } from '../table.js';

const GROUPS = [['team', 'team'], ['team,project', 'team and project'], ['cost-center', 'cost centre'], ['team,project,cost-center', 'team, project and cost centre']];

/** @param {import('../page.js').View} view */
const kind = (view) => (view.query.get('kind') === 'showback' ? 'showback' : 'chargeback');

/** @param {import('../page.js').View} view */
const by = (view) => view.query.get('by') ?? 'team';

/** The month shown: the one chosen, else the latest that has ended. @param {import('../page.js').View} view */
function month(view) {
  const chosen = view.query.get('period');
  if (chosen) {
    return chosen;
  }
  const months = view.part('months');
  const rows = months.state === 'ready' ? months.value.rows : [];
  return (rows.find((/** @type {any} */ row) => row.status !== 'running') ?? rows[0])?.period ?? null;
}

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Statements',
  about: 'What each owner owes for a month. A closed month never changes; what comes to light later is a correction in a later one.',
  period: false,
  hears: ['import', 'spend'],
  ask: (view) => ({
    months: question('statements', { kind: kind(view) }),
    ...(month(view) ? { statement: question('chargeback', { period: month(view), kind: kind(view), by: by(view).split(',') }) } : {}),
  }),
  draw: (view) => html`
    ${panel(view, { id: 'months', title: 'Months', needs: 'months', beside: kinds(view), content: () => table(view, { of: 'months', caption: 'Months and their statements', columns: months(view) }) })}
    ${month(view) ? panel(view, { id: 'statement', title: `${word(kind(view))} of ${month(view)}`, needs: 'statement', tall: true, beside: groups(view), drawn: 'each bar is what an owner owes for the month: what the owner used, and the part of idle cost that the allocation rules give the owner', content: (answer) => statement(view, answer) }) : nothing}`,
};

/** @param {string} text */
const word = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {import('../page.js').View} view */
function kinds(view) {
  return html`<nav class="switch" aria-label="Kind of statement">${['chargeback', 'showback'].map((name) => html`
    <a href=${view.link('/statements', { kind: name === 'chargeback' ? null : name })} aria-current=${kind(view) === name ? 'true' : 'false'}>${word(name)}</a>`)}</nav>`;
}

/** @param {import('../page.js').View} view */
function groups(view) {
  return html`<label class="choose">By <select @change=${(/** @type {any} */ event) => view.go({ by: event.target.value === 'team' ? null : event.target.value })}>${GROUPS.map(([name, text]) => html`<option value=${name} ?selected=${by(view) === name}>${text}</option>`)}</select></label>`;
}

/** @param {import('../page.js').View} view @returns {import('../table.js').ShownColumn[]} */
function months(view) {
  const close = (/** @type {any} */ row) => view.form({
    title: `Close ${row.period} for ${kind(view)}`,
    about: html`The statement of ${figures.money(row.total, row.currency, 2)} becomes final. It cannot be opened again: what comes to light later becomes a correction in a later month.`,
    fields: [], submit: 'Close the month',
    deed: () => ({ address: '/statements', values: { period: row.period, kind: kind(view) }, done: `${row.period} is closed` }),
  });
  return [
    { name: 'period', title: 'Month', draw: (row) => html`<a href=${view.link('/statements', { period: row.period })} aria-current=${month(view) === row.period ? 'true' : 'false'}>${row.period}</a>` },
    { name: 'status', draw: (row) => html`<span class=${`badge ${row.status === 'closed' ? 'billed' : row.status === 'open' ? 'warning' : ''}`}>${row.status}</span>` },
    { name: 'total', number: true, basis: (row) => ({ title: `${word(kind(view))} of ${row.period}`, value: row.total, unit: row.currency, formula: 'effective cost of the charges of the month, used and idle, with corrections of earlier months', asked: question('chargeback', { period: row.period, kind: kind(view) }) }) },
    { name: 'billed' },
    { name: 'corrections', title: 'Corrections in it', draw: (row) => (row.corrections === '0' ? html`<span class="quiet">none</span>` : `${row.corrections} lines`) },
    { name: 'corrected_by', title: 'Corrected by', draw: (row) => row.corrected_by ?? html`<span class="quiet">none</span>` },
    { name: 'closed_at', title: 'Closed', draw: (row) => (row.closed_at === null ? row.status === 'running' ? html`<span class="quiet">ends ${figures.day(String(row.ends))}</span>` : html`<button type="button" class="main" @click=${() => close(row)} aria-label=${`Close ${row.period}`}>Close</button>` : html`${figures.minute(row.closed_at)} UTC`) },
  ];
}

/** @param {import('../api.js').Row} row */
const owner = (row) => [row.team, row.project, row['cost-center']].filter(Boolean).join(' · ') || (row.idle !== null && row.used === null ? 'idle' : 'nobody said whose');

/** @param {import('../page.js').View} view @param {any} answer */
function statement(view, answer) {
  const own = answer.rows.filter((/** @type {any} */ row) => row.month === answer.period && row.currency === answer.currency);
  const corrections = answer.rows.some((/** @type {any} */ row) => row.month !== answer.period);
  return html`
    <dl class="facts">
      <div><dt>Total</dt><dd>${number(view, figures.money(answer.total, answer.currency, 2), { title: `${word(answer.kind)} of ${answer.period}`, value: answer.total, unit: answer.currency, formula: 'the sum of its lines', asked: view.questions.statement, charges: answer.status === 'closed' ? null : { from: `${answer.period}-01`, to: next(answer.period) } })}<small>effective cost</small></dd></div>
      ${fact(view, { term: 'Billed', of: 'statement', name: 'billed', unit: answer.currency, text: figures.money(answer.billed, answer.currency, 2), below: 'as invoiced' })}
      <div><dt>Status</dt><dd>${answer.status}<small>${answer.closed_at ? `on ${figures.day(answer.closed_at)}` : 'it changes with what the ledger learns'}</small></dd></div>
      ${fact(view, { term: 'Version', of: 'statement', name: 'version', text: answer.version, below: Number(answer.version) > 1 ? 'corrected by later months' : answer.status === 'closed' ? 'as closed' : 'not closed yet' })}
    </dl>
    ${own.length > 1 ? bars(view, own, answer.currency) : nothing}
    ${table(view, { of: 'statement', caption: `${word(answer.kind)} of ${answer.period} by owner`, named: owner, columns: [
      { name: by(view).split(',')[0], title: 'Owner', draw: owner },
      ...(corrections ? [{ name: 'month', title: 'For', draw: (/** @type {any} */ row) => (row.month === answer.period ? row.month : html`<span class="badge warning">corrects ${row.month}</span>`) }] : []),
      { name: 'used' }, { name: 'idle' },
      { name: 'effective', title: 'Owes', number: true, basis: (row) => ({ title: `${owner(row)} owes for ${row.month}`, value: row.effective, unit: row.currency, asked: view.questions.statement, formula: 'used + idle, effective cost', lines: [['Used', row.used ?? 'none'], ['Idle', row.idle ?? 'none'], ['Billed', row.billed ?? 'none']],
        charges: row.month === answer.period ? { from: `${row.month}-01`, to: next(String(row.month)), filter: [['team', row.team], ['project', row.project], ['cost-center', row['cost-center']]].filter(([name]) => by(view).split(',').includes(String(name))).map(([name, value]) => `${name}=${value ?? ''}`) } : null }) },
      { name: 'billed' }, { name: 'gpu_hours', title: 'GPU-hours' },
      { name: 'energy', title: 'kWh' },
      { name: 'carbon', title: 'kg CO₂e', draw: (row) => (row.carbon === null ? '' : figures.decimal(Number(row.carbon) / 1000, 1)) },
    ] })}`;
}

/** The first day of the month after one. @param {string} period */
function next(period) {
  const [year, number] = period.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

/** @param {import('../page.js').View} view @param {any[]} rows @param {string} currency */
function bars(view, rows, currency) {
  const { text, quiet, line } = ink();
  const common = base();
  const kept = rows.slice(0, 20);
  const option = {
    ...common,
    grid: { left: room(kept.map(owner)), right: 24, top: 30, bottom: 26 },
    legend: { top: 0, left: 0, textStyle: { color: text }, itemWidth: 14 },
    tooltip: { ...common.tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (/** @type {any[]} */ points) => {
      const row = kept[points[0].dataIndex];
      return tip(owner(row), [...points.map((point) => ({ colour: point.color, name: point.seriesName, value: figures.money(row[point.seriesId], currency, 2) })), { name: 'Owes', value: figures.money(row.effective, currency, 2), strong: true }]);
    } },
    yAxis: { type: 'category', inverse: true, data: kept.map(owner), axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: text, width: room(kept.map(owner)) - 12, overflow: 'truncate' } },
    xAxis: { ...values({ write: (value) => figures.shortMoney(value, currency) }), axisLabel: { color: quiet, hideOverlap: true, formatter: (/** @type {number} */ value) => figures.shortMoney(value, currency) } },
    series: [['used', 'Used', view.dark ? '#4a9fdc' : '#0b6fa8'], ['idle', 'Idle', view.dark ? '#6b7682' : '#a3adb8']].map(([id, name, color]) => ({
      id, name, type: 'bar', stack: 'all', barCategoryGap: '30%', itemStyle: { color }, data: kept.map((row) => Number(row[id] ?? 0)) })),
  };
  return html`<outlay-chart class="heat" .style=${`height:${70 + kept.length * 27}px`} .option=${option} label=${`What ${kept.length} owners owe, used and idle; the table below has the numbers`}></outlay-chart>`;
}
