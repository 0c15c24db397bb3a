// Whose turn it is to ask. A browser opens six connections to a server, of which the stream of events holds one: so a few
// questions are on their way at a time, the quick ones first, and slow ones never take all the places. One place is
// always left for what somebody does.

/** @typedef {'first'|'quick'|'slow'} Kind what is open in front of somebody, what a page shows, what takes the server long */

const PLACES = 4;
const FOR_SLOW = 2;
/** @type {Kind[]} */
const ORDER = ['first', 'quick', 'slow'];

/** @type {Record<Kind, (() => void)[]>} */
const waiting = { first: [], quick: [], slow: [] };
let taken = 0;
let slow = 0;

/**
 * Resolves when it is the turn of a question, to what gives its place back, to be called once. Rejects when the question is
 * given up before.
 * @param {Kind} kind @param {AbortSignal} signal @returns {Promise<() => void>}
 */
export function turn(kind, signal) {
  return new Promise((resolve, reject) => {
    const given = () => {
      signal.removeEventListener('abort', gone);
      taken++;
      slow += kind === 'slow' ? 1 : 0;
      resolve(() => {
        taken--;
        slow -= kind === 'slow' ? 1 : 0;
        next();
      });
    };
    const gone = () => {
      waiting[kind].splice(waiting[kind].indexOf(given), 1);
      reject(signal.reason);
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    signal.addEventListener('abort', gone, { once: true });
    waiting[kind].push(given);
    // what a page asks in one go is put in order before the first of it is asked
    queueMicrotask(next);
  });
}

function next() {
  for (const kind of ORDER) {
    while (taken < PLACES && (kind !== 'slow' || slow < FOR_SLOW) && waiting[kind].length) {
      /** @type {() => void} */ (waiting[kind].shift())();
    }
  }
}
