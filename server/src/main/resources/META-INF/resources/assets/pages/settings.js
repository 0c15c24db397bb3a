// Settings: what this server is set to, where prices come from, who is told of alerts and by which rules, and the work
// of the day: imports, deliveries, silences.

import { html, nothing } from 'lit';
import { question } from '../asking.js';
import { who } from '../form.js';
import { panel } from '../panel.js';
import { table } from '../table.js';
import { badge } from '../words.js';

/** @type {import('../page.js').Page} */
export const page = {
  heading: 'Settings',
  about: 'What this server is set to. Files and environment variables set it; here it is shown, tried and run.',
  period: false,
  always: true,
  hears: ['import', 'alert'],
  ask: () => ({
    fresh: question('freshness'),
    feeds: question('/feeds'),
    channels: question('/channels'),
    rules: question('/alerts/rules'),
    silences: question('alert-silences'),
    deliveries: question('deliveries', { limit: '20' }),
    imports: question('/imports'),
    settings: question('/settings'),
    tokens: question('/tokens'),
    audit: question('audit', { limit: '20' }),
  }),
  draw: (view) => html`
    <div class="line deeds">
      <button type="button" @click=${() => view.act({ address: '/alerts/check', doing: 'Looking at all that the rules watch', done: (answer) => `Looked: ${answer.fired} fired, ${answer.resolved} resolved` })}>Check the rules now</button>
      <button type="button" @click=${() => view.form(silence())}>Silence alerts</button>
      <button type="button" @click=${() => view.form(fetchPrices(view))}>Fetch prices</button>
      <button type="button" @click=${() => view.form(newToken())}>New access token</button>
    </div>
    ${panel(view, {
      id: 'fresh', title: 'Where charges come from', needs: 'fresh', hint: 'how far what each provider sends reaches', content: () => table(view, {
        of: 'fresh', caption: 'Freshness of charges', first: 10,
        columns: [{ name: 'provider' }, { name: 'category' }, { name: 'kind' }, { name: 'charged_to', title: 'Reaches to' }, { name: 'age' }, { name: 'state', draw: (row) => badge(row.state) }],
      }),
    })}
    ${panel(view, {
      id: 'feeds', title: 'Price feeds', needs: 'feeds', content: () => table(view, {
        of: 'feeds', caption: 'Price feeds',
        columns: [{ name: 'feed' }, { name: 'description' }, { name: 'status', draw: (row) => badge(row.status) }, { name: 'prices' }, { name: 'last_good', title: 'Last good' },
          { name: 'address_setting', title: 'Set by', draw: (row) => html`<code>${row.address_setting}</code>` },
          { name: 'do', title: 'Do', draw: (row) => row.status === 'not-set-up' ? html`<span class="quiet">not set up</span>`
            : html`<button type="button" aria-label=${`Fetch prices of ${row.feed}`} @click=${() => view.act({ address: '/prices/fetch', values: { provider: row.feed }, doing: `Asking ${row.feed}`, done: `Fetched from ${row.feed}` })}>Fetch</button>` }],
      }),
    })}
    ${panel(view, {
      id: 'channels', title: 'Channels', needs: 'channels', hint: 'who is told of alerts', content: () => table(view, {
        of: 'channels', caption: 'Channels',
        columns: [{ name: 'channel' }, { name: 'kind' }, { name: 'attempts' }, { name: 'when_unsure', title: 'When unsure' },
          { name: 'do', title: 'Do', draw: (row) => html`<button type="button" aria-label=${`Send a test message to ${row.channel}`} @click=${() => view.form(test(String(row.channel)))}>Test</button>` }],
      }),
    })}
    ${panel(view, {
      id: 'rules', title: 'Alert rules', needs: 'rules', hint: html`set in <code>alerts.yaml</code>`, content: () => table(view, {
        of: 'rules', caption: 'Alert rules',
        columns: [{ name: 'name', title: 'Rule' }, { name: 'status', draw: (row) => badge(row.status) }, { name: 'severity', draw: (row) => badge(row.severity) },
          { name: 'thresholds', draw: (row) => html`<span class="sentence">${row.thresholds}</span>` }, { name: 'to', title: 'Tells' }, { name: 'description', draw: (row) => html`<span class="sentence">${row.description}</span>` }],
      }),
    })}
    ${panel(view, {
      id: 'silences', title: 'Silences', needs: 'silences', content: () => table(view, {
        of: 'silences', caption: 'Silences', empty: 'No alert is kept silent.',
        columns: [{ name: 'rule' }, { name: 'alert' }, { name: 'labels' }, { name: 'until' }, { name: 'by' }, { name: 'note' },
          { name: 'do', title: 'Do', draw: (row) => html`<button type="button" aria-label=${`End the silence of ${row.rule ?? row.alert ?? row.labels}`} @click=${() => view.form(unsilence(String(row.id)))}>End</button>` }],
      }),
    })}
    ${panel(view, {
      id: 'deliveries', title: 'Messages', needs: 'deliveries', content: () => table(view, {
        of: 'deliveries', caption: 'Messages', empty: 'No message was queued yet.', first: 10,
        columns: [{ name: 'queued_at', title: 'Queued' }, { name: 'channel' }, { name: 'title', draw: (row) => html`<span class="sentence">${row.title}</span>` },
          { name: 'status', draw: (row) => badge(row.status) }, { name: 'said', draw: (row) => html`<span class="sentence">${row.said ?? ''}</span>` },
          { name: 'do', title: 'Do', draw: (row) => row.status === 'dead' || row.status === 'unknown'
            ? html`<button type="button" aria-label=${`Send again: ${row.title}`} @click=${() => view.form(again(String(row.id)))}>Send again</button>` : nothing }],
      }),
    })}
    ${panel(view, {
      id: 'imports', title: 'Imports', hint: 'of this server since it started', needs: 'imports', content: () => table(view, {
        of: 'imports', caption: 'Imports', empty: html`No file was taken in since the server started. <code>outlay import usage FILE</code> takes one in.`,
        columns: [{ name: 'started' }, { name: 'kind' }, { name: 'name' }, { name: 'state', draw: (row) => badge(row.state) }, { name: 'read' }, { name: 'added' }, { name: 'known' }, { name: 'refused' }, { name: 'problem' }],
      }),
    })}
    ${panel(view, {
      id: 'tokens', title: 'Access tokens', needs: 'tokens', content: () => table(view, {
        of: 'tokens', caption: 'Access tokens', empty: html`There is none. On this machine alone none is needed; for others see <code>outlay token</code>.`,
        columns: [{ name: 'name' }, { name: 'role' }, { name: 'teams', draw: (row) => row.teams ?? 'all' }, { name: 'state', draw: (row) => badge(row.state) }, { name: 'created' }, { name: 'by' }, { name: 'expires' },
          { name: 'do', title: 'Do', draw: (row) => row.revoked === null
            ? html`<button type="button" aria-label=${`Revoke ${row.name}`} @click=${() => view.form(revoke(String(row.id), String(row.name)))}>Revoke</button>` : nothing }],
      }),
    })}
    ${panel(view, {
      id: 'audit', title: 'Who did what', hint: 'writes, and reads that were refused', needs: 'audit', content: () => table(view, {
        of: 'audit', caption: 'Audit', first: 10, empty: 'Nothing was written or refused yet.',
        columns: [{ name: 'at' }, { name: 'who' }, { name: 'role' }, { name: 'what', draw: (row) => html`<span class="sentence">${row.what}</span>` }, { name: 'outcome', draw: (row) => badge(row.outcome) }, { name: 'count' }, { name: 'from' }],
      }),
    })}
    ${panel(view, { id: 'settings', title: 'This server', hint: 'every setting, and where it came from; secrets are not shown', needs: 'settings', content: () => table(view, { of: 'settings', caption: 'Settings of this server' }) })}`,
};

/** @param {string} channel @returns {import('../form.js').Form} */
function test(channel) {
  return {
    title: `Try ${channel}`, about: 'It gets a message that says it is a test.', submit: 'Send it', fields: [who()],
    deed: (given) => ({
      address: `/channels/${encodeURIComponent(channel)}/test`, values: given,
      done: (answer) => (answer.delivered === 'true' ? `${channel} took it` : `${channel} did not take it: ${answer.said}`),
    }),
  };
}

/** @returns {import('../form.js').Form} */
function silence() {
  return {
    title: 'Silence alerts', about: 'They go on firing and are not told while it lasts. Name a rule, an alert or a label.', submit: 'Silence them',
    fields: [{ name: 'for', label: 'For how long', required: true, value: '2h' }, { name: 'rule', label: 'Rule' }, { name: 'label', label: 'Label', hint: 'such as team=vision' }, { name: 'note', label: 'Why' }, who()],
    deed: (given) => ({ address: '/alerts/silences', values: given, done: `Silent for ${given.for}` }),
  };
}

/** @param {string} id @returns {import('../form.js').Form} */
function unsilence(id) {
  return {
    title: 'End this silence', about: 'What still fires is told then.', submit: 'End it', fields: [who()],
    deed: (given) => ({ address: `/alerts/silences/${encodeURIComponent(id)}/end`, values: given, done: 'The silence is over' }),
  };
}

/** @param {string} id @returns {import('../form.js').Form} */
function again(id) {
  return {
    title: 'Send this message again', submit: 'Send it', fields: [who()],
    deed: (given) => ({ address: '/deliveries/retry', values: { id, ...given }, done: 'It is sent again' }),
  };
}

/** @param {import('../page.js').View} view @returns {import('../form.js').Form} */
function fetchPrices(view) {
  const feeds = view.part('feeds');
  const names = feeds.state === 'ready' ? feeds.value.rows.filter((/** @type {any} */ row) => row.status !== 'not-set-up').map((/** @type {any} */ row) => row.feed) : [];
  return {
    title: 'Fetch prices', about: 'This asks the providers, outside of this machine.', submit: 'Fetch them',
    fields: [{ name: 'provider', label: 'From', options: [['', 'all that are set up'], ...names.map((/** @type {string} */ name) => /** @type {[string, string]} */ ([name, name]))] }],
    deed: (given) => ({ address: '/prices/fetch', values: given, done: 'Prices are fetched' }),
  };
}

/** @returns {import('../form.js').Form} */
function newToken() {
  return {
    title: 'New access token', about: 'Its secret is shown once, and kept as a hash only.', submit: 'Make it',
    fields: [{ name: 'name', label: 'Name', required: true, hint: 'who or what will use it' },
      { name: 'role', label: 'Role', required: true, value: 'viewer', options: [['viewer', 'viewer: reads'], ['editor', 'editor: imports, budgets, alerts'], ['approver', 'approver: approvals, statements'], ['admin', 'admin: all']] },
      { name: 'team', label: 'Team', hint: 'whose rows it sees; empty: all' }, { name: 'expires', label: 'Expires after', value: '90d', required: true }],
    deed: (given) => ({ address: '/tokens', values: given, stays: true, done: (answer) => `The token ${given.name}, shown this once: ${answer.token}` }),
  };
}

/** @param {string} id @param {string} name @returns {import('../form.js').Form} */
function revoke(id, name) {
  return {
    title: `Revoke ${name}`, about: 'It opens nothing from now on.', submit: 'Revoke', fields: [],
    deed: () => ({ address: `/tokens/${encodeURIComponent(id)}/revoke`, done: `${name} opens nothing any more` }),
  };
}
