// Overview: what it cost, where that is heading, and what deserves a look, each leading to its page.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { spend } from '../charts/spend.js';
import { called } from '../choices.js';
import { placesOf } from '../colours.js';
import * as figures from '../figures.js';
import { panel } from '../panel.js';
import { currencies } from '../sums.js';
import { table } from '../table.js';

const STACKS = ['team', 'project', 'cluster', 'provider', 'gpu-model', 'capacity-type', 'service', 'environment'];

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'What it cost',
  filters: true,
  ask: (view) => {
    const by = stack(view);
    return {
      cost: question('cost', view.within),
      names: question('cost', { by: `${by},month` }),
      spend: question('cost', { ...view.within, by: `${by},${view.period.grain}`, limit: '9' }),
      bars: question('cost', { ...view.within, by: view.period.grain }),
      teams: question('cost', { ...view.within, by: 'team', limit: '6' }),
    };
  },
  draw: (view) => html`
    ${panel(view, {
      id: 'spend', title: 'Spend over time', hint: `effective cost for each ${view.period.grain}, by ${called(stack(view))}`,
      needs: ['cost', 'spend', 'bars', 'names'], tall: true,
      beside: stackChoice(view),
      content: (cost, rows, bars, names) => spend(view, {
        table: rows, totals: bars, dimension: stack(view), label: called(stack(view)),
        currency: currencies(cost)[0] ?? null, places: placesOf(names, stack(view)),
      }),
    })}
    ${panel(view, {
      id: 'teams', title: 'Teams', needs: ['cost', 'teams'], more: html`<a href=${view.link('/attribution')}>All of them, down to each charge</a>`,
      content: (cost) => table(view, {
        of: 'teams', caption: 'Cost by team', notes: false,
        columns: [
          { name: 'team', draw: (row) => row.team ?? 'not said' },
          { name: 'value', title: 'Cost', basis: (row) => ({
            title: `Cost of ${row.team ?? 'what says no team'}`, value: row.value, unit: currencies(cost)[0],
            formula: 'the sum of the effective cost of its charges', asked: view.questions.teams,
            charges: row.team === '(others)' ? null : { ...view.within, filter: [...view.filters, `team=${row.team ?? ''}`] },
          }) },
        ],
      }),
    })}`,
};

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
