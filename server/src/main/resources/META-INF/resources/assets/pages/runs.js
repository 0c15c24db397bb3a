// Runs: which cost what and became how good, one of them down to its devices, what a running one will still cost.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { quality } from '../charts/runs.js';
import * as figures from '../figures.js';
import { meaning } from '../meanings.js';
import { fact, panel } from '../panel.js';
import { number, table, written } from '../table.js';

const SORTS = [['cost', 'cost'], ['start', 'latest'], ['score', 'score'], ['quality', 'quality'], ['redone', 'cost of lost work'], ['cost-per-point', 'cost of a point'], ['gpu-hours', 'GPU-hours']];
const STATUSES = [['', 'any'], ['running', 'running'], ['succeeded', 'succeeded'], ['failed', 'failed'], ['interrupted', 'interrupted']];
const MOST_COMPARED = 4;
const SHOWN = '2000';

/** @param {import('../page.js').View} view */
const compared = (view) => view.query.getAll('compare');

/** Teams and projects of the filters, which runs can be kept by. @param {import('../page.js').View} view @param {string} name */
const kept = (view, name) => view.filters.filter((filter) => filter.startsWith(`${name}=`)).map((filter) => filter.slice(name.length + 1)).filter(Boolean);

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Runs',
  about: 'Training runs by cost, by what was lost, and by what came of it.',
  filters: true,
  hears: ['run', 'import', 'spend'],
  ask: (view) => {
    const run = view.query.get('run');
    const metric = view.query.get('quality');
    const asked = { ...view.span, format: 'detailed', sort: view.query.get('sort') ?? 'cost', status: view.query.get('status'), team: kept(view, 'team'), project: kept(view, 'project'), quality: metric, 'lower-is-better': metric === 'loss', limit: SHOWN };
    return {
      runs: question('runs', asked),
      running: question('runs', { format: 'detailed', status: 'running', sort: 'cost', team: kept(view, 'team'), limit: '20' }),
      ...(run ? { run: question('run', { id: run }) } : {}),
      ...(run && finishing(view) ? { finish: question('finish', finishing(view) ?? {}) } : {}),
      ...(compared(view).length ? { chosen: question('runs', { format: 'detailed', limit: '5000', quality: metric, 'lower-is-better': metric === 'loss' }) } : {}),
    };
  },
  draw: (view) => html`
    ${other(view)}
    ${view.query.get('run') ? lineage(view) : nothing}
    ${compared(view).length ? panel(view, { id: 'compared', title: 'Side by side', needs: 'chosen', beside: html`<a href=${view.link('/runs', { compare: null })}>Close</a>`, content: (chosen) => comparison(view, chosen) }) : nothing}
    ${panel(view, { id: 'running', title: 'Running now', needs: 'running', hint: 'as their trackers last said; it follows the ledger', content: (running) => running.rows.length
      ? table(view, { of: 'running', caption: 'Running runs', notes: false, columns: runningColumns(view, running) })
      : html`<p class="quiet">No run is running, as far as trackers say.</p>` })}
    ${panel(view, { id: 'runs', title: 'Leaderboard', needs: 'runs', tall: true, beside: choices(view),
      drawn: 'each point is a run that started in the period: across what it cost, failed work included, up the metric it reached; the joined ones have none as good for less; press one to see it as a tree',
      hint: runsHint(view), content: (runs) => html`
        ${quality(view, { rows: runs.rows, currency: runs.currency ?? null, quality: runs.quality ?? 'quality', pick: (run) => view.go({ run }) })}
        ${table(view, { of: 'runs', caption: 'Runs', first: 25, columns: columns(view, runs) })}` })}
    ${panel(view, { id: 'models', title: 'Models', hint: 'all runs of a model: what it took to get there', needs: 'runs', content: (runs) => table(view, { of: 'runs', part: 'models', caption: 'Models by cost', first: 15, notes: false, columns: [
      { name: 'model', draw: (row) => row.model ?? 'not said' }, { name: 'runs' }, { name: 'cost' }, { name: 'redone_cost', title: 'Lost' }, { name: 'gpu_hours', title: 'GPU-hours' },
      { name: 'quality', title: runs.quality, draw: (row) => plain(row.quality, 4) }, { name: 'cost_per_epoch', title: 'Per epoch' }, { name: 'cost_per_million_tokens', title: 'Per million tokens', draw: (row) => small(row.cost_per_million_tokens, runs.currency) },
      { name: 'cost_per_point', title: 'Per point' }, { name: 'score' }, { name: 'frontier', draw: frontierBadge } ] }) })}`,
};

/** What of the filters does not count here. @param {import('../page.js').View} view */
function other(view) {
  const unused = view.filters.filter((filter) => !/^(team|project)=./.test(filter));
  return unused.length ? html`<p class="notice">Runs are kept by team and project; ${unused.join(', ')} does not count here.</p>` : nothing;
}

/** @param {import('../page.js').View} view */
function runsHint(view) {
  const runs = view.part('runs');
  if (runs.state !== 'ready') {
    return 'runs that started in the period, each with all its cost';
  }
  const of = runs.value;
  if (of.rows.length === 0) {
    return 'runs that started in the period, each with all its cost';
  }
  const money = (/** @type {string} */ name) => number(view, figures.money(of[name], of.currency, 0), { title: name.replaceAll('_', ' '), value: of[name], unit: of.currency, formula: meaning('runs', undefined, name), asked: view.questions.runs });
  return html`${number(view, figures.decimal(of.runs), { title: 'Runs that started in the period', value: of.runs, formula: 'a count of them', asked: view.questions.runs })} runs that started in the period cost ${money('total')}; ${money('redone_cost')} of it was work that was lost, ${money('failed_cost')} lay in attempts that failed.`;
}

/** @param {import('../page.js').View} view */
function choices(view) {
  const pick = (/** @type {string} */ name, /** @type {string} */ otherwise) => (/** @type {any} */ event) => view.go({ [name]: event.target.value === otherwise ? null : event.target.value });
  const said = (/** @type {string} */ name, /** @type {string} */ otherwise) => view.query.get(name) ?? otherwise;
  return html`
    <label class="choose">Order <select @change=${pick('sort', 'cost')}>${SORTS.map(([name, text]) => html`<option value=${name} ?selected=${said('sort', 'cost') === name}>${text}</option>`)}</select></label>
    <label class="choose">Status <select @change=${pick('status', '')}>${STATUSES.map(([name, text]) => html`<option value=${name} ?selected=${said('status', '') === name}>${text}</option>`)}</select></label>
    <label class="choose">Quality <select @change=${pick('quality', 'accuracy')}>${['accuracy', 'loss'].map((name) => html`<option value=${name} ?selected=${said('quality', 'accuracy') === name}>${name}</option>`)}</select></label>`;
}

/** @param {string|null} text @param {number} digits */
const plain = (text, digits) => (text === null ? written(null) : figures.decimal(text, digits));

/** @param {string|null} text @param {string|null|undefined} currency */
const small = (text, currency) => (text === null ? written(null) : figures.money(text, currency, 4));

/** @param {import('../api.js').Row} row */
const statusBadge = (row) => html`<span class=${`badge ${row.status === 'succeeded' ? 'good' : row.status === 'failed' ? 'bad' : row.status === 'interrupted' ? 'warning' : row.status === 'running' ? 'billed' : ''}`}>${row.status ?? 'charges only'}</span>`;

/** @param {import('../api.js').Row} row */
const frontierBadge = (row) => (row.frontier === 'yes' ? html`<span class="badge good">yes</span>` : row.frontier === null ? written(null) : html`<span class="quiet">no</span>`);

/** @param {import('../page.js').View} view @param {any} answer @returns {import('../table.js').ShownColumn[]} */
function columns(view, answer) {
  return [
    { name: 'run', title: 'Run, tick to compare', draw: (row) => (row.run === '(others)' ? 'all others' : html`${compare(view, String(row.run))} <a href=${view.link('/runs', { run: row.run })}>${row.run}</a>`) },
    { name: 'model', draw: (row) => row.model ?? written(null) },
    { name: 'team', draw: (row) => row.team ?? (row.run === '(others)' ? '' : written(null)) },
    { name: 'status', draw: (row) => (row.run === '(others)' ? '' : statusBadge(row)) },
    { name: 'attempts', title: 'Tries' },
    { name: 'cost', basis: (row) => costBasis(view, answer, row) },
    { name: 'redone_cost', title: 'Lost' },
    { name: 'gpu_hours', title: 'GPU-hours', draw: (row) => plain(row.gpu_hours, 0) },
    { name: 'quality', title: answer.quality ?? 'Quality', number: true, draw: (row) => plain(row.quality, 3) },
    { name: 'score', number: true, draw: (row) => plain(row.score, 1) },
  ];
}

/** @param {import('../page.js').View} view @param {any} answer @param {any} row */
function costBasis(view, answer, row) {
  return row.run === '(others)' ? null : {
    title: `Cost of ${row.run}`, value: row.cost, unit: answer.currency, asked: question('run', { id: row.run }),
    formula: 'the sum of the effective cost of every charge that names the run, failed work included',
    charges: { filter: [`run=${row.run}`] },
  };
}

/** @param {import('../page.js').View} view @param {string} run */
function compare(view, run) {
  const chosen = compared(view);
  const there = chosen.includes(run);
  const full = !there && chosen.length >= MOST_COMPARED;
  return html`<input type="checkbox" .checked=${there} ?disabled=${full} aria-label=${`Compare ${run}`}
    @change=${() => view.go({ compare: there ? chosen.filter((each) => each !== run) : [...chosen, run] })}>`;
}

/** @param {import('../page.js').View} view @param {any} answer @returns {import('../table.js').ShownColumn[]} */
function runningColumns(view, answer) {
  return [
    { name: 'run', draw: (row) => html`<a href=${view.link('/runs', { run: row.run })}>${row.run}</a>` },
    { name: 'model', draw: (row) => row.model ?? written(null) },
    { name: 'team', draw: (row) => row.team ?? written(null) },
    { name: 'start', title: 'Since' },
    { name: 'cost', title: 'Cost so far', basis: (row) => costBasis(view, answer, row) },
    { name: 'epochs', draw: (row) => plain(row.epochs, 1) },
    { name: 'quality', title: answer.quality ?? 'Quality', number: true, draw: (row) => plain(row.quality, 3) },
    { name: 'finish', title: 'What is left', draw: (row) => html`<a href=${view.link('/runs', { run: row.run })}>cost to finish</a>` },
  ];
}

const LEVELS = ['run', 'attempt', 'pod', 'device'];

/** What is asked about the end of a run; null where nothing is. @param {import('../page.js').View} view */
function finishing(view) {
  const epochs = view.query.get('total-epochs');
  const steps = view.query.get('total-steps');
  return epochs || steps ? { run: view.query.get('run'), 'total-epochs': epochs, 'total-steps': epochs ? null : steps } : null;
}

/** One run as a tree of attempts, pods and devices. @param {import('../page.js').View} view */
function lineage(view) {
  const opened = /** @type {Set<string>} */ (view.own.opened ?? new Set());
  return panel(view, {
    id: 'run', title: view.query.get('run') ?? '', needs: 'run', tall: true,
    beside: html`<a href=${view.link('/runs', { run: null, 'total-epochs': null, 'total-steps': null })}>Close</a>`,
    content: (run) => html`
      <dl class="facts">
        <div><dt>Cost</dt><dd>${number(view, figures.money(run.total, run.currency, 2), { title: `Cost of ${run.run}`, value: run.total, unit: run.currency, asked: view.questions.run, charges: { filter: [`run=${run.run}`] }, formula: 'every charge that names the run' })}<small>${run.charges} charges, ${run.unpriced} without a price</small></dd></div>
        ${fact(view, { term: 'Useful', of: 'run', name: 'useful_cost', unit: run.currency, text: figures.money(run.useful_cost, run.currency, 2), below: 'without lost work and waiting' })}
        ${fact(view, { term: 'Lost work', of: 'run', name: 'redone_cost', unit: run.currency, text: figures.money(run.redone_cost, run.currency, 2), below: 'made again after a failure' })}
        ${fact(view, { term: 'Between attempts', of: 'run', name: 'between_attempts_cost', unit: run.currency, text: figures.money(run.between_attempts_cost, run.currency, 2), below: 'held while nothing ran' })}
        ${fact(view, { term: 'Attempts', of: 'run', name: 'attempts', text: run.attempts, below: `${run.status ?? 'known from charges only'}${run.model ? `, ${run.model}` : ''}` })}
      </dl>
      ${table(view, { of: 'run', caption: `${run.run}, its attempts, pods and devices`, rows: (rows) => rows.filter((row) => visible(row, opened)), named: (row) => [row.level, row.attempt, row.pod, row.device].filter(Boolean).join(' '), columns: [
        { name: 'level', title: 'Part', draw: (row) => part(view, row, opened) },
        { name: 'status', draw: (row) => (row.status === null ? '' : statusBadge(row)) },
        { name: 'from', draw: (row) => (row.from === null ? '' : written(row.from, { name: 'from', kind: 'time', unit: null })) },
        { name: 'to', draw: (row) => (row.to === null ? '' : written(row.to, { name: 'to', kind: 'time', unit: null })) },
        { name: 'cost' },
        { name: 'gpu_hours', title: 'GPU-hours' },
        { name: 'energy', title: 'kWh' },
        { name: 'carbon', title: 'kg CO₂e' },
        { name: 'redone_cost', title: 'Lost', draw: (row, answer) => (row.redone_cost === null ? '' : html`${figures.money(row.redone_cost, answer.currency, 2)}${row.redone ? html`<small class="why quiet">${row.redone}</small>` : nothing}`) },
      ] })}
      ${finish(view, run)}`,
  });
}

/** @param {import('../api.js').Row} row @param {Set<string>} opened */
function visible(row, opened) {
  const level = LEVELS.indexOf(row.level ?? '');
  return level <= 1 || (level === 2 && opened.has(`${row.attempt}`)) || (level === 3 && opened.has(`${row.attempt}/${row.pod}`) && opened.has(`${row.attempt}`));
}

/** @param {import('../page.js').View} view @param {import('../api.js').Row} row @param {Set<string>} opened */
function part(view, row, opened) {
  const level = LEVELS.indexOf(row.level ?? '');
  const key = level === 1 ? `${row.attempt}` : `${row.attempt}/${row.pod}`;
  const name = level === 0 ? 'the run' : level === 1 ? (row.attempt === null ? 'between attempts' : `attempt ${row.attempt}`) : level === 2 ? row.pod ?? 'not said' : level === 3 ? row.device ?? 'not said' : row.level;
  const toggle = () => {
    const next = new Set(opened);
    next.delete(key) || next.add(key);
    view.set({ opened: next });
  };
  return html`<span class=${`tree-${Math.max(0, level)}`}>${level === 1 || level === 2
    ? html`<button type="button" class="link" aria-expanded=${opened.has(key)} @click=${toggle}>${opened.has(key) ? '▾' : '▸'} ${name}</button>` : name}</span>`;
}

/** What the run will still cost. @param {import('../page.js').View} view @param {any} run */
function finish(view, run) {
  const asked = finishing(view);
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const said = new FormData(/** @type {HTMLFormElement} */ (event.target));
    view.go({ 'total-epochs': String(said.get('epochs') ?? '').trim() || null, 'total-steps': String(said.get('steps') ?? '').trim() || null });
  };
  if (run.status !== 'running' && !asked) {
    return nothing;
  }
  return html`
    <h3>Cost to finish</h3>
    <form class="asked-foot" @submit=${submit}>
      <label class="choose">It makes in all <input name="epochs" type="number" step="any" min="0" size="6" .value=${view.query.get('total-epochs') ?? ''}> epochs</label>
      <label class="choose">or <input name="steps" type="number" step="any" min="0" size="8" .value=${view.query.get('total-steps') ?? ''}> steps</label>
      <button type="submit">Reckon</button>
    </form>
    ${asked ? panel(view, { id: 'finish', title: 'When it is done and what it will have cost', needs: 'finish', content: (answer) => html`
      <dl class="facts">
        <div><dt>Still to pay</dt><dd>${number(view, figures.money(answer.cost_left, answer.currency, 2), { title: `What ${answer.run} will still cost`, value: answer.cost_left, unit: answer.currency, asked: view.questions.finish,
          formula: `${answer.hours_left} hours left × ${answer.cost_per_hour} ${answer.currency} an hour`, lines: [['Interval', `${answer.cost_left_low} to ${answer.cost_left_high} ${answer.currency}`], ['Price', answer.price_basis ?? 'not known']] })}<small>${figures.money(answer.cost_left_low, answer.currency, 0)} to ${figures.money(answer.cost_left_high, answer.currency, 0)}</small></dd></div>
        ${fact(view, { term: 'In all', of: 'finish', name: 'cost_in_all', unit: answer.currency, text: figures.money(answer.cost_in_all, answer.currency, 2), below: `${figures.money(answer.cost_so_far, answer.currency, 2)} of it so far` })}
        ${fact(view, { term: 'Done at', of: 'finish', name: 'done_at', text: instant(answer.done_at), below: `${instant(answer.done_at_low)} to ${instant(answer.done_at_high)}` })}
        ${fact(view, { term: 'Hours left', of: 'finish', name: 'hours_left', unit: 'h', text: plain(answer.hours_left, 1), below: html`${plain(answer.hours_left_low, 1)} to ${plain(answer.hours_left_high, 1)}` })}
        ${fact(view, { term: 'Reached', of: 'finish', name: 'reached', unit: answer.unit, text: html`${plain(answer.reached, 1)} ${answer.unit}`, below: html`${plain(answer.remaining, 1)} left, as of ${instant(answer.as_of)}` })}
      </dl>
      ${table(view, { of: 'finish', caption: 'Cost to finish' })}` }) : nothing}`;
}

/** @param {string|null} text */
const instant = (text) => (text === null || text === undefined ? 'not known' : `${figures.day(text)}, ${text.slice(11, 16)} UTC`);

/** @param {import('../page.js').View} view @param {any} chosen */
function comparison(view, chosen) {
  const rows = compared(view).map((run) => chosen.rows.find((/** @type {any} */ row) => row.run === run)).filter(Boolean);
  const money = (/** @type {string|null} */ text) => (text === null ? written(null) : figures.money(text, chosen.currency, 2));
  /** @type {[string, (row: any) => unknown, string?][]} */
  const lines = [
    ['Model', (row) => row.model ?? written(null)], ['Team', (row) => row.team ?? written(null)], ['Status', statusBadge], ['Started', (row) => written(row.start, { name: 'start', kind: 'time', unit: null })],
    ['Attempts', (row) => row.attempts, 'attempts'], ['Cost', (row) => money(row.cost), 'cost'], ['Lost work', (row) => money(row.redone_cost), 'redone_cost'], ['Failed attempts', (row) => money(row.failed_cost), 'failed_cost'],
    ['GPU-hours', (row) => plain(row.gpu_hours, 1), 'gpu_hours'], ['Energy, kWh', (row) => plain(row.energy, 1), 'energy'], ['Carbon, kg CO₂e', (row) => plain(row.carbon, 1), 'carbon'], ['Epochs', (row) => plain(row.epochs, 1), 'epochs'],
    [chosen.quality ?? 'Quality', (row) => plain(row.quality, 4), 'quality'], ['Cost of an epoch', (row) => money(row.cost_per_epoch), 'cost_per_epoch'],
    ['Cost of a million tokens', (row) => small(row.cost_per_million_tokens, chosen.currency), 'cost_per_million_tokens'], ['Cost of a point', (row) => money(row.cost_per_point), 'cost_per_point'], ['Score', (row) => plain(row.score, 1), 'score'],
  ];
  const cell = (/** @type {string} */ title, /** @type {any} */ row, /** @type {unknown} */ text, /** @type {string|undefined} */ name) => (!name || row[name] === null ? text : number(view, text, {
    title: `${title}: ${row.run}`, value: row[name], unit: chosen.columns.find((/** @type {any} */ column) => column.name === name)?.unit ?? null, formula: meaning('runs', undefined, name), asked: view.questions.chosen, charges: { filter: [`run=${row.run}`] } }));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs side by side"><table>
    <caption class="unseen">Runs side by side</caption>
    <thead><tr><th scope="col">What</th>${rows.map((row) => html`<th scope="col" class="number"><a href=${view.link('/runs', { run: row.run })}>${row.run}</a></th>`)}</tr></thead>
    <tbody>${lines.map(([title, draw, name]) => html`<tr><th scope="row">${title}</th>${rows.map((row) => html`<td class="number">${cell(title, row, draw(row), name)}</td>`)}</tr>`)}</tbody></table></div>
    ${rows.length < compared(view).length ? html`<p class="quiet">${compared(view).filter((run) => !rows.some((row) => row.run === run)).join(', ')}: no such run is in the ledger.</p>` : nothing}`;
}
