// The choices that every page shares, in the address bar: which days, and which charges.

import { html, nothing } from 'lit';
import { question } from './asking.js';
import { choiceIn, isDay, lastDay, RANGES } from './period.js';

/** What charges can be kept by. */
export const DIMENSIONS = [
  ['team', 'team'],
  ['project', 'project'],
  ['experiment', 'experiment'],
  ['run', 'run'],
  ['cost-center', 'cost centre'],
  ['environment', 'environment'],
  ['provider', 'provider'],
  ['region', 'region'],
  ['cluster', 'cluster'],
  ['namespace', 'namespace'],
  ['gpu-model', 'GPU model'],
  ['capacity-type', 'capacity type'],
  ['service', 'service'],
  ['use', 'use'],
];

/** What a dimension is called. @param {string} name */
export const called = (name) => DIMENSIONS.find(([each]) => each === name)?.[1] ?? name;

/** @param {import('./page.js').View} view */
export function ranges(view) {
  const { last, from, to } = choiceIn(view.query);
  const custom = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const given = new FormData(form);
    const [first, end] = [String(given.get('from')), String(given.get('to'))];
    if (isDay(first) && isDay(end) && first <= end) {
      /** @type {HTMLDetailsElement} */ (form.parentElement).open = false;
      view.go({ last: null, from: first, to: end });
    }
  };
  return html`
    <div class="ranges" role="group" aria-label="Period">
      ${RANGES.map(([name, text]) => html`<a href=${view.link(location.pathname, { last: name === '30d' ? null : name, from: null, to: null })}
        aria-current=${last === name ? 'true' : 'false'}>${text}</a>`)}
      <details class="floating custom" ?data-chosen=${last === 'custom'}>
        <summary>${last === 'custom' ? `${from} to ${to}` : 'Custom'}</summary>
        <form @submit=${custom}>
          <label>First day <input type="date" name="from" required .value=${view.period.from}></label>
          <label>Last day <input type="date" name="to" required .value=${lastDay(view.period)}></label>
          <button type="submit" class="main">Show</button>
        </form>
      </details>
    </div>`;
}

/**
 * The filters in force and a way to add one.
 * @param {import('./page.js').View} view @param {boolean} counts whether they count on this page
 * @param {import('./asking.js').Asking} choosing asks for the values of a dimension once they are to be chosen from
 */
export function filterBar(view, counts, choosing) {
  const chosen = view.own.filterBy ?? 'team';
  choosing.want(view.own.filtering ? { values: question('cost', { ...view.span, by: chosen, limit: '200' }) } : {});
  const values = choosing.part('values');
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const value = String(new FormData(form).get('value') ?? '').trim();
    /** @type {HTMLDetailsElement} */ (form.parentElement).open = false;
    form.reset();
    view.go({ filter: [...new Set([...view.filters, `${chosen}=${value}`])] });
  };
  return html`
    <div class="filters" role="group" aria-label="Filters">
      ${view.filters.map((filter) => html`<span class=${counts ? 'chip' : 'chip off'}>${text(filter)}
        <button type="button" aria-label=${`Take out the filter ${text(filter)}`} @click=${() => view.go({ filter: view.filters.filter((other) => other !== filter) })}>×</button></span>`)}
      ${counts ? html`
        <details class="floating add-filter" @toggle=${(/** @type {any} */ event) => view.set({ filtering: event.target.open })}>
          <summary>Add a filter</summary>
          <form @submit=${add}>
            <label>Dimension <select @change=${(/** @type {any} */ event) => view.set({ filterBy: event.target.value })}>
              ${DIMENSIONS.map(([name, words]) => html`<option value=${name} ?selected=${name === chosen}>${words}</option>`)}</select></label>
            <label>Value <input name="value" list="filter-values" autocomplete="off"></label>
            <datalist id="filter-values">${values.state === 'ready'
              ? values.value.rows.map((/** @type {any} */ row) => row[chosen]).filter((/** @type {any} */ value) => value !== null && value !== '(others)' && value !== 'idle')
                .map((/** @type {string} */ value) => html`<option value=${value}></option>`) : nothing}</datalist>
            <small class="quiet">Left empty, it keeps what does not say it.</small>
            <button type="submit" class="main">Keep only these</button>
          </form>
        </details>` : html`<span class="quiet">These filters do not count on this page.</span>`}
    </div>`;
}

/** @param {string} filter */
function text(filter) {
  const equals = filter.indexOf('=');
  return `${called(filter.slice(0, equals))}: ${filter.slice(equals + 1) || 'not said'}`;
}
