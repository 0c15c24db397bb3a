import { html, nothing } from 'lit';
import * as figures from './figures.js';
import { total, rowsIn } from './sums.js';

/**
 * The figures at the top: spend and its change, idle GPUs, energy, carbon.
 * @param {{spend: any, before: any, gpu: any, energy: any, carbon: any, currency: string|null, days: number}} of
 */
export function headline(of) {
  return html`
    <div class="tiles">
      ${spendTile(of)}
      ${idleTile(of)}
      ${gpuTile(of)}
      ${measureTile('Energy', of.energy, figures.energy, 'measured, else from rated power')}
      ${measureTile('Carbon', of.carbon, figures.carbon, 'from the energy and its grid')}
    </div>`;
}

/** @param {string} name @param {unknown} number @param {unknown} [unit] @param {unknown} [below] @param {string} [kind] */
function tile(name, number, unit, below, kind = '') {
  return html`
    <div class="tile ${kind}">
      <h2>${name}</h2>
      <p class="figure">${number}${unit ? html` <small>${unit}</small>` : nothing}</p>
      <p class="quiet">${below ?? nothing}</p>
    </div>`;
}

const waiting = html`<span class="skeleton line"><span class="unseen">Loading</span></span>`;

/** @param {string} name @param {any} awaited */
function unready(name, awaited, kind = '') {
  return awaited.state === 'failed' ? tile(name, 'not known', '', awaited.problem.message, kind) : tile(name, waiting, '', '', kind);
}

/** @param {any} of */
function spendTile({ spend, before, currency, days }) {
  if (spend.state !== 'ready') {
    return unready('Spend', spend, 'first');
  }
  const rows = rowsIn(spend.value, currency);
  const exact = spend.value.total ?? String(total(rows));
  const number = Number(exact);
  return tile('Spend', figures.money(exact, currency, figures.digitsFor(number)), '', change(number, before, currency, days), 'first');
}

/** @param {number} number @param {any} before @param {string|null} currency @param {number} days */
function change(number, before, currency, days) {
  if (before.state !== 'ready') {
    return before.state === 'failed' ? before.problem.message : '';
  }
  if (before.value === null) {
    return 'no period before it to compare with';
  }
  const earlier = before.value.total === null ? total(rowsIn(before.value, currency)) : Number(before.value.total);
  if (earlier === 0) {
    return 'nothing was spent in the period before';
  }
  const share = (number - earlier) / Math.abs(earlier);
  const word = share >= 0 ? 'more' : 'less';
  const sign = share >= 0 ? '▲' : '▼';
  return html`<span class="change ${word}"><span aria-hidden="true">${sign}</span> ${figures.percent(Math.abs(share))} ${word}</span>
    than the ${days} days before (${figures.money(earlier, currency, figures.digitsFor(earlier))})`;
}

/** @param {any} of */
function idleTile({ gpu, spend, currency }) {
  if (gpu.state !== 'ready') {
    return unready('GPU idle', gpu);
  }
  const all = total(gpu.value.rows);
  const idle = total(gpu.value.rows.filter((/** @type {any} */ row) => row.use === 'idle'));
  const cost = spend.state === 'ready'
    ? total(rowsIn(spend.value, currency).filter((row) => row.use === 'idle'))
    : null;
  if (all === 0) {
    return tile('GPU idle', 'none', '', 'no GPU was held in this period');
  }
  return tile('GPU idle', figures.percent(idle / all), '',
    cost === null ? 'of the GPU-hours held' : html`of the GPU-hours held, for ${figures.money(cost, currency, figures.digitsFor(cost))}`);
}

/** @param {any} of */
function gpuTile({ gpu }) {
  if (gpu.state !== 'ready') {
    return unready('GPU-hours', gpu);
  }
  const models = new Set(gpu.value.rows.map((/** @type {any} */ row) => row['gpu-model']).filter(Boolean));
  const clusters = new Set(gpu.value.rows.map((/** @type {any} */ row) => row.cluster).filter(Boolean));
  return tile('GPU-hours', figures.decimal(gpu.value.total), 'held',
    `${models.size} GPU ${models.size === 1 ? 'model' : 'models'} in ${clusters.size} ${clusters.size === 1 ? 'cluster' : 'clusters'}`);
}

/** @param {string} name @param {any} awaited @param {(text: any) => string[]} format @param {string} below */
function measureTile(name, awaited, format, below) {
  if (awaited.state !== 'ready') {
    return unready(name, awaited);
  }
  if (awaited.value.total === null || Number(awaited.value.total) === 0) {
    return tile(name, 'not known', '', 'no charge of this period says it');
  }
  const [number, unit] = format(awaited.value.total);
  return tile(name, number, unit, below);
}
