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
];

/** What every page shares in its address: the period and the filters. */
export const SHARED = ['last', 'from', 'to', 'filter'];

/** The page at an address. @param {string} path */
export const pageAt = (path) => PAGES.find((entry) => entry.path === path) ?? PAGES[0];
