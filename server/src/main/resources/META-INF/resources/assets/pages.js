// The list of pages, in the order of the navigation. To add one: a module in pages/ that exports `page`, a line here, its
// address in dev.outlay.server.web.Pages and its entry in the browser test. Groups: What it costs, Stay inside, Before
// you start, This server.

/**
 * @typedef {object} Entry
 * @property {string} path its address
 * @property {string} title its name in the navigation
 * @property {string} key pressed after g it leads there
 * @property {string} group where the navigation shows it
 * @property {() => Promise<{page: import('./page.js').Page}>} load
 */

/** @type {Entry[]} */
export const PAGES = [
  { path: '/', title: 'Overview', key: 'o', group: 'What it costs', load: () => import('./pages/overview.js') },
  { path: '/attribution', title: 'Attribution', key: 'a', group: 'What it costs', load: () => import('./pages/attribution.js') },
  { path: '/runs', title: 'Runs', key: 'r', group: 'What it costs', load: () => import('./pages/runs.js') },
  { path: '/carbon', title: 'Carbon', key: 'c', group: 'What it costs', load: () => import('./pages/carbon.js') },
  { path: '/budgets', title: 'Budgets', key: 'b', group: 'Stay inside', load: () => import('./pages/budgets.js') },
  { path: '/savings', title: 'Savings and advice', key: 'v', group: 'Stay inside', load: () => import('./pages/savings.js') },
  { path: '/statements', title: 'Statements', key: 'm', group: 'Stay inside', load: () => import('./pages/statements.js') },
  { path: '/estimate', title: 'Estimate', key: 'e', group: 'Before you start', load: () => import('./pages/estimate.js') },
  { path: '/plan', title: 'Plan', key: 'l', group: 'Before you start', load: () => import('./pages/plan.js') },
  { path: '/prices', title: 'Prices', key: 'p', group: 'Before you start', load: () => import('./pages/prices.js') },
  { path: '/settings', title: 'Settings', key: 'g', group: 'This server', load: () => import('./pages/settings.js') },
];

/** What every page shares in its address: the period and the filters. */
export const SHARED = ['last', 'from', 'to', 'filter'];

/** The page at an address. @param {string} path */
export const pageAt = (path) => PAGES.find((entry) => entry.path === path) ?? PAGES[0];
