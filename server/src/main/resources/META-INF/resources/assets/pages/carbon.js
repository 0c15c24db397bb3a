// Carbon: what was emitted, where and when grids are clean, the greenest place and hour for work to come, and what it
// amounts to in everyday things.

import { html, nothing } from 'lit';
import { asked, given, GPUS } from '../asked.js';
import { question } from '../asking.js';
import { heat } from '../charts/heat.js';
import { lines, ranged } from '../charts/lines.js';
import * as figures from '../figures.js';
import { meaning } from '../meanings.js';
import { fact, panel } from '../panel.js';
import { number, table, written } from '../table.js';

const BASES = [['', 'location-based'], ['market-based', 'market-based'], ['direct', 'direct'], ['marginal', 'marginal']];
const LENGTH_HOURS = 48;
const DRAWN = 7;

/** @type {import('../asked.js').AskedField[]} */
const FIELDS = [
  { name: 'home', label: 'It would run in', placeholder: 'aws/us-east-1', absent: 'provider/region; empty: where most was emitted' },
  { name: 'gpu', label: 'GPU', choices: GPUS, absent: 'empty: any hardware, no prices' },
  { name: 'hours', label: 'For', unit: 'hours', type: 'number', initial: '8' },
  { name: 'within', label: 'May wait', placeholder: '24h', absent: 'such as 24h, 2d; empty: 24h' },
  { name: 'any-provider', label: 'At any provider that sells the same GPU', type: 'check' },
];

/** @param {import('../page.js').View} view */
const basis = (view) => view.query.get('basis');

/** Where work would run otherwise, as provider and region. @param {import('../page.js').View} view */
function home(view) {
  const said = view.query.get('home')?.split('/');
  if (said?.length === 2) {
    return said;
  }
  const regions = view.part('regions');
  const rows = regions.state === 'ready' ? [...regions.value.rows].filter((row) => row.provider && row.region) : [];
  const most = rows.sort((a, b) => Number(b.carbon_kg ?? 0) - Number(a.carbon_kg ?? 0))[0];
  return most ? [most.provider, most.region] : null;
}

/** The hours from now on, as instants. @param {import('../page.js').View} view */
function ahead(view) {
  const from = new Date(Math.floor(Date.parse(view.ledger.now) / 3_600_000) * 3_600_000);
  return { from: instant(from), to: instant(new Date(from.getTime() + LENGTH_HOURS * 3_600_000)) };
}

/** @param {Date} at */
const instant = (at) => at.toISOString().replace('.000Z', 'Z');

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Carbon',
  about: 'Energy and emissions of what was used, and where and when the same work would emit less.',
  filters: true,
  hears: ['import'],
  ask: (view) => {
    const said = given(view, FIELDS);
    const place = home(view);
    return {
      regions: question('carbon', { ...view.within, by: 'provider,region', basis: basis(view) }, { steady: true, slow: 'Reckoning the carbon of each charge' }),
      time: question('carbon', { ...view.within, by: view.period.grain, basis: basis(view) }, { steady: true, slow: `Reckoning the carbon of each ${view.period.grain}` }),
      teams: question('carbon', { ...view.within, by: 'team', basis: basis(view) }, { steady: true, slow: 'Reckoning the carbon of each team' }),
      hours: question('grid-hours', { ...view.span, basis: basis(view) }),
      ahead: question('grid-hours', { ...ahead(view), 'each-hour': true, basis: basis(view) }),
      ...(place ? { greenest: question('greenest', { provider: place[0], region: place[1], gpu: said.gpu, hours: said.hours, within: said.within, 'any-provider': said['any-provider'], basis: basis(view), limit: '12' }) } : {}),
    };
  },
  draw: (view) => html`
    ${panel(view, { id: 'sum', title: 'Emitted', needs: 'regions', beside: basisChoice(view), content: (answer) => summary(view, answer) })}
    ${panel(view, { id: 'time', title: 'Over time', needs: 'time', tall: true, hint: 'each bar an estimate, its line from the least to the most that it can have been',
      drawn: 'energy of each charge × the intensity of its grid at its hours, else of the year; the line is the least energy × the least intensity up to the most of both', content: (answer) => html`
      ${ranged(view, { pressed: (place) => explainTime(view, answer.rows[place]), bars: answer.rows.map((/** @type {any} */ row) => ({ name: figures.bucket(row[view.period.grain]), value: row.carbon_kg, low: row.carbon_low, high: row.carbon_high })),
        write: kilograms, short: (value) => figures.decimal(value, 0), unit: 'kg CO₂e', label: `Carbon for each ${view.period.grain}; the table below has the numbers` })}
      <details class="as-table"><summary>Show as table</summary>${table(view, { of: 'time', caption: 'Carbon over time', notes: false, named: (row) => figures.bucket(String(row[view.period.grain])) })}</details>` })}
    <div class="pair">
      ${panel(view, { id: 'regions', title: 'By region', needs: 'regions', content: () => table(view, { of: 'regions', caption: 'Carbon by region', notes: false, columns: sums(view, 'regions', [
        { name: 'region', draw: (row) => `${row.provider ?? 'not said'} ${row.region ?? ''}` }]) }) })}
      ${panel(view, { id: 'teams', title: 'By team', needs: 'teams', content: () => table(view, { of: 'teams', caption: 'Carbon by team', notes: false, first: 12, columns: sums(view, 'teams', [
        { name: 'team', draw: (row) => row.team ?? 'not said' }]) }) })}
    </div>
    ${panel(view, { id: 'hours', title: 'When and where grids are clean', needs: 'hours', tall: true, hint: 'mean intensity by hour of the day, UTC; the cleanest hour of each line has a dot; regions known by the year only are listed below',
      drawn: 'the mean of the intensity at each hour of the day over the days of the period, as the source of the region says; press a cell for its source',
      content: (answer) => hours(view, answer) })}
    ${asked(view, { id: 'work', title: 'The greenest place and hour', about: 'For work to come: where and when it would emit least, and what that costs more or less.', fields: FIELDS, submit: 'Look' })}
    ${panel(view, { id: 'greenest', title: 'Answer', needs: ['greenest', 'ahead'], tall: true, drawn: 'the intensity of each hour to come, as measured, forecast or expected from the days before; the hours marked are those in which the work would emit least', content: (answer, next) => greenest(view, answer, next) })}
    ${panel(view, { id: 'everyday', title: 'In everyday things', needs: 'regions', hint: 'what the emissions of the period amount to, each with its source', content: (answer) => everyday(view, answer) })}`,
};

/** @param {string|number} value */
const kilograms = (value) => (Math.abs(Number(value)) >= 10_000 ? `${figures.decimal(Number(value) / 1000, 2)} t CO₂e` : `${figures.decimal(value, 1)} kg CO₂e`);

/** @param {import('../page.js').View} view */
function basisChoice(view) {
  return html`<label class="choose">Intensity <select @change=${(/** @type {any} */ event) => view.go({ basis: event.target.value || null })}>
    ${BASES.map(([name, text]) => html`<option value=${name} ?selected=${(basis(view) ?? '') === name}>${text}</option>`)}</select></label>`;
}

/** @param {import('../page.js').View} view @param {any} answer */
function summary(view, answer) {
  const range = (/** @type {string} */ low, /** @type {string} */ high, /** @type {(value: string) => string} */ write) =>
    (answer[low] === null ? '' : html`<small>${write(answer[low])} to ${write(answer[high])}</small>`);
  return html`
    <dl class="facts">
      <div><dt>Carbon</dt><dd>${number(view, answer.carbon_kg === null ? 'not known' : kilograms(answer.carbon_kg), { title: 'Carbon of the period', value: answer.carbon_kg, unit: 'kg CO₂e', asked: view.questions.regions,
        formula: 'energy of each charge × the intensity of its grid at its hours, else of the year', lines: [['Range', `${answer.carbon_low} to ${answer.carbon_high} kg CO₂e`], ['Basis', answer.basis], ['Metered', `${answer.measured} % of the energy`]], charges: view.within })}${range('carbon_low', 'carbon_high', kilograms)}</dd></div>
      ${fact(view, { term: 'Energy', of: 'regions', name: 'energy_kwh', unit: 'kWh', text: figures.energy(answer.energy_kwh).join(' '), charges: view.within,
        below: answer.energy_low === null ? '' : `${figures.energy(answer.energy_low).join(' ')} to ${figures.energy(answer.energy_high).join(' ')}` })}
      ${fact(view, { term: 'Metered', of: 'regions', name: 'measured', unit: '%', text: `${figures.decimal(answer.measured, 1)} %`, below: 'of the energy; the rest is estimated' })}
      ${fact(view, { term: 'Made into the hardware', of: 'regions', name: 'embodied_kg', unit: 'kg CO₂e', text: answer.embodied_kg === null ? 'not known' : kilograms(answer.embodied_kg), below: 'not in the carbon beside' })}
      <div><dt>Intensity</dt><dd>${answer.basis}<small>never mixed with another</small></dd></div>
    </dl>
    <ul class="notes quiet">${answer.notes.map((/** @type {string} */ note) => html`<li>${note}</li>`)}</ul>`;
}

/** @param {import('../page.js').View} view @param {string} of @param {import('../table.js').ShownColumn[]} first @returns {import('../table.js').ShownColumn[]} */
function sums(view, of, first) {
  return [
    ...first,
    { name: 'carbon_kg', title: 'kg CO₂e', number: true, basis: (row) => (row.carbon_kg === null ? null : { title: `Carbon of ${[row.provider, row.region, row.team].filter(Boolean).join(' ') || 'what says none'}`, value: row.carbon_kg, unit: 'kg CO₂e',
      asked: view.questions[of], formula: 'energy × intensity of the grid, charge by charge', lines: [['Range', `${row.carbon_low} to ${row.carbon_high} kg CO₂e`], ['Energy', `${row.energy_kwh} kWh, ${row.measured} % of it metered`]],
      charges: { ...view.within, filter: [...view.filters, ...(of === 'regions' ? [`provider=${row.provider ?? ''}`, `region=${row.region ?? ''}`] : [`team=${row.team ?? ''}`])] } }) },
    { name: 'energy_kwh', title: 'kWh', draw: (row) => (row.energy_kwh === null ? written(null) : figures.decimal(row.energy_kwh, 0)) },
    { name: 'measured', title: 'Metered' },
  ];
}

/** @param {any[]} rows @returns {Map<string, any[]>} */
function byRegion(rows) {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  rows.forEach((row) => found.set(`${row.provider} ${row.region}`, [...(found.get(`${row.provider} ${row.region}`) ?? []), row]));
  return found;
}

/** @param {import('../page.js').View} view @param {any} answer */
function hours(view, answer) {
  const all = [...byRegion(answer.rows)];
  const hourly = all.filter(([, rows]) => rows[0].figure === 'hourly');
  const yearly = all.filter(([, rows]) => rows[0].figure !== 'hourly');
  return html`
    ${hourly.length ? heat(view, { caption: 'Mean intensity of grids in gCO2e/kWh by region and hour of the day, UTC',
      basis: (line, hour) => intensity(view, hourly[line][1][hour]), lines: hourly.slice(0, 24).map(([name, rows]) => ({ name: `${name}`, title: `${name}, ${rows[0].place}; ${rows[0].source}`, cells: rows.map((row) => row.grams_per_kwh) })),
      write: (value) => `${figures.decimal(value, 0)} g/kWh`, short: (value) => `${figures.decimal(value, 0)} g`, less: 'clean', more: 'dirty' }) : nothing}
    ${yearly.length ? html`<p class="quiet">By the year only: ${yearly.map(([name, rows], place) => html`${place ? ', ' : ''}${name} ${number(view, `${figures.decimal(rows[0].grams_per_kwh, 0)} g/kWh`, intensity(view, rows[0]))}`)}.</p>` : nothing}
    ${table(view, { of: 'hours', caption: 'Intensity by hour of the day', rows: () => [], empty: ' ' })}`;
}

/** What the intensity of a grid at an hour rests on. @param {import('../page.js').View} view @param {any} row @returns {import('../basis.js').Basis} */
const intensity = (view, row) => ({
  title: `Intensity of ${row.provider} ${row.region}${row.hour === null ? '' : ` at ${String(row.hour).padStart(2, '0')}:00 UTC`}`, value: row.grams_per_kwh, unit: 'gCO2e/kWh', asked: view.questions.hours,
  formula: row.figure === 'hourly' ? meaning('grid-hours', undefined, 'grams_per_kwh') : 'the mean of the year, as its source says: no hours are known of it',
  lines: [['Place', row.place], ['Range', `${row.low} to ${row.high}`], ['Hours known', row.known_hours ?? 'none'], ['Source', row.source]],
});

/** @param {import('../page.js').View} view @param {any} row */
function explainTime(view, row) {
  const grain = view.period.grain;
  view.explain({ title: `Carbon, ${figures.bucket(row[grain])}`, value: row.carbon_kg, unit: 'kg CO₂e', asked: view.questions.time, formula: meaning('carbon', undefined, 'carbon_kg'),
    lines: [['Range', `${row.carbon_low} to ${row.carbon_high} kg CO₂e`], ['Energy', `${row.energy_kwh} kWh, ${row.measured} % of it metered`]] });
}

/** @param {import('../page.js').View} view @param {any} answer @param {any} next */
function greenest(view, answer, next) {
  const hoursLong = Number(given(view, FIELDS).hours ?? 8);
  const at = home(view) ?? [];
  const known = [...byRegion(next.rows)].filter(([, rows]) => rows.some((row) => row.figure === 'hourly'));
  const first = known.filter(([name]) => name === at.join(' ') || name === answer.greenest);
  const rest = known.filter(([name]) => name !== at.join(' ') && name !== answer.greenest);
  const drawn = [...first.sort(([a]) => (a === answer.greenest ? -1 : 1)), ...rest].slice(0, DRAWN);
  const best = answer.rows[0];
  const same = best && Number(best.saving ?? 0) <= 0;
  return html`
    <div class="verdict"><strong>${same ? `${answer.instead_of}, now, is as green as any.` : html`${answer.greenest}, from ${figures.minute(answer.start)} UTC: ${best?.saving ? number(view, `${best.saving} %`, { title: 'Less carbon than where and when it would run', value: best.saving, unit: '%', asked: view.questions.greenest,
      formula: meaning('greenest', undefined, 'saving'), lines: [['Here then', `${best.grams_per_kwh} gCO2e/kWh; ${best.source}`], ['There now', `${answer.grams_per_kwh_now} gCO2e/kWh`]] }) : 'not known how much'} less carbon than ${answer.instead_of} now`}</strong>
      <span>${best ? `${figures.decimal(best.grams_per_kwh, 0)} g/kWh against ${figures.decimal(answer.grams_per_kwh_now, 0)} now` : ''}${best?.saving_kg ? `; ${kilograms(best.saving_kg)} less` : ''}${best?.price_difference ? `; ${figures.money(best.price_difference, answer.columns.find((/** @type {any} */ column) => column.name === 'price_difference').unit, 2)} in price` : ''}</span></div>
    ${drawn.length ? lines(view, { lines: drawn.map(([name, rows]) => ({ name, points: rows.map((row) => [row.hour, row.figure === 'hourly' ? row.grams_per_kwh : null]) })), write: (value) => `${figures.decimal(value, 0)} g/kWh`, short: (value) => figures.decimal(value, 0), unit: 'g/kWh', step: true,
      ...(best ? { mark: { from: best.start, to: instant(new Date(Date.parse(best.start) + hoursLong * 3_600_000)), name: 'greenest' } } : {}),
      label: `Intensity of ${drawn.length} regions over the next ${LENGTH_HOURS} hours, with the greenest hours marked; the table below has the numbers` }) : html`<p class="quiet">No hourly figures of the hours to come are known: take forecasts in with outlay carbon fetch or outlay import grid.</p>`}
    ${drawn.length ? html`<details class="as-table"><summary>Show as table</summary>${table(view, { of: 'ahead', caption: 'Intensity of the hours to come', first: 60, notes: false,
      rows: (rows) => rows.filter((row) => drawn.some(([name]) => name === `${row.provider} ${row.region}`)),
      columns: [{ name: 'region', draw: (row) => `${row.provider} ${row.region}` }, { name: 'hour', title: 'Hour' }, { name: 'grams_per_kwh', title: 'g/kWh' }, { name: 'figure' }] })}</details>` : nothing}
    ${table(view, { of: 'greenest', caption: 'Regions and hours, the greenest first', columns: [
      { name: 'region', draw: (row) => html`${row.provider} ${row.region} <small class="quiet">${row.place}</small>` },
      { name: 'start', title: 'From' },
      { name: 'grams_per_kwh', title: 'g/kWh', number: true, basis: (row) => ({ title: `Intensity of ${row.provider} ${row.region}`, value: row.grams_per_kwh, unit: 'gCO2e/kWh', asked: view.questions.greenest, formula: meaning('greenest', undefined, 'grams_per_kwh'), lines: [['Source', row.source], ['Figure', row.figure]] }) },
      { name: 'saving', title: 'Less carbon' },
      { name: 'carbon_kg', title: 'kg CO₂e' },
      { name: 'price_difference', title: 'Price difference' },
      { name: 'figure', draw: (row) => html`<span class="quiet">${row.figure}</span>` },
    ] })}`;
}

/** @param {import('../page.js').View} view @param {any} answer */
function everyday(view, answer) {
  const rests = (/** @type {string} */ part, /** @type {string} */ name, /** @type {any} */ row, /** @type {string} */ title, /** @type {string|null} */ unit, /** @type {[string, unknown][]} */ lines) => ({
    title, value: row[name], unit, formula: meaning('carbon', part, name), asked: view.questions.regions,
    lines: /** @type {[string, unknown][]} */ ([['Carbon', `${answer.carbon_kg} kg CO₂e`], ...lines, ['Source', row.source]]),
  });
  return html`
    <ul class="everyday">${answer.equivalents.rows.map((/** @type {any} */ row) => html`<li><b>${number(view, figures.decimal(row.amount, Number(row.amount) >= 100 ? 0 : 1), rests('equivalents', 'amount', row, row.what, null, [['Each', `${row.kg_each} kg CO₂e, ${row.confidence}`]]))}</b>${row.what}<br><small class="quiet">${row.kg_each} kg CO₂e each; ${row.source}, ${row.confidence}</small></li>`)}
      ${answer.offset_cost.rows.map((/** @type {any} */ row) => html`<li><b>${number(view, figures.money(row.cost, row.currency, 0), rests('offset_cost', 'cost', row, row.price, row.currency, [['A tonne', `${row.per_tonne} ${row.currency}`]]))}</b>${row.price}, ${figures.money(row.per_tonne, row.currency, 0)} a tonne<br><small class="quiet">${row.source}${row.confidence ? `, ${row.confidence}` : ''}</small></li>`)}</ul>`;
}
