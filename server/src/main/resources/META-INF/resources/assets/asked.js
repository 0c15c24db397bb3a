// Forms that ask: what is filled in stands in the address bar, so that a question can be kept, sent on and gone back to.

import { html, nothing } from 'lit';

/**
 * A field of a question. `unit` stands behind its label; `absent` says what it means to leave it empty; `options` make it
 * a choice, `choices` suggest values; `check` is a switch; `more` puts it below the fold.
 * @typedef {{name: string, label: string, unit?: string, absent?: string, type?: 'text'|'number'|'check'|'date',
 *   options?: [string, string][], choices?: string[], placeholder?: string, more?: boolean, initial?: string}} AskedField
 */

/**
 * What is filled in: the address bar's values by name, those that a field starts with where it says nothing at all.
 * @param {import('./page.js').View} view @param {AskedField[]} fields
 * @returns {Record<string, string|string[]|null>}
 */
export function given(view, fields) {
  /** @type {Record<string, string|string[]|null>} */
  const values = {};
  for (const field of fields) {
    values[field.name] = view.query.get(field.name) ?? field.initial ?? null;
  }
  return values;
}

/**
 * The form. `submit` names its button; `examples` are links that fill it in.
 * @param {import('./page.js').View} view
 * @param {{title: string, about?: unknown, fields: AskedField[], submit: string, examples?: [string, Record<string, string|null>][], id?: string}} of
 */
export function asked(view, of) {
  const values = given(view, of.fields);
  const id = of.id ?? 'asked';
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const said = new FormData(/** @type {HTMLFormElement} */ (event.target));
    /** @type {Record<string, string|null>} */
    const changes = {};
    for (const field of of.fields) {
      const text = String(said.get(field.name) ?? '').trim();
      // what a field starts with is kept out of the address, an emptied one is said
      changes[field.name] = text === (field.initial ?? '') ? null : text;
    }
    view.go(changes);
  };
  const first = of.fields.filter((field) => !field.more);
  const more = of.fields.filter((field) => field.more);
  const used = more.filter((field) => values[field.name]).length;
  const clear = Object.fromEntries(of.fields.map((field) => [field.name, null]));
  return html`
    <section class="panel asked" aria-labelledby=${id}>
      <div class="panel-head"><div><h2 id=${id}>${of.title}</h2>${of.about ? html`<p class="quiet">${of.about}</p>` : nothing}</div></div>
      <form @submit=${submit}>
        <div class="form-grid">${first.map((field) => drawn(field, values[field.name]))}</div>
        ${more.length ? html`<details class="more-fields" ?open=${used > 0}>
          <summary>More${used ? html` <small class="quiet">(${used} set)</small>` : nothing}</summary>
          <div class="form-grid">${more.map((field) => drawn(field, values[field.name]))}</div>
        </details>` : nothing}
        <div class="asked-foot">
          <button type="submit" class="main">${of.submit}</button>
          ${of.examples?.map(([text, changes]) => html`<a href=${view.link(location.pathname, { ...clear, ...changes })}>${text}</a>`) ?? nothing}
        </div>
      </form>
    </section>`;
}

/** @param {AskedField} field @param {string|string[]|null} value */
function drawn(field, value) {
  const text = String(value ?? '');
  if (field.type === 'check') {
    return html`<label class="check"><input type="checkbox" name=${field.name} value="true" .checked=${text === 'true'}> ${field.label}</label>`;
  }
  // the hint stands beside the label and not in it: what a screen reader calls the field stays short
  const hint = field.absent ? `${field.name}-absent` : nothing;
  const id = `asked-${field.name}`;
  return html`
    <div class="field"><label for=${id}>${field.label}${field.unit ? html` <small class="quiet">${field.unit}</small>` : nothing}</label>
      ${field.options
        ? html`<select id=${id} name=${field.name} aria-describedby=${hint}>${field.options.map(([key, words]) => html`<option value=${key} ?selected=${key === text}>${words}</option>`)}</select>`
        : html`<input id=${id} name=${field.name} type=${field.type ?? 'text'} step=${field.type === 'number' ? 'any' : nothing} min=${field.type === 'number' ? '0' : nothing}
            list=${field.choices ? `${field.name}-choices` : nothing} placeholder=${field.placeholder ?? nothing} aria-describedby=${hint} autocomplete="off" .value=${text}>`}
      ${field.choices ? html`<datalist id=${`${field.name}-choices`}>${field.choices.map((choice) => html`<option value=${choice}></option>`)}</datalist>` : nothing}
      ${field.absent ? html`<small class="quiet" id=${`${field.name}-absent`}>${field.absent}</small>` : nothing}
    </div>`;
}

/** Some GPU models that people ask for; any the catalog knows can be written. */
export const GPUS = ['B200', 'H200', 'H100', 'A100', 'L40S', 'L4', 'A10G', 'V100', 'T4'];

/** How machines are bought, as a choice. @type {[string, string][]} */
export const CAPACITIES = [['', 'on demand'], ['spot', 'spot'], ['reserved', 'reserved']];
