// What each figure of an answer is computed from, in a sentence. The reports have the same in docs/reference.

const SUM = 'the sum of the effective cost of its charges';
const HELD = 'the GPUs that its usage held × the time they were held, idle ones included';
const ENERGY = 'the power of the device at its load × the time it was held, or what was metered, with what the building adds';
const GRID = 'the energy of each charge × the intensity of its grid at its hours, else of the year';
const LOW = 'the lower end of the interval of the figure beside it';
const HIGH = 'the upper end of the interval of the figure beside it';
const LOST = 'the cost of work that was made in vain or had to be made again, by how far each attempt says it had come';
const ASKED = 'hours × machines × the price of a machine-hour, with the storage and traffic asked for';

/** Of any report. @type {Record<string, string>} */
const ANYWHERE = {
  value: SUM,
  cost: SUM,
  billed: 'the sum of what was invoiced for its charges',
  list: 'the sum of its charges at list price',
  contracted: 'the sum of its charges at negotiated prices',
  charges: 'a count of its charges',
  unpriced: 'a count of its charges that no price is known for; they are in no sum of money',
  gpu_hours: HELD,
  'gpu-hours': HELD,
  energy: ENERGY,
  energy_kwh: ENERGY,
  energy_low: `${LOW}, from the accuracy of what was metered or assumed`,
  carbon: GRID,
  carbon_kg: GRID,
  carbon_low: `${LOW}: the least energy × the least intensity`,
  rank: 'the place in the order of the table',
  low: LOW,
  high: HIGH,
  attempts: 'a count of the times it was begun',
  level: 'how many stand above it, and itself',
};

/** Of one report, or of a part of its answer, `report/part`. @type {Record<string, Record<string, string>>} */
const OF = {
  charges: { effective: 'its quantity × the price that rated it, as its own formula says; of a bill, what the bill says', gpu_hours: 'the GPUs that it held × the time they were held' },
  freshness: { age: 'the time now less the end of the latest charge' },
  'budget-status': {
    spent: 'the sum of the charges in its scope since its period began, or since it was begun anew',
    reserved: 'what work that was let in may still draw',
    limit: 'as stated by the budget; in the first line of its history is who stated it',
    percent: 'spent ÷ limit × 100',
    left: 'limit − spent − reserved',
    per_day: 'what was spent ÷ the days gone by',
    projected: 'spent, and what the forecast of its scope adds until the period ends',
    projected_low: 'nine of ten forecasts of days like these end between the two',
    projected_high: 'nine of ten forecasts of days like these end between the two',
    days_remaining: 'the days until the period ends',
    budgets: 'a count of the budgets that are stated',
    exceeded: 'a count of the budgets of which more is spent than the limit',
    critical: 'a count of the budgets below their limit of which the gravest threshold reached is critical',
    warning: 'a count of the budgets of which the gravest threshold reached is a warning',
    healthy: 'a count of the budgets that reached no threshold of a warning',
  },
  'budget-variance': {
    limit: 'as stated by the budget for the period',
    planned: 'the limit; in the running period the part of it for the time gone by',
    spent: 'the sum of the charges in its scope in the period',
    variance: 'planned − spent',
    variance_percent: '(planned − spent) ÷ planned × 100',
    percent_of_limit: 'spent ÷ limit × 100',
  },
  'budget-reservations': {
    held: 'what was reserved when the work was let in',
    drawn: 'the charges of that work since',
    remaining: 'held − drawn, and not below zero',
  },
  alerts: {
    firing: 'a count of the alerts whose condition holds and that nobody has taken on',
    acknowledged: 'a count of the alerts whose condition holds and that somebody has taken on',
  },
  recommend: {
    saving: 'what the span cost, less what it would have cost by the advice, at the pace of the span',
    hours_saved: 'the hours of waiting or running that the advice takes away, at the pace of the span',
    low: `${LOW}, from what is not known of prices, of load and of the days to come`,
    baseline: 'what the span cost that the advice is about',
    confidence: 'stated by the advisor from what it has seen: how many runs, how much of the span, whether load was measured',
  },
  'recommend/evidence': { value: 'as the line beside it says' },
  'recommend/outcomes': {
    promised: 'what the advice said it would save, for 30 days',
    realised: 'what charges say was saved since it was done, for 30 days',
    ratio: 'realised ÷ promised',
  },
  savings: {
    saved: 'baseline − actual, charge by charge',
    baseline: 'what the same usage would have cost without it, at the prices of its time',
    actual: 'the effective cost of the charges that could be compared',
    percent: 'saved ÷ baseline × 100',
    low: 'the least over all on-demand prices known for the same thing at that instant; for autoscaling, against a fleet that suffices for 95 % of the time',
    year: '365 × the mean day of the span',
    year_low: '365 × the mean day: the 5th and the 95th percentile of 1,000 re-samples of the days',
    idle: 'the effective cost of what was held and used by nobody',
  },
  replay: {
    actual: 'the effective cost of the charges of the span',
    replayed: 'the same usage under the policy, rated once more',
    saved: 'actual − replayed',
    percent: 'saved ÷ actual × 100',
    year: '365 × the mean day of the span',
    interruptions: 'the cost of work that would have been done again after interruptions, in what was replayed',
  },
  runs: {
    cost: 'the sum of the effective cost of every charge that names the run, failed work included',
    total: 'the sum of the cost of the runs',
    redone_cost: LOST,
    failed_cost: 'the cost of the attempts that failed or were interrupted',
    quality: 'the metric asked for, of the latest attempt that says it',
    score: '100 × the share of the cost that bought work which was kept × the quality as a share',
    epochs: 'the furthest that any attempt came, as its tracker said',
    cost_per_epoch: 'the whole cost, failed work included, ÷ the furthest epoch of any attempt',
    cost_per_million_tokens: 'the whole cost, failed work included, ÷ the furthest token of any attempt × 1,000,000',
    cost_per_point: 'the whole cost ÷ the quality in points of a hundred',
  },
  'runs/models': {
    runs: 'a count of the runs of the model',
    cost: 'the sum of the cost of its runs',
    quality: 'the best of its runs',
    cost_per_epoch: 'the cost of its runs that say an epoch ÷ their epochs',
    cost_per_million_tokens: 'the cost of its runs that say tokens ÷ their tokens × 1,000,000',
    cost_per_point: 'the cost of all its runs ÷ its best quality in points of a hundred',
    score: '100 × the share of the cost that bought work which was kept × the quality as a share',
  },
  run: {
    cost: 'the sum of the effective cost of the charges of this part; each part is the sum of those below it',
    total: 'the sum of the effective cost of every charge that names the run',
    useful_cost: 'cost − lost work − what was held between attempts',
    between_attempts_cost: 'the cost of what was held while no attempt ran',
    redone_cost: LOST,
  },
  finish: {
    hours: 'what is left ÷ the pace, for each way to go on',
    hours_left: 'what is left ÷ the pace of the latest stretches; the interval is from how uneven they were',
    reached: 'as its tracker last said',
    remaining: 'what it makes in all − what is reached',
    cost: 'the hours of this way × what an hour costs',
    cost_left: 'hours left × what an hour of the run costs',
    cost_in_all: 'the cost so far + what it will still cost',
    cost_so_far: 'the sum of the effective cost of every charge that names the run',
    saved: 'the cost of going on to the end − the cost of this way',
    done_at: 'the last reading + the hours left',
    metric_change: 'the metric expected at the end of this way − the metric now, along the curve that fits its readings',
    metric_low: LOW,
    change_low: LOW,
    // the column of the metric has the metric's own name
    '*': 'the metric expected at the end of this way, along the curve that fits its readings',
  },
  carbon: {
    measured: 'the energy that was metered ÷ all energy × 100; the rest is estimated',
    embodied_kg: 'what making the hardware emitted × the part of its life that was held',
  },
  'carbon/equivalents': { amount: 'the carbon of the period ÷ the carbon of one of it' },
  'carbon/offset_cost': { cost: 'the carbon of the period in tonnes × the price of a tonne' },
  'grid-hours': { grams_per_kwh: 'the mean of the intensity at this hour of the day over the days of the period, as its source says' },
  greenest: {
    grams_per_kwh: 'the mean of the intensity over the hours of the work',
    grams_per_kwh_now: 'the mean of the intensity over the hours of the work, begun now where it would run otherwise',
    saving: '(carbon there now − carbon here then) ÷ carbon there now × 100',
    saving_kg: 'carbon there now − carbon here then',
    carbon_kg: 'the energy of the work × the intensity over its hours',
    price_difference: 'the price here − the price there, of the hours of the work',
  },
  'price-history': {
    price: 'as its source states it',
    change_percent: '(this price − the one before) ÷ the one before × 100',
    statements: 'how often the same price was stated again',
  },
  'price-hours': { mean_per_gpu: 'the mean of the price at this hour of the day, weighted by how long it held, ÷ the GPUs of the machine' },
  'price-alerts': {
    percent: '(price now − price before) ÷ price before × 100',
    price_now: 'the price now against the one when the period began, or the first known in it; of a low, against the lowest of the period',
  },
  'price-cheapest': {
    per_gpu_hour: 'the price of the machine for an hour ÷ its GPUs',
    per_hour: 'as its source states it',
    gpus: 'the GPUs of the machine, as the catalog knows it',
  },
  compare: {
    cost: ASKED,
    per_machine_hour: 'as its source states it, at the date beside it',
    carbon_kg: 'the energy of the machines over the hours × the mean intensity of the grid of the region',
    gpus: 'the GPUs of the machine, as the catalog knows it',
  },
  estimate: {
    cost: 'as the line beside it reckons',
    total: 'the sum of the parts below',
    energy_kwh: 'the sum of the parts below: power at the load × hours, with what the building adds',
    carbon_kg: 'the energy × the intensity of the grid of the region',
  },
  'estimate/ways_to_buy': { cost: ASKED, per_machine_hour: 'as its source states it, at the date beside it' },
  'estimate/energy': { energy_kwh: 'as the line beside it says' },
  plan: {
    cost: 'machines × hours × the price of a machine-hour, with what else is asked for',
    cost_low: 'the cost at the two ends of the interval of the time',
    cost_high: 'the cost at the upper end of the interval of the time',
    hours: 'the computation that the model needs ÷ what the GPUs do, with the time for checkpoints and interruptions',
    carbon_kg: 'the energy of the machines over the hours × the intensity of the grid of the region',
    gpus: 'the machines × the GPUs of one',
    machines: 'as many as the plan rents',
    offers_within_limits: 'a count of the offers that keep every limit, in every number of machines tried',
    offers_considered: 'a count of the offers that were tried',
    return_percent: '(what the result is worth − cost) ÷ cost × 100',
  },
  'plan/scaling': {
    machines: 'as many as this step rents',
    cost: 'machines × hours × the price of a machine-hour',
    speedup: 'the time on the first step ÷ the time on this one',
    efficiency: 'speedup ÷ how many times the GPUs of the first step',
    of_added_gpus: 'the speed that the added GPUs bring ÷ the speed they would bring if nothing were lost',
    per_hour_saved: 'what the step costs more ÷ the hours it saves',
  },
  'plan/cost_of_the_first': { cost: 'as the line beside it reckons' },
  statements: {
    total: 'the effective cost of the charges of the month, used and idle, with corrections of earlier months',
    billed: 'the sum of what was invoiced for its charges',
    corrections: 'a count of the lines that correct earlier months',
    lines: 'a count of its lines',
  },
  chargeback: {
    total: 'the sum of its lines',
    used: 'the effective cost of the charges that the owner used',
    idle: 'the part of idle cost that the allocation rules give the owner',
    effective: 'used + idle',
    version: 'one more than how often it was corrected',
    carbon: 'energy × the intensity of the grid, charge by charge',
  },
  deliveries: { attempts: 'how often it was sent' },
  audit: { count: 'how often; what one visitor was kept from reading within a minute is one line', status: 'the status of the answer over HTTP' },
  '/feeds': { prices: 'a count of the prices that the ledger has of it', age: 'the time now less the latest price' },
  '/channels': { attempts: 'how often a message is tried before it is given up, as set' },
  '/imports': {
    read: 'a count of the facts in the file', added: 'a count of those that the ledger did not know', known: 'a count of those that it knew already',
    refused: 'a count of the lines that could not be read', received: 'the bytes that came in',
  },
};
/** The same plan, on the frontier and in the ranking. */
OF['plan/frontier'] = OF.plan;

/**
 * What a column, or a figure in the heading of an answer, is computed from; undefined where nobody wrote it down.
 * @param {string} report @param {string|undefined} part of its answer @param {string} name @returns {string|undefined}
 */
export function meaning(report, part, name) {
  const own = part ? OF[`${report}/${part}`]?.[name] : undefined;
  const said = own ?? OF[report]?.[name] ?? ANYWHERE[name];
  if (said) {
    return said;
  }
  const end = /^(.*)_(low|high)$/.exec(name);
  return end ? `${end[2] === 'low' ? LOW : HIGH}: ${meaning(report, part, end[1]) ?? end[1]}` : OF[report]?.['*'];
}
