// Overview: what it cost, where that is heading, and what deserves a look, each leading to its page.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { spend } from '../charts/spend.js';
import { called } from '../choices.js';
import { placesOf } from '../colours.js';
import * as figures from '../figures.js';
import { meaning } from '../meanings.js';
import { panel } from '../panel.js';
import { currencies } from '../sums.js';
import { number, table } from '../table.js';
import { keyFigure, tile } from '../tiles.js';
import { badge } from '../words.js';
import '../chart.js';

const STACKS = ['team', 'project', 'cluster', 'provider', 'gpu-model', 'capacity-type', 'service', 'environment'];
const AT_RISK = 'warning,critical,exceeded';

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'What it cost',
  filters: true,
  ask: (view) => {
    const by = stack(view);
    return {
      overview: question('overview', view.within),
      cost: question('cost', view.within),
      forecast: question('forecast', { filter: view.filters }),
      names: question('cost', { by: `${by},month` }),
      spend: question('cost', { ...view.within, by: `${by},${view.period.grain}`, limit: '9' }),
      bars: question('cost', { ...view.within, by: view.period.grain }),
      budgets: question('budget-status', { status: AT_RISK }),
      // all of them: an answer counts what it shows
      alerts: question('alerts', { limit: '1000' }),
      teams: question('cost', { ...view.within, by: 'team', limit: '6' }),
      runs: question('runs', { ...view.span, limit: '6' }),
      // as far as advice looks by itself: it works through the use of weeks
      advice: question('recommend', { limit: '5' }, { steady: true, slow: 'Reckoning advice over 30 days' }),
    };
  },
  draw: (view) => html`
    ${notices(view)}
    <div class="tiles">
      ${tile(view, { name: 'Spend', first: true, ...keyFigure(view, 'overview', 'cost', 'Effective cost', (value, unit) => ({
        text: figures.money(value, unit, figures.digitsFor(Number(value))), below: change(view),
      })) })}
      ${forecastTile(view)}
      ${tile(view, { name: 'GPU time idle', href: view.link('/savings'), ...keyFigure(view, 'overview', 'idle_gpu_percent', 'GPU time that nobody used', (value) => ({
        text: `${figures.decimal(value, 1)} %`, below: idleCost(view),
      })) })}
      ${tile(view, { name: 'GPU-hours', href: view.link('/attribution'), ...keyFigure(view, 'overview', 'gpu_hours', 'GPU-hours held', (value) => ({
        text: figures.decimal(value), unit: 'held', below: linked(view, keyFigure(view, 'overview', 'idle_gpu_hours', 'GPU-hours that nobody used', (idle) => ({ text: figures.decimal(idle) })), '', ' of them idle'),
      })) })}
      ${tile(view, { name: 'Carbon', href: view.link('/carbon'), ...keyFigure(view, 'overview', 'carbon', 'Emissions', (value) => {
        const [text, unit] = figures.carbon(value);
        return { text, unit, below: linked(view, keyFigure(view, 'overview', 'energy', 'Energy', (energy) => ({ text: figures.energy(energy).join(' ') })), 'from ') };
      }) })}
    </div>
    ${panel(view, {
      id: 'spend', title: 'Spend over time', hint: `effective cost for each ${view.period.grain}, by ${called(stack(view))}`,
      needs: ['cost', 'spend', 'bars', 'names'], tall: true, beside: stackChoice(view),
      drawn: `each bar is the sum of the effective cost of the charges of one ${view.period.grain}, divided by ${called(stack(view))}; the eight that cost most have a name, idle is what nobody used; press a part of a bar for its charges`,
      content: (cost, rows, bars, names) => spend(view, {
        table: rows, totals: bars, dimension: stack(view), label: called(stack(view)),
        currency: currencies(cost)[0] ?? null, places: placesOf(names, stack(view)),
      }),
    })}
    <div class="cards">
      ${panel(view, {
        id: 'budgets', title: 'Budgets at risk', needs: 'budgets', more: html`<a href=${view.link('/budgets')}>All budgets</a>`,
        content: () => table(view, {
          of: 'budgets', caption: 'Budgets at risk', notes: false, empty: 'No budget has reached a threshold.', first: 6,
          columns: [
            { name: 'budget' },
            { name: 'status', draw: (row) => badge(row.status) },
            { name: 'percent', title: 'Spent', draw: (row) => `${figures.decimal(row.percent, 1)} %` },
          ],
        }),
      })}
      ${panel(view, {
        id: 'alerts', title: 'Alerts', needs: 'alerts', hint: counted(view), more: html`<a href=${view.link('/budgets')}>Alerts and their history</a>`,
        content: () => table(view, {
          of: 'alerts', caption: 'Alerts that are not over', notes: false, empty: 'Nothing fires.', first: 4,
          columns: [
            { name: 'severity', draw: (row) => badge(row.severity) },
            { name: 'sentence', title: 'What', draw: (row) => html`<span class="sentence">${row.sentence}</span>` },
          ],
        }),
      })}
      ${panel(view, {
        id: 'teams', title: 'Teams', needs: ['cost', 'teams'], more: html`<a href=${view.link('/attribution')}>All of them, down to each charge</a>`,
        content: (cost) => table(view, {
          of: 'teams', caption: 'Cost by team', notes: false,
          columns: [
            { name: 'team', draw: (row) => row.team === null ? html`<span class="quiet">not said</span>` : row.team },
            { name: 'value', title: 'Cost', basis: (row) => ({
              title: `Cost of ${row.team ?? 'what says no team'}`, value: row.value, unit: currencies(cost)[0] ?? null,
              formula: 'the sum of the effective cost of its charges', asked: view.questions.teams,
              charges: row.team === '(others)' ? null
                : { ...view.within, filter: [...view.filters, row.team === 'idle' ? 'use=idle' : `team=${row.team ?? ''}`] },
            }) },
          ],
        }),
      })}
      ${panel(view, {
        id: 'runs', title: 'Runs that cost most', needs: 'runs', more: html`<a href=${view.link('/runs')}>All runs</a>`,
        content: (runs) => table(view, {
          of: 'runs', caption: 'Runs that cost most', notes: false, empty: 'No charge of this period names a run.',
          columns: [
            { name: 'run', draw: (row) => row.run === '(others)' ? row.run : html`<a href=${view.link('/runs', { run: row.run })}>${row.run}</a>` },
            { name: 'cost', basis: (row) => ({
              title: `Cost of the run ${row.run}`, value: row.cost, unit: runs.currency, formula: 'the sum of the effective cost of its charges',
              asked: view.questions.runs, charges: row.run === '(others)' ? null : { ...view.span, filter: [`run=${row.run}`] },
            }) },
          ],
        }),
      })}
      ${panel(view, {
        id: 'advice', title: 'Advice worth most', needs: 'advice', more: html`<a href=${view.link('/savings')}>All advice</a>`,
        content: () => table(view, {
          of: 'advice', caption: 'Advice worth most', notes: false, empty: 'There is no advice.',
          columns: [
            { name: 'title', draw: (row) => html`<span class="sentence">${row.title}</span>` },
            { name: 'saving', title: 'Would save', draw: (row) => html`${figures.money(row.saving, row.currency, 0)} <small class="quiet">in ${row.per}</small>` },
          ],
        }),
      })}
    </div>`,
};

/** @param {import('../page.js').View} view */
function notices(view) {
  const overview = view.part('overview');
  return overview.state === 'ready' ? overview.value.notes.map((/** @type {string} */ note) => html`<p class="notice">${note}</p>`) : nothing;
}

/** @param {import('../page.js').View} view */
function change(view) {
  const of = keyFigure(view, 'overview', 'cost_change_percent', 'Change of cost', (value) => {
    const less = value.startsWith('-');
    return { text: html`<span class="change ${less ? 'less' : 'more'}">${figures.decimal(value.replace('-', ''), 1)} % ${less ? 'less' : 'more'}</span>` };
  });
  return /** @type {any} */ (of).basis
    ? html`${number(view, of.text, /** @type {any} */ (of).basis)} than the ${view.period.days} days before` : of.below;
}

/**
 * A key figure below another, which opens what it rests on; nothing where it is not known.
 * @param {import('../page.js').View} view @param {any} of @param {string} [before] @param {string} [after]
 */
function linked(view, of, before = '', after = '') {
  return of.basis ? html`${before}${number(view, of.text, of.basis)}${after}` : nothing;
}

/** @param {import('../page.js').View} view */
function idleCost(view) {
  const of = /** @type {any} */ (keyFigure(view, 'overview', 'idle_cost', 'Cost of what nobody used', (value, unit) => ({ text: figures.money(value, unit, figures.digitsFor(Number(value))) })));
  return of.basis ? html`for ${number(view, of.text, { ...of.basis, charges: { ...view.within, filter: [...view.filters, 'use=idle'] } })}` : nothing;
}

/** @param {import('../page.js').View} view */
function forecastTile(view) {
  const answer = view.part('forecast');
  const name = 'This month will cost';
  if (answer.state !== 'ready') {
    return tile(view, answer.state === 'failed' ? { name, text: 'not known', below: answer.problem.message } : { name });
  }
  const { rows, notes, to, complete_to: until } = answer.value;
  const row = rows.length === 1 ? rows[0] : null;
  if (!row?.expected) {
    return tile(view, { name, text: 'not known', below: notes[0] ?? '' });
  }
  return tile(view, {
    name,
    text: figures.money(row.expected, row.unit, figures.digitsFor(Number(row.expected))),
    below: row.low === null ? '' : `${figures.shortMoney(Number(row.low), row.unit)} to ${figures.shortMoney(Number(row.high), row.unit)} in nine of ten cases`,
    basis: {
      title: `Cost by ${figures.day(to)}`, value: row.expected, unit: row.unit, formula: 'what was spent + what usually comes + late bills + fees + planned runs',
      lines: [['Nine of ten', `${row.low ?? 'not known'} to ${row.high ?? 'not known'} ${row.unit}`], ['Spent', `${row.spent} ${row.unit}`],
        ['Usual', `${row.usual} ${row.unit}`], ['Late bills', `${row.late} ${row.unit}`], ['Fees', `${row.fees} ${row.unit}`], ['Complete to', until ? figures.minute(until) : 'not known']],
      asked: view.questions.forecast, charges: null,
    },
  });
}

/** @param {import('../page.js').View} view */
function counted(view) {
  const alerts = /** @type {any} */ (view.part('alerts'));
  const count = (/** @type {string} */ name, /** @type {string} */ word) => html`${number(view, figures.decimal(alerts.value[name]), {
    title: `Alerts ${word}`, value: alerts.value[name], formula: meaning('alerts', undefined, name), asked: view.questions.alerts })} ${word}`;
  return alerts.state === 'ready' ? html`${count('firing', 'firing')}, ${count('acknowledged', 'taken on')}` : nothing;
}

/** @param {import('../page.js').View} view */
function stack(view) {
  const asked = view.query.get('by');
  return asked !== null && STACKS.includes(asked) ? asked : STACKS[0];
}

/** @param {import('../page.js').View} view */
function stackChoice(view) {
  return html`<label class="choose">Stack by
    <select @change=${(/** @type {any} */ event) => view.go({ by: event.target.value === STACKS[0] ? null : event.target.value })}>
      ${STACKS.map((name) => html`<option value=${name} ?selected=${name === stack(view)}>${called(name)}</option>`)}
    </select></label>`;
}
