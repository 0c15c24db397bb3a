import { html, LitElement, nothing } from 'lit';
import './chart.js';
import { isDark } from './chart.js';
import { Problem, report } from './api.js';
import { assign, MOST } from './colours.js';
import { charges } from './charges.js';
import { headline } from './headline.js';
import { idle } from './idle.js';
import { moneyMap } from './money-map.js';
import { failure, panel } from './panel.js';
import { choiceIn, isDay, lastDay, periodOf, RANGES } from './period.js';
import { spend } from './spend.js';
import { currencies, ranked, sumBy } from './sums.js';
import * as figures from './figures.js';

const DIMENSIONS = [
  ['team', 'team'],
  ['project', 'project'],
  ['cluster', 'cluster'],
  ['provider', 'provider'],
  ['gpu-model', 'GPU model'],
  ['capacity-type', 'capacity type'],
  ['service', 'service'],
  ['environment', 'environment'],
];
const LEAVES = [
  ['gpu-model', 'GPU model'],
  ['service', 'service'],
];
const LOADING = /** @type {const} */ ({ state: 'loading' });

/** The page: what the address bar asks for, fetched from /api/v1 and shown. */
class OutlayPage extends LitElement {
  static properties = { ledger: { state: true }, parts: { state: true }, dark: { state: true }, hidden: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.ledger = LOADING;
    /** @type {Record<string, any>} */
    this.parts = {};
    this.dark = isDark();
    /** @type {Set<string>} */
    this.hidden = new Set();
    this.asking = new AbortController();
  }

  createRenderRoot() {
    // what the server sent is replaced by what is drawn
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', () => this.load());
    addEventListener('click', (event) => this.closeDates(/** @type {Node} */ (event.target)));
    addEventListener('keydown', (event) => event.key === 'Escape' && this.closeDates(null));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.dark = isDark(); });
    this.load();
  }

  get query() {
    return new URLSearchParams(location.search);
  }

  get choice() {
    return choiceIn(this.query);
  }

  get dimension() {
    return pick(DIMENSIONS, this.query.get('by'));
  }

  get leaf() {
    return pick(LEAVES, this.query.get('map'));
  }

  /** Asks for everything that the address bar names; what an earlier choice still waits for is given up. */
  async load() {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.parts = {};
    try {
      const [days, now] = await Promise.all([
        report('cost', { by: 'day', measure: 'gpu-hours' }, signal),
        report('cost', { last: '1h' }, signal),
      ]);
      const all = days.rows.map((row) => row.day ?? '').sort();
      this.ledger = {
        state: 'ready',
        value: { first: all[0], last: all.at(-1), now: now.to ?? new Date().toISOString(), empty: all.length === 0 },
      };
    } catch (failed) {
      if (!signal.aborted) {
        this.ledger = { state: 'failed', problem: asProblem(failed) };
      }
      return;
    }
    if (!this.ledger.value.empty) {
      this.ask(signal);
    }
  }

  /** @param {AbortSignal} signal */
  ask(signal) {
    const period = this.period;
    const [dimension] = this.dimension;
    const [leaf] = this.leaf;
    const { from, to, grain } = period;
    const within = { from, to };
    this.part('names', signal, report('cost', { by: dimension === 'team' ? 'team,month' : `team,${dimension},month` }, signal));
    this.part('spend', signal, report('cost', { ...within, by: `${dimension},use,${grain}` }, signal));
    this.part('before', signal, period.before ? report('cost', { ...period.before, by: 'use' }, signal) : Promise.resolve(null));
    this.part('gpu', signal, report('cost', { ...within, measure: 'gpu-hours', by: `cluster,gpu-model,use,${grain}` }, signal));
    this.part('energy', signal, report('cost', { ...within, measure: 'energy' }, signal));
    this.part('carbon', signal, report('cost', { ...within, measure: 'carbon' }, signal));
    this.part('map', signal, report('cost', { ...within, by: `team,project,${leaf},use` }, signal));
    this.part('charges', signal, latest(period, signal));
  }

  /** @param {string} name @param {AbortSignal} signal @param {Promise<any>} asked */
  async part(name, signal, asked) {
    let outcome;
    try {
      outcome = { state: 'ready', value: await asked };
    } catch (failed) {
      outcome = { state: 'failed', problem: asProblem(failed) };
    }
    if (!signal.aborted) {
      this.parts = { ...this.parts, [name]: outcome };
    }
  }

  get period() {
    return periodOf(this.choice, this.ledger.value);
  }

  /** @param {Record<string, string|null>} changes to the address bar */
  go(changes) {
    const query = this.query;
    for (const [key, value] of Object.entries(changes)) {
      value === null ? query.delete(key) : query.set(key, value);
    }
    history.pushState(null, '', query.size ? `?${query}` : location.pathname);
    this.hidden = new Set();
    this.load();
  }

  toggleTheme() {
    const next = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('outlay-theme', next);
    } catch {
      // without storage the choice holds for this page
    }
    this.dark = next === 'dark';
  }

  /** Closes the choice of days, unless it is there that was clicked. @param {Node|null} clicked */
  closeDates(clicked) {
    const dates = /** @type {HTMLDetailsElement|null} */ (this.querySelector('.custom'));
    if (dates?.open && !(clicked && dates.contains(clicked))) {
      dates.open = false;
    }
  }

  /** @param {string} name */
  toggle(name) {
    const hidden = new Set(this.hidden);
    hidden.delete(name) || hidden.add(name);
    this.hidden = hidden;
  }

  render() {
    return html`
      <header class="bar"><div class="wide">
        <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="26" height="26">Outlay</a>
        ${this.ledger.state === 'ready' && !this.ledger.value.empty ? this.ranges() : nothing}
        <button type="button" class="theme" @click=${this.toggleTheme} aria-label=${this.dark ? 'Use the light theme' : 'Use the dark theme'}>
          <span aria-hidden="true">${this.dark ? '☀' : '☾'}</span></button>
      </div></header>
      <main id="main" class="wide" tabindex="-1">${this.body()}</main>
      <footer class="wide quiet">
        <span>All times are UTC. Every figure is computed from the ledger when it is asked for.</span>
        <nav aria-label="Further"><a href="/api/v1/reports">Reports</a> <a href="/openapi">OpenAPI</a> <a href="/metrics">Metrics</a></nav>
      </footer>`;
  }

  body() {
    if (this.ledger.state === 'loading') {
      return html`<p class="quiet starting">Reading the ledger</p>`;
    }
    if (this.ledger.state === 'failed') {
      return failure(this.ledger.problem, () => this.load());
    }
    return this.ledger.value.empty ? this.empty() : this.figures();
  }

  empty() {
    return html`
      <section class="panel empty">
        <h1>The ledger is empty</h1>
        <p>Fill it in one of these ways, then load this page again:</p>
        <dl>
          <dt><code>outlay demo</code></dt><dd>a sample company with 60 days of use, to look around</dd>
          <dt><code>outlay import usage FILE</code></dt><dd>what your clusters held, as CSV or Parquet</dd>
          <dt><code>outlay import focus FILE</code></dt><dd>a provider's bill in the FOCUS form</dd>
        </dl>
        <button type="button" @click=${() => this.load()}>Look again</button>
      </section>`;
  }

  figures() {
    const { names, spend: spent, before, gpu, energy, carbon, map, charges: latest } = new Proxy(this.parts, {
      get: (parts, name) => parts[/** @type {string} */ (name)] ?? LOADING,
    });
    const period = this.period;
    const found = spent.state === 'ready' ? currencies(spent.value) : [];
    const currency = found[0] ?? null;
    const [dimension, label] = this.dimension;
    const places = names.state === 'ready' ? assign(largest(names.value.rows, dimension)) : new Map();
    const teams = names.state === 'ready' ? assign(largest(names.value.rows, 'team')) : new Map();
    const both = (/** @type {any} */ awaited) => (names.state === 'ready' ? awaited : names);
    const retry = () => { this.load(); };
    return html`
      <div class="title">
        <h1>What it cost</h1>
        <p class="quiet">${figures.day(period.from)} to ${figures.day(lastDay(period))}, ${period.days} ${period.days === 1 ? 'day' : 'days'}${this.past(period)}</p>
      </div>
      ${this.notices(spent, found)}
      ${headline({ spend: spent, before, gpu, energy, carbon, currency, days: period.days })}
      ${panel({
        id: 'spend', title: 'Spend over time', hint: `effective cost for each ${period.grain}, by ${label}`, awaited: both(spent), tall: true, retry,
        beside: select('by', 'Stack by', DIMENSIONS, dimension, (by) => this.go({ by: by === 'team' ? null : by })),
        content: (table) => spend({ table, dimension, label, period, currency, places, hidden: this.hidden, toggle: (name) => this.toggle(name) }),
      })}
      <div class="pair">
        ${panel({
          id: 'map', title: 'Where the money goes', hint: `by team, project and ${this.leaf[1]}`, awaited: both(map), tall: true, retry,
          beside: select('map', 'Smallest areas', LEAVES, this.leaf[0], (leaf) => this.go({ map: leaf === 'gpu-model' ? null : leaf })),
          content: (table) => moneyMap({ table, levels: ['team', 'project', this.leaf[0]], currency, places: teams }),
        })}
        ${panel({
          id: 'idle', title: 'GPUs that nobody used', hint: 'idle share of the GPU-hours held', awaited: gpu, tall: true, retry,
          content: (table) => (Number(table.total ?? 0) === 0
            ? html`<p class="quiet">No GPU was held in this period.</p>`
            : idle({ table, period })),
        })}
      </div>
      ${panel({ id: 'charges', title: 'Latest charges', awaited: latest, retry, content: charges })}`;
  }

  /** @param {import('./period.js').Period} period */
  past(period) {
    const { first, last, now } = this.ledger.value;
    const asked = Number.parseInt(this.choice.last, 10);
    if (asked > period.days) {
      return `; the ledger begins on ${figures.day(first)}`;
    }
    const ended = Date.parse(now) - Date.parse(last) > 2 * 86_400_000 && this.choice.last !== 'custom';
    return ended ? `; the ledger ends on ${figures.day(last)}` : '';
  }

  /** @param {any} spent @param {string[]} found */
  notices(spent, found) {
    if (spent.state !== 'ready') {
      return nothing;
    }
    const unpriced = Number(spent.value.unpriced ?? 0);
    return html`
      ${unpriced > 0 ? html`<p class="notice"><strong>${figures.decimal(unpriced)} of ${figures.decimal(spent.value.charges)} charges have no price</strong>
        and are in no sum of money. Bring their prices with <code>outlay import prices FILE</code>.</p>` : nothing}
      ${found.length > 1 ? html`<p class="notice"><strong>Charges are in ${found.join(', ')}.</strong> This page shows those in ${found[0]};
        <code>outlay cost</code> shows all.</p>` : nothing}`;
  }

  ranges() {
    const { last, from, to } = this.choice;
    const period = this.period;
    const custom = (/** @type {Event} */ event) => {
      event.preventDefault();
      const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
      const [first, end] = [String(form.get('from')), String(form.get('to'))];
      if (isDay(first) && isDay(end) && first <= end) {
        this.closeDates(null);
        this.go({ last: null, from: first, to: end });
      }
    };
    return html`
      <nav class="ranges" aria-label="Period">
        ${RANGES.map(([name, text]) => html`<a href="?last=${name}" aria-current=${last === name ? 'true' : 'false'}
          @click=${(/** @type {Event} */ event) => { event.preventDefault(); this.go({ last: name === '30d' ? null : name, from: null, to: null }); }}>${text}</a>`)}
        <details class="custom" ?data-chosen=${last === 'custom'}>
          <summary>${last === 'custom' ? `${from} to ${to}` : 'Custom'}</summary>
          <form @submit=${custom}>
            <label>First day <input type="date" name="from" required .value=${period.from}></label>
            <label>Last day <input type="date" name="to" required .value=${lastDay(period)}></label>
            <button type="submit">Show</button>
          </form>
        </details>
      </nav>`;
  }
}

/** @param {string[][]} options @param {string|null} name */
function pick(options, name) {
  return options.find(([option]) => option === name) ?? options[0];
}

/** @param {string} id @param {string} label @param {string[][]} options @param {string} chosen @param {(name: string) => void} choose */
function select(id, label, options, chosen, choose) {
  return html`<label class="choose">${label}
    <select id=${`choose-${id}`} @change=${(/** @type {any} */ event) => choose(event.target.value)}>
      ${options.map(([name, text]) => html`<option value=${name} ?selected=${name === chosen}>${text}</option>`)}
    </select></label>`;
}

/**
 * The largest names of a dimension over all time, in the order in which they first appear.
 * @param {any[]} rows ordered by month @param {string} dimension
 */
function largest(rows, dimension) {
  const sums = sumBy(rows.filter((row) => row[dimension] !== null && row[dimension] !== 'idle'), (row) => row[dimension]);
  const kept = new Set(ranked(sums).slice(0, MOST).map(([name]) => name));
  const first = new Map();
  for (const row of rows) {
    if (kept.has(row[dimension]) && !first.has(row[dimension])) {
      first.set(row[dimension], row.month);
    }
  }
  return [...first].sort(([a, early], [b, late]) => early.localeCompare(late) || a.localeCompare(b)).map(([name]) => name);
}

/** The latest charges: of the last day, or of the whole period where that day has none. @param {any} period @param {AbortSignal} signal */
async function latest(period, signal) {
  const recent = await report('charges', { from: lastDay(period), to: period.to, limit: '25' }, signal);
  return recent.rows.length > 0 ? recent : report('charges', { from: period.from, to: period.to, limit: '25' }, signal);
}

/** @param {any} failed */
function asProblem(failed) {
  return failed instanceof Problem ? failed : new Problem(`The page failed: ${failed.message}`, 'Load it again; if that does not help, report it.');
}

customElements.define('outlay-page', OutlayPage);
