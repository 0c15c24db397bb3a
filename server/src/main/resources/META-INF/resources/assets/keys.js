// The keyboard: one key each, and g with a letter for a page. They can be switched off, for those whose speech input
// types letters by accident.

import { html } from 'lit';
import { PAGES } from './pages.js';

const OFF = 'outlay-keys-off';
const TOGETHER_MILLIS = 1_200;

/**
 * @typedef {{page: (path: string) => void, again: () => void, theme: () => void, help: () => void, filter: () => void}} Deeds
 */
export class Keys {
  /** @param {Deeds} deeds */
  constructor(deeds) {
    this.deeds = deeds;
    this.after = 0;
    this.on = stored() === null;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === 'Escape') {
      document.querySelectorAll('details.floating[open]').forEach((open) => { /** @type {HTMLDetailsElement} */ (open).open = false; });
      return;
    }
    if (!this.on || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector('dialog[open]')
        || target.closest?.('input, select, textarea, [contenteditable]')) {
      return;
    }
    const follows = Date.now() - this.after < TOGETHER_MILLIS;
    this.after = 0;
    if (follows) {
      const entry = PAGES.find((each) => each.key === event.key);
      if (entry) {
        event.preventDefault();
        this.deeds.page(entry.path);
      }
      return;
    }
    const deed = { r: this.deeds.again, d: this.deeds.theme, '?': this.deeds.help, '/': this.deeds.filter, g: () => { this.after = Date.now(); } }[event.key];
    if (deed) {
      event.preventDefault();
      deed();
    }
  }

  /** @param {boolean} on */
  turn(on) {
    this.on = on;
    try {
      on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'off');
    } catch {
      // without storage the choice holds for this page
    }
  }
}

function stored() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

/** @param {Keys} keys @param {() => void} changed */
export function keyHelp(keys, changed) {
  return html`
    <h2 id="help-title">Keyboard</h2>
    <label class="check"><input type="checkbox" ?checked=${keys.on} @change=${(/** @type {any} */ event) => { keys.turn(event.target.checked); changed(); }}> Shortcuts of one letter</label>
    <dl class="keys">
      ${PAGES.map((entry) => html`<div><dt><kbd>g</kbd> <kbd>${entry.key}</kbd></dt><dd>${entry.title}</dd></div>`)}
      <div><dt><kbd>/</kbd></dt><dd>add a filter</dd></div>
      <div><dt><kbd>r</kbd></dt><dd>ask again</dd></div>
      <div><dt><kbd>d</kbd></dt><dd>dark or light</dd></div>
      <div><dt><kbd>?</kbd></dt><dd>this panel</dd></div>
      <div><dt><kbd>Esc</kbd></dt><dd>closes what is open</dd></div>
    </dl>`;
}
