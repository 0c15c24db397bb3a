// Words that have a colour: how bad a state is.

import { html } from 'lit';

const BAD = ['exceeded', 'critical', 'failed', 'dead', 'refused', 'block'];
const WARNING = ['warning', 'firing', 'throttle', 'unknown', 'stale'];
const GOOD = ['healthy', 'ok', 'resolved', 'sent', 'fresh', 'admitted', 'on', 'done'];

/** How bad a word is: `bad`, `warning`, `good`, or nothing. @param {string|null} word */
export const mood = (word) => (word === null ? '' : BAD.includes(word) ? 'bad' : WARNING.includes(word) ? 'warning' : GOOD.includes(word) ? 'good' : '');

/** A word as a badge; its colour says again what it says. @param {string|null} word */
export const badge = (word) => (word === null ? html`<span class="quiet">–<span class="unseen">not known</span></span>` : html`<span class="badge ${mood(word)}">${word}</span>`);
