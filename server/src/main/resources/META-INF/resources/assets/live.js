// Hears what happens in the ledger: from the stream of events, or, where there is none, by looking now and then.

import { address, get, headers } from './api.js';

const AGAIN_MILLIS = 3_000;
const LONGEST_MILLIS = 20_000;
const LOOK_MILLIS = 20_000;
const SETTLE_MILLIS = 500;
const ANEW_MILLIS = 1_000;
const LEAST_MILLIS = 5_000;
/** What changes when anything does that the pages show, and costs little to ask. */
const WATCHED = [address('cost'), address('alerts'), address('budgets')];

/** @typedef {'starting'|'live'|'looking'|'away'} LiveState how the page hears of changes: not yet, at once, by looking, not */

/** Calls `heard` once things have settled, with the kinds of what happened; an empty set stands for anything. */
export class Live {
  /** @param {(kinds: Set<string>) => void} heard @param {(state: LiveState) => void} told */
  constructor(heard, told) {
    this.heard = heard;
    this.told = told;
    this.lastId = '';
    this.wait = AGAIN_MILLIS;
    /** @type {AbortController|null} */
    this.listening = null;
    /** @type {Map<string, string|null>} */
    this.tags = new Map();
    /** @type {Set<string>} */
    this.kinds = new Set();
    this.settling = 0;
    this.heardAt = 0;
    this.timer = 0;
    document.addEventListener('visibilitychange', () => !document.hidden && this.start());
  }

  /** Listens from now on; a page that nobody sees listens no more. */
  start() {
    this.stop();
    this.listen();
  }

  stop() {
    this.listening?.abort();
    clearTimeout(this.timer);
  }

  async listen() {
    const listening = new AbortController();
    this.listening = listening;
    let answered = false;
    try {
      // not EventSource, which cannot send an access token
      const response = await fetch('/api/v1/events', {
        signal: listening.signal,
        cache: 'no-store',
        headers: headers({ Accept: 'text/event-stream', ...(this.lastId ? { 'Last-Event-ID': this.lastId } : {}) }),
      });
      if (response.ok && response.body && response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
        answered = true;
        this.told('live');
        this.wait = AGAIN_MILLIS;
        await this.read(response.body);
      } else {
        await response.body?.cancel();
        this.look();
        return;
      }
    } catch {
      if (listening.signal.aborted) {
        return;
      }
    }
    if (answered) {
      // a stream that ends is no server that is gone: it is asked for anew, and that shows
      this.timer = window.setTimeout(() => this.start(), ANEW_MILLIS);
      return;
    }
    this.told('away');
    this.timer = window.setTimeout(() => this.start(), this.wait);
    this.wait = Math.min(LONGEST_MILLIS, this.wait * 2);
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async read(body) {
    const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (rest + value.replaceAll('\r\n', '\n')).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach((block) => this.take(block));
    }
  }

  /** An event as the stream writes it. @param {string} block */
  take(block) {
    let kind = '';
    let data = false;
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      const [name, text] = [line.slice(0, colon), line.slice(colon + 1).trim()];
      if (name === 'id') {
        this.lastId = text;
      } else if (name === 'event') {
        kind = text;
      } else if (name === 'data') {
        data = true;
      }
    }
    if (data) {
      this.happened(kind);
    }
  }

  /** @param {string} kind */
  happened(kind) {
    if (kind === 'open') {
      return;
    }
    this.kinds.add(kind);
    if (this.settling !== 0) {
      return;
    }
    // while much happens, pages look again now and then, and once it is over
    this.settling = window.setTimeout(() => {
      this.settling = 0;
      this.heardAt = Date.now();
      const kinds = this.kinds.has('') ? new Set() : this.kinds;
      this.kinds = new Set();
      this.heard(/** @type {Set<string>} */ (kinds));
    }, Math.max(SETTLE_MILLIS, this.heardAt + LEAST_MILLIS - Date.now()));
  }

  /** Asks what is watched, by its tags. */
  async look() {
    if (document.hidden) {
      return;
    }
    const listening = this.listening;
    try {
      const changes = await Promise.all(WATCHED.map(async (at) => {
        const response = await get(at, { tag: this.tags.get(at), signal: listening?.signal });
        await response?.body?.cancel();
        const known = this.tags.has(at);
        if (response) {
          this.tags.set(at, response.headers.get('ETag'));
        }
        return known && response !== null;
      }));
      this.told('looking');
      if (changes.some(Boolean)) {
        this.happened('');
      }
    } catch {
      if (listening?.signal.aborted) {
        return;
      }
      this.told('away');
    }
    this.timer = window.setTimeout(() => this.look(), LOOK_MILLIS);
  }
}
