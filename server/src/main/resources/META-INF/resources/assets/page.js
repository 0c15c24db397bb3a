// The frame of every page: navigation, period and filters in the address bar, live refresh, dialogs, the keyboard.

import { html, LitElement, nothing } from 'lit';
import { address, asProblem, keepToken, post, Problem, token } from './api.js';
import { Asking, question } from './asking.js';
import * as basis from './basis.js';
import { isDark } from './chart.js';
import { filterBar, ranges } from './choices.js';
import * as forms from './form.js';
import { Keys, keyHelp } from './keys.js';
import { Live } from './live.js';
import { PAGES, pageAt, SHARED } from './pages.js';
import { failure } from './panel.js';
import { choiceIn, lastDay, periodOf } from './period.js';
import * as figures from './figures.js';

/**
 * What a module in pages/ exports as `page`. `ask` names the questions it needs now, each time it is drawn, so that one
 * question can rest on the answer of another; `draw` draws from what is known. Both are functions of the view alone.
 * @typedef {object} Page
 * @property {string} heading its h1
 * @property {string} [about] a sentence below it
 * @property {boolean} [period] whether the period counts here (default: yes)
 * @property {boolean} [filters] whether the filters count here (default: no, which is said where some are set)
 * @property {boolean} [always] whether it is of use while the ledger is empty (default: no)
 * @property {string[]} [hears] kinds of events that make it ask again: spend, run, import, alert, budget, advice, automation (default: every kind)
 * @property {(view: View) => Record<string, import('./asking.js').Question>} ask
 * @property {(view: View) => unknown} draw
 */

/**
 * What a page sees and can do.
 * @typedef {object} View
 * @property {URLSearchParams} query the address bar
 * @property {import('./period.js').Period} period the days shown
 * @property {{from: string, to: string}} span the period as the parameters of a report
 * @property {string[]} filters as the parameter `filter` of a report, each DIMENSION=VALUE
 * @property {{from: string, to: string, filter: string[]}} within both, to be spread into a question
 * @property {{first: string, last: string, now: string, empty: boolean}} ledger its first and last day with a charge
 * @property {boolean} dark
 * @property {Record<string, import('./asking.js').Question>} questions those asked, by name
 * @property {(name: string) => import('./asking.js').Awaited} part what is known of a question's answer
 * @property {() => void} retry asks again what failed
 * @property {(changes: Record<string, string|string[]|null>) => void} go changes the address bar; null takes out
 * @property {(path: string, changes?: Record<string, string|string[]|null>) => string} link the address of a page with the same period and
 *   filters; of the page itself, with all that is in the address bar
 * @property {Record<string, any>} own what the page keeps between two drawings; gone with the page
 * @property {(changes: Record<string, any>) => void} set changes that, and draws
 * @property {(of: import('./basis.js').Basis) => void} explain opens what a number rests on
 * @property {(form: import('./form.js').Form) => void} form opens a form
 * @property {(deed: import('./form.js').Deed) => Promise<import('./api.js').Table|null>} act does something without one; null where it failed
 * @property {(text: string) => void} say tells, also to screen readers
 * @property {(problem: Problem) => void} fail tells what went wrong
 */

const SAID_MILLIS = 6_000;
const WAITS_MILLIS = 400;

class OutlayFrame extends LitElement {
  static properties = { turn: { state: true } };

  constructor() {
    super();
    this.turn = 0;
    this.entry = pageAt(location.pathname);
    /** @type {Page|null} */
    this.page = null;
    /** @type {Problem|null} */
    this.broken = null;
    /** @type {Record<string, any>} */
    this.own = {};
    /** @type {{text: string, problem: Problem|null}|null} */
    this.told = null;
    /** @type {import('./live.js').LiveState} */
    this.hearing = 'starting';
    /** @type {import('./basis.js').Basis|null} */
    this.basis = null;
    /** @type {import('./form.js').Form|null} */
    this.form = null;
    this.formState = { busy: false, problem: /** @type {Problem|null} */ (null) };
    this.helping = false;
    /** @type {Problem|null} */
    this.wantsToken = null;
    this.sayingTimer = 0;
    const changed = () => this.requestUpdate();
    const refused = (/** @type {Problem} */ problem) => { this.wantsToken = problem; };
    this.bounds = new Asking(changed, refused, true);
    this.asking = new Asking(changed, refused);
    this.behind = new Asking(changed, refused, true);
    this.choosing = new Asking(changed, refused, true);
    /** @type {Date|null} since when the server does not answer */
    this.away = null;
    this.live = new Live((kinds) => this.heard(kinds), (state) => this.hears(state));
    this.keys = new Keys({
      page: (path) => this.visit(this.linkTo(path)),
      again: () => this.again(true),
      theme: () => this.toggleTheme(),
      help: () => { this.helping = !this.helping; changed(); },
      filter: () => this.querySelector('.add-filter > summary')?.dispatchEvent(new MouseEvent('click', { bubbles: true })),
    });
  }

  createRenderRoot() {
    // what the server sent is replaced by what is drawn
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', () => this.arrive(false));
    addEventListener('click', (event) => this.clicked(event));
    addEventListener('keydown', (event) => this.keys.pressed(event));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.requestUpdate());
    this.bounds.want({ fresh: question('freshness') });
    this.live.start();
    this.arrive(true);
  }

  /** Shows the page that the address bar names. @param {boolean} first whether the browser has just loaded it */
  async arrive(first) {
    const entry = pageAt(location.pathname);
    const another = entry !== this.entry || this.page === null;
    this.entry = entry;
    document.title = entry.path === '/' ? 'Outlay' : `${entry.title} · Outlay`;
    if (!another) {
      this.requestUpdate();
      return;
    }
    this.own = {};
    this.page = null;
    this.broken = null;
    this.requestUpdate();
    try {
      const loaded = await entry.load();
      if (entry === this.entry) {
        this.page = loaded.page;
      }
    } catch (failed) {
      this.broken = asProblem(failed);
    }
    this.requestUpdate();
    if (!first) {
      await this.updateComplete;
      scrollTo(0, 0);
      /** @type {HTMLElement|null} */ (this.querySelector('main'))?.focus({ preventScroll: true });
    }
  }

  /** A link to a page of ours is followed here; everything else is the browser's. @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {Element} */ (event.target);
    for (const open of this.querySelectorAll('details.floating[open]')) {
      if (!open.contains(target)) {
        /** @type {HTMLDetailsElement} */ (open).open = false;
      }
    }
    const link = /** @type {HTMLAnchorElement|null} */ (target.closest?.('a[href]'));
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
        || link.origin !== location.origin || link.hasAttribute('download') || link.hash
        || !PAGES.some((entry) => entry.path === link.pathname)) {
      return;
    }
    event.preventDefault();
    this.visit(link.href);
  }

  /** @param {string} href */
  visit(href) {
    history.pushState(null, '', href);
    this.arrive(false);
  }

  /** @param {string} path @param {Record<string, string|string[]|null>} [changes] */
  linkTo(path, changes = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (path === this.entry.path || SHARED.includes(name)) {
        query.append(name, value);
      }
    }
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name);
      (Array.isArray(value) ? value : [value]).forEach((one) => one !== null && query.append(name, one));
    }
    return query.size ? `${path}?${query}` : path;
  }

  /** @param {import('./live.js').LiveState} state */
  hears(state) {
    this.hearing = state;
    if (state === 'away') {
      this.away ??= new Date();
    } else if (this.away !== null) {
      // what failed meanwhile, and what happened meanwhile
      this.away = null;
      this.behind.again(true, true);
      this.again(true);
      if (this.broken) {
        this.arrive(true);
      }
    }
    this.requestUpdate();
  }

  /** @param {Set<string>} kinds */
  heard(kinds) {
    const hears = this.page?.hears;
    if (kinds.size === 0 || !hears || hears.some((kind) => kinds.has(kind))) {
      this.again(false, false);
    }
  }

  /** @param {boolean} [byHand] asks steady questions too @param {boolean} [fresh] for answers that know all that was done */
  again(byHand = false, fresh = true) {
    this.bounds.again(fresh);
    this.asking.again(fresh, byHand);
  }

  retry() {
    for (const asking of [this.bounds, this.asking, this.behind]) {
      asking.retry();
    }
  }

  /** What is asked behind a number; what the page has an answer to already is not asked again. @param {string} name */
  partBehind(name) {
    const asked = this.basis ? basis.asks(this.basis)[name] : undefined;
    const known = asked ? this.asking.known(asked) : null;
    return known?.state === 'ready' ? known : this.behind.part(name);
  }

  wantBehind() {
    const asks = Object.entries(this.basis ? basis.asks(this.basis) : {});
    this.behind.want(Object.fromEntries(asks.filter(([, asked]) => this.asking.known(asked)?.state !== 'ready')));
  }

  /** @returns {{first: string, last: string, now: string, empty: boolean}|null} */
  get ledger() {
    const fresh = this.bounds.part('fresh');
    if (fresh.state !== 'ready') {
      return null;
    }
    const { at, rows } = fresh.value;
    const firsts = rows.map((/** @type {any} */ row) => row.first).filter(Boolean).sort();
    const ends = rows.map((/** @type {any} */ row) => row.charged_to).filter(Boolean).sort();
    // the end counts no more: the last day is that of the moment before it
    const last = ends.length ? new Date(Date.parse(ends.at(-1)) - 1).toISOString() : at;
    return { first: (firsts[0] ?? at).slice(0, 10), last: last.slice(0, 10), now: at, empty: rows.length === 0 };
  }

  /** @returns {View|null} null until it is known which days the ledger holds */
  view() {
    const ledger = this.ledger;
    if (ledger === null) {
      return null;
    }
    const query = new URLSearchParams(location.search);
    const period = periodOf(choiceIn(query), ledger);
    const span = { from: period.from, to: period.to };
    const filters = query.getAll('filter').filter((filter) => filter.indexOf('=') > 0);
    return {
      query, period, span, filters, ledger,
      within: { ...span, filter: filters },
      dark: isDark(),
      questions: this.asking.wanted,
      part: (name) => this.asking.part(name),
      retry: () => this.retry(),
      go: (changes) => this.visit(this.linkTo(this.entry.path, changes)),
      link: (path, changes) => this.linkTo(path, changes),
      own: this.own,
      set: (changes) => { Object.assign(this.own, changes); this.requestUpdate(); },
      explain: (of) => { this.basis = of; this.requestUpdate(); },
      form: (form) => { this.form = form; this.formState = { busy: false, problem: null }; this.requestUpdate(); },
      act: (deed) => this.act(deed),
      say: (text) => this.tell(text, null),
      fail: (problem) => this.tell(problem.message, problem),
    };
  }

  /** @param {import('./form.js').Deed} deed */
  async act(deed) {
    const waiting = window.setTimeout(() => this.tell(deed.doing ?? 'Sending', null, true), WAITS_MILLIS);
    try {
      const answer = await this.sent(deed);
      this.again();
      return answer;
    } catch (failed) {
      this.tell('', asProblem(failed));
      return null;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** @param {import('./form.js').Deed} deed */
  async sent(deed) {
    const answer = await post(address(deed.address, deed.values), deed);
    if (answer.feasible === 'false') {
      throw new Problem(String(answer.because ?? answer.notes?.[0] ?? 'It was refused.'), (answer.notes ?? []).join(' '));
    }
    this.tell(typeof deed.done === 'string' ? deed.done : deed.done(answer), null, deed.stays);
    return answer;
  }

  /** @param {import('./form.js').Deed} deed */
  async send(deed) {
    this.formState = { busy: true, problem: null };
    this.requestUpdate();
    try {
      await this.sent(deed);
      this.form = null;
      this.again();
    } catch (failed) {
      this.formState = { busy: false, problem: asProblem(failed) };
    }
    this.requestUpdate();
  }

  /** @param {string} text @param {Problem|null} problem @param {boolean} [stays] */
  tell(text, problem, stays = false) {
    this.told = { text, problem };
    clearTimeout(this.sayingTimer);
    if (problem === null && !stays) {
      this.sayingTimer = window.setTimeout(() => { this.told = null; this.requestUpdate(); }, SAID_MILLIS);
    }
    this.requestUpdate();
  }

  toggleTheme() {
    const next = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('outlay-theme', next);
    } catch {
      // without storage the choice holds for this page
    }
    this.requestUpdate();
  }

  /** Shows and closes dialogs as their state says: only the browser's own way keeps the keyboard inside. */
  updated() {
    for (const dialog of this.querySelectorAll('dialog')) {
      const wanted = dialog.dataset.open === 'true';
      if (wanted !== dialog.open) {
        wanted ? dialog.showModal() : dialog.close();
      }
    }
  }

  render() {
    const view = this.view();
    const shown = this.page !== null && view !== null && (!view.ledger.empty || this.page.always === true);
    if (shown) {
      this.asking.want(/** @type {Page} */ (this.page).ask(/** @type {View} */ (view)));
      /** @type {View} */ (view).questions = this.asking.wanted;
    } else if (this.page === null) {
      this.asking.want({});
    }
    this.wantBehind();
    const dark = isDark();
    return html`
      <header class="bar">
        <a class="brand" href=${this.linkTo('/')}><img src="/assets/icon.svg" alt="" width="24" height="24">Outlay</a>
        <span class="live ${this.hearing}" role="status">${LIVE_TEXT[this.hearing]}</span>
        <div class="tools">
          <button type="button" class="tool" @click=${() => this.again(true)} aria-label="Ask again" title="Ask again (r)"><span aria-hidden="true">↻</span></button>
          <button type="button" class="tool" @click=${() => this.toggleTheme()} aria-label=${dark ? 'Use the light theme' : 'Use the dark theme'} title="Theme (d)"><span aria-hidden="true">${dark ? '☀' : '☾'}</span></button>
          <button type="button" class="tool" @click=${() => { this.wantsToken = new Problem('', ''); this.requestUpdate(); }} aria-label="Access token" title="Access token"><svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6"><circle cx="5" cy="11" r="3"></circle><path d="M7.2 8.8 14 2m-3 3 2 2"></path></svg></button>
          <button type="button" class="tool" @click=${() => { this.helping = true; this.requestUpdate(); }} aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)"><span aria-hidden="true">?</span></button>
        </div>
      </header>
      <div class="frame">
        <nav class="pages" aria-label="Pages">${this.navigation()}</nav>
        <div class="content">
          ${this.away ? this.gone(this.away) : nothing}
          <main id="main" tabindex="-1" aria-busy=${view === null || this.page === null}>${this.body(view, shown)}</main>
          <footer class="quiet">
            <span>All times are UTC. Every figure is computed from the ledger when it is asked for.</span>
            <nav aria-label="Further"><a href="/api/v1/reports">Reports</a> <a href="/openapi">OpenAPI</a> <a href="/metrics">Metrics</a></nav>
          </footer>
        </div>
      </div>
      <div class="told" role=${this.told?.problem ? 'alert' : 'status'} aria-live="polite">${this.told ? this.telling(this.told) : nothing}</div>
      ${this.dialogs()}`;
  }

  navigation() {
    const groups = [...new Set(PAGES.map((entry) => entry.group))];
    return groups.map((group) => html`
      <div><p class="pages-name" id=${`pages-${group.toLowerCase().replaceAll(' ', '-')}`}>${group}</p>
        <ul aria-labelledby=${`pages-${group.toLowerCase().replaceAll(' ', '-')}`}>${PAGES.filter((entry) => entry.group === group).map((entry) => html`
          <li><a href=${this.linkTo(entry.path)} aria-current=${entry === this.entry ? 'page' : 'false'}>${entry.title}</a></li>`)}</ul>
      </div>`);
  }

  /** @param {View|null} view @param {boolean} shown */
  body(view, shown) {
    const fresh = this.bounds.part('fresh');
    if (fresh.state === 'failed') {
      return failure(fresh.problem, () => this.retry());
    }
    if (this.broken) {
      return failure(this.broken, () => this.arrive(true));
    }
    if (view === null || this.page === null) {
      return html`<p class="quiet starting">Reading the ledger</p>`;
    }
    return shown ? html`
      <div class="title">
        <div>
          <h1>${this.page.heading}</h1>
          ${this.page.about ? html`<p class="quiet">${this.page.about}</p>` : nothing}
          ${this.page.period === false ? nothing : html`<p class="quiet days">${this.days(view)}</p>`}
        </div>
        ${this.page.period === false ? nothing : ranges(view)}
      </div>
      ${this.page.filters || view.filters.length ? filterBar(view, this.page.filters === true, this.choosing) : nothing}
      ${this.page.draw(view)}` : empty(() => this.again());
  }

  /** @param {Date} since */
  gone(since) {
    return html`<div class="notice gone" role="status"><p><strong>The server does not answer</strong> since ${figures.minute(since)} UTC. What is shown is what it said last; the page goes on by
      itself once it is back. Start it with <code>outlay serve</code>.</p> <button type="button" @click=${() => this.live.start()}>Try now</button></div>`;
  }

  /** @param {View} view */
  days({ period, ledger, query }) {
    const asked = choiceIn(query).last;
    const shown = `${figures.day(period.from)} to ${figures.day(lastDay(period))}, ${period.days} ${period.days === 1 ? 'day' : 'days'}`;
    if (Number.parseInt(asked, 10) > period.days) {
      return `${shown}; the ledger begins on ${figures.day(ledger.first)}`;
    }
    const ended = Date.parse(ledger.now) - Date.parse(ledger.last) > 2 * 86_400_000 && asked !== 'custom';
    return ended ? `${shown}; the ledger ends on ${figures.day(ledger.last)}` : shown;
  }

  /** @param {{text: string, problem: Problem|null}} told */
  telling({ text, problem }) {
    const close = () => { this.told = null; this.requestUpdate(); };
    return html`<div class=${problem ? 'toast wrong' : 'toast'}>
      <p>${problem ? html`<strong>${problem.message}</strong> ${problem.remedy}` : text}</p>
      <button type="button" class="link" @click=${close} aria-label="Close this message">×</button></div>`;
  }

  dialogs() {
    const closeBasis = () => { this.basis = null; this.requestUpdate(); };
    const closeForm = () => { this.form = null; this.requestUpdate(); };
    const closeHelp = () => { this.helping = false; this.requestUpdate(); };
    const closeToken = () => { this.wantsToken = null; this.requestUpdate(); };
    return html`
      ${dialog('drawer', 'basis-title', this.basis, closeBasis, (of) => html`
        ${basis.drawn(of, (name) => this.partBehind(name), () => this.retry())}
        <div class="buttons"><button type="button" @click=${closeBasis}>Close</button></div>`)}
      ${dialog('modal', 'form-title', this.form, closeForm, (of) => forms.drawn(of, this.formState, (deed) => this.send(deed), closeForm))}
      ${dialog('modal', 'help-title', this.helping ? this.keys : null, closeHelp, (keys) => html`
        ${keyHelp(keys, () => this.requestUpdate())}
        <div class="buttons"><button type="button" @click=${closeHelp}>Close</button></div>`)}
      ${dialog('modal', 'token-title', this.wantsToken, closeToken, (problem) => this.tokenForm(problem, closeToken))}`;
  }

  /** @param {Problem} problem @param {() => void} close */
  tokenForm(problem, close) {
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      keepToken(String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('token') ?? '').trim());
      close();
      this.live.start();
      this.bounds.retry();
      this.asking.retry();
      this.again();
    };
    return html`
      <form class="deed" @submit=${submit}>
        <h2 id="token-title">Access token</h2>
        ${problem.message ? html`<p><strong>${problem.message}</strong> ${problem.remedy}</p>` : nothing}
        <p class="quiet">It is kept in this tab, until the tab is closed. Make one with <code>outlay token create</code>; a server on this machine alone needs none.</p>
        ${forms.field({ name: 'token', label: 'Token', type: 'password', value: token() })}
        <div class="buttons"><button type="button" @click=${close}>Cancel</button><button type="submit" class="main">Use it</button></div>
      </form>`;
  }
}

const LIVE_TEXT = { starting: '', live: 'Live', looking: 'Looks every 20 s', away: 'The server does not answer' };

/**
 * A dialog that stands while there is something to show in it.
 * @template T
 * @param {string} kind @param {string} title the id of its heading @param {T|null} of @param {() => void} close @param {(of: T) => unknown} content
 */
function dialog(kind, title, of, close, content) {
  return html`<dialog class=${kind} aria-labelledby=${title} data-open=${of !== null} @close=${() => of !== null && close()}
    @click=${(/** @type {Event} */ event) => event.target === event.currentTarget && close()}>${of === null ? nothing : html`<div class="inside">${content(of)}</div>`}</dialog>`;
}

/** @param {() => void} again */
function empty(again) {
  return html`
    <section class="panel empty">
      <h1>The ledger is empty</h1>
      <p>Fill it in one of these ways; this page shows it as it comes in:</p>
      <dl>
        <dt><code>outlay demo</code></dt><dd>a sample company with 60 days of use, to look around</dd>
        <dt><code>outlay import usage FILE</code></dt><dd>what your clusters held, as CSV or Parquet</dd>
        <dt><code>outlay import focus FILE</code></dt><dd>a provider's bill in the FOCUS form</dd>
      </dl>
      <button type="button" class="main" @click=${again}>Look again</button>
    </section>`;
}

customElements.define('outlay-page', OutlayFrame);
