/**
 * A table as /api/v1 answers it: what is true of the whole answer beside its rows.
 * @typedef {{rows: Record<string, string|null>[], columns: {name: string, kind: string, unit: string|null}[],
 *   notes: string[], total?: string|null, currency?: string|null, unit?: string|null, from?: string|null,
 *   to?: string|null, charges?: string, unpriced?: string}} Table
 */

/** What the server said was wrong, and what to do about it. */
export class Problem extends Error {
  /** @param {string} detail @param {string} remedy */
  constructor(detail, remedy) {
    super(detail);
    this.remedy = remedy;
  }
}

/**
 * Asks for a report. Parameters without a value are left out; a list is sent as repeated parameters.
 * @param {string} name
 * @param {Record<string, string|string[]|null|undefined>} parameters
 * @param {AbortSignal} signal
 * @returns {Promise<Table>}
 */
export async function report(name, parameters, signal) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        query.append(key, one);
      }
    }
  }
  let response;
  try {
    response = await fetch(`/api/v1/${name}?${query}`, { signal, headers: { Accept: 'application/json' } });
  } catch (failure) {
    if (signal.aborted) {
      throw failure;
    }
    throw new Problem('The server does not answer.', 'Start it again with outlay serve, then try again.');
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(problem.detail ?? `The server answered with status ${response.status}.`, problem.remedy ?? '');
  }
  return response.json();
}
