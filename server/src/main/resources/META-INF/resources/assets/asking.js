// What a page asks: it names its questions each time it is drawn, and they are asked when they are new. An answer stays
// until the question changes, and is asked for again, by its tag, when something happened in the ledger.

import { address, asProblem, get } from './api.js';
import { turn } from './turns.js';

/**
 * A question: a report, or an address below /api/v1 that begins with a slash, and its parameters. One that is `slow` takes
 * the server long: it is asked after the others, and `slow` says what is done meanwhile. One that is `steady` changes little
 * besides: it is asked again by hand, and not whenever something happened.
 * @typedef {{report: string, values: import('./api.js').Values, steady?: boolean, slow?: string}} Question
 */

/**
 * What is known of a question's answer.
 * @typedef {{state: 'loading'}|{state: 'ready', value: any}|{state: 'failed', problem: import('./api.js').Problem}} Awaited
 */

/** @param {string} report @param {import('./api.js').Values} [values] @param {{steady?: boolean, slow?: string}} [how] @returns {Question} */
export const question = (report, values = {}, how = {}) => ({ report, values, ...how });

/** @param {Question} asked */
export const addressOf = (asked) => address(asked.report, asked.values);

/** How old an answer may be that is shown until a newer one is there, in seconds. */
const STALE_SECONDS = 60;
const BEHIND_MILLIS = 2_000;

/** @type {Awaited} */
export const LOADING = { state: 'loading' };

/** The answers to the questions of a page. Calls `changed` when there is something to draw. */
export class Asking {
  /**
   * @param {() => void} changed @param {(problem: import('./api.js').Problem) => void} refused told of every 401
   * @param {boolean} [first] whether its questions go before those of the page
   */
  constructor(changed, refused, first = false) {
    this.changed = changed;
    this.refused = refused;
    this.first = first;
    /** @type {Map<string, {outcome: Awaited, tag: string|null, giveUp: AbortController|null, anew: ''|'soon'|'fresh'}>} by address */
    this.answers = new Map();
    /** @type {Record<string, Question>} */
    this.wanted = {};
  }

  /** Asks what is new among these, and gives up what is no longer wanted. @param {Record<string, Question>} wanted */
  want(wanted) {
    this.wanted = wanted;
    const addresses = new Set(Object.values(wanted).map(addressOf));
    for (const [at, answer] of this.answers) {
      if (!addresses.has(at)) {
        answer.giveUp?.abort();
        this.answers.delete(at);
      }
    }
    addresses.forEach((at) => this.answers.has(at) || this.ask(at));
  }

  /** What is known of a question by its name. @param {string} name @returns {Awaited} */
  part(name) {
    const asked = this.wanted[name];
    return (asked && this.answers.get(addressOf(asked))?.outcome) ?? LOADING;
  }

  /**
   * Asks again; what is shown stays until its new answer is there.
   * @param {boolean} fresh whether the answers have to know all that was done before @param {boolean} [steadyToo]
   */
  again(fresh, steadyToo = false) {
    const steady = new Set(steadyToo ? [] : Object.values(this.wanted).filter((asked) => asked.steady).map(addressOf));
    for (const [at, answer] of this.answers) {
      if (steady.has(at)) {
        continue;
      }
      // one that is still on its way is let through, so that a slow answer arrives however much happens
      if (answer.giveUp) {
        answer.anew = fresh ? 'fresh' : answer.anew || 'soon';
      } else {
        this.ask(at, fresh);
      }
    }
  }

  /** Asks again what failed. */
  retry() {
    for (const [at, answer] of this.answers) {
      if (answer.outcome.state === 'failed') {
        answer.outcome = LOADING;
        this.ask(at);
      }
    }
    this.changed();
  }

  /** @param {string} at @param {boolean} [fresh] */
  async ask(at, fresh = false) {
    const known = this.answers.get(at) ?? { outcome: LOADING, tag: null, giveUp: null, anew: /** @type {''} */ ('') };
    this.answers.set(at, known);
    known.giveUp?.abort();
    known.anew = '';
    const giveUp = new AbortController();
    known.giveUp = giveUp;
    /** @type {() => void} */
    let done = () => {};
    try {
      done = await turn(this.kind(at), giveUp.signal);
      const response = await get(at, {
        signal: giveUp.signal,
        tag: known.outcome.state === 'ready' ? known.tag : null,
        stale: fresh ? 0 : STALE_SECONDS,
        behind: () => setTimeout(() => this.answers.get(at) === known && !known.giveUp && this.ask(at), BEHIND_MILLIS),
      });
      if (response === null) {
        return;
      }
      const value = await response.json();
      if (giveUp.signal.aborted) {
        return;
      }
      known.tag = response.headers.get('ETag');
      known.outcome = { state: 'ready', value };
    } catch (failed) {
      if (giveUp.signal.aborted) {
        return;
      }
      const problem = asProblem(failed);
      // while the server is away, what it said last is still what is known
      if (problem.status !== 0 || known.outcome.state !== 'ready') {
        known.outcome = { state: 'failed', problem };
      }
      if (problem.status === 401) {
        this.refused(problem);
      }
    } finally {
      done();
      if (known.giveUp === giveUp) {
        known.giveUp = null;
      }
      if (known.anew && !giveUp.signal.aborted) {
        this.ask(at, known.anew === 'fresh');
      }
    }
    this.changed();
  }

  /** @param {string} at @returns {import('./turns.js').Kind} */
  kind(at) {
    const slow = Object.values(this.wanted).some((asked) => (asked.slow || asked.steady) && addressOf(asked) === at);
    return slow ? 'slow' : this.first ? 'first' : 'quick';
  }

  /** What is known at an address; null where it is not asked here. @param {Question} asked @returns {Awaited|null} */
  known(asked) {
    return this.answers.get(addressOf(asked))?.outcome ?? null;
  }

  /** Whether anything is on its way. */
  get busy() {
    return [...this.answers.values()].some((answer) => answer.outcome.state === 'loading');
  }
}
