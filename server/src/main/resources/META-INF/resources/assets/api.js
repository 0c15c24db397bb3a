// The way to the server: every question and every deed goes through here, with the access token where one is needed.

/**
 * A table as /api/v1 answers it: what is true of the whole answer beside its rows. Parts are tables beside `rows`.
 * @typedef {Record<string, string|null>} Row
 * @typedef {{rows: Row[], columns: Column[], notes: string[], total?: string|null, currency?: string|null,
 *   unit?: string|null, from?: string|null, to?: string|null, charges?: string, unpriced?: string, [name: string]: any}} Table
 * @typedef {{name: string, kind: 'text'|'decimal'|'time', unit: string|null}} Column
 * @typedef {Record<string, string|string[]|boolean|null|undefined>} Values
 */

const TOKEN = 'outlay-token';
const IN_USE = 'urn:outlay:key-in-use';
const ANEW_MILLIS = 1_000;
const MOST_ANEW = 120;

/** What the server said was wrong, and what to do about it. */
export class Problem extends Error {
  /** @param {string} detail @param {string} remedy @param {number} [status] @param {string} [type] as the server names its kind */
  constructor(detail, remedy, status = 0, type = '') {
    super(detail);
    this.remedy = remedy;
    this.status = status;
    this.type = type;
  }
}

/** What went wrong, as a problem. @param {any} failed @returns {Problem} */
export function asProblem(failed) {
  return failed instanceof Problem
    ? failed
    : new Problem(`The page failed: ${failed.message}`, 'Load it again; if that does not help, report it.');
}

/** The access token of this tab, which ends with it. */
export function token() {
  try {
    return sessionStorage.getItem(TOKEN) ?? '';
  } catch {
    return kept;
  }
}

// where storage is forbidden the token lasts as long as the page
let kept = '';

/** @param {string} text empty forgets it */
export function keepToken(text) {
  kept = text;
  try {
    text ? sessionStorage.setItem(TOKEN, text) : sessionStorage.removeItem(TOKEN);
  } catch {
    // kept above
  }
}

/**
 * Where a report is asked, with its parameters: those without a value are left out, a list is repeated, true is a
 * switch. A name that begins with a slash is an address of its own, below /api/v1.
 * @param {string} name @param {Values} [values]
 */
export function address(name, values = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '' && one !== false) {
        query.append(key, String(one));
      }
    }
  }
  const path = name.startsWith('/') ? `/api/v1${name}` : `/api/v1/reports/${name}`;
  return query.size ? `${path}?${query}` : path;
}

/** @param {Record<string, string>} [others] */
export function headers(others = {}) {
  const known = token();
  return known ? { ...others, Authorization: `Bearer ${known}` } : others;
}

/**
 * Asks for an answer; null where it is still the one that the tag names. One that is some seconds old is taken with `stale`;
 * `behind` is told where something was appended to the ledger since.
 * @param {string} at @param {{signal?: AbortSignal, tag?: string|null, accept?: string, stale?: number, behind?: () => void}} [how]
 * @returns {Promise<Response|null>}
 */
export async function get(at, { signal, tag, accept = 'application/json', stale = 0, behind } = {}) {
  const response = await send(at, {
    signal,
    headers: headers({ Accept: accept, ...(tag ? { 'If-None-Match': tag } : {}), ...(stale ? { 'Cache-Control': `max-stale=${stale}` } : {}) }),
    cache: 'no-store',
  });
  if (response.headers.has('Outlay-Behind')) {
    behind?.();
  }
  if (response.status === 304) {
    return null;
  }
  return checked(response);
}

/**
 * Does something. A repeated sending of the same deed is told from a second one by its key.
 * @param {string} at @param {{method?: string, body?: string|Blob, type?: string}} [how]
 * @returns {Promise<Table>}
 */
export async function post(at, { method = 'POST', body, type } = {}) {
  const how = { method, body, headers: headers({ Accept: 'application/json', 'Idempotency-Key': key(), ...(type ? { 'Content-Type': type } : {}) }) };
  for (let times = 1; ; times++) {
    try {
      return await (await checked(await send(at, how))).json();
    } catch (failed) {
      // a browser whose connection breaks sends the same again by itself: the first is still being done, and its answer is
      // got by the same key
      if (!(failed instanceof Problem) || failed.type !== IN_USE || times === MOST_ANEW) {
        throw failed;
      }
      await new Promise((resolve) => setTimeout(resolve, ANEW_MILLIS));
    }
  }
}

/** @param {string} at @param {RequestInit} how */
async function send(at, how) {
  try {
    return await fetch(at, how);
  } catch (failure) {
    if (how.signal?.aborted) {
      throw failure;
    }
    throw new Problem('The server does not answer.', 'Start it again with outlay serve, then try again.');
  }
}

/** @param {Response} response */
async function checked(response) {
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(problem.detail ?? `The server answered with status ${response.status}.`, problem.remedy ?? '', response.status, problem.type);
  }
  return response;
}

/** A key that no other deed has. */
function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
