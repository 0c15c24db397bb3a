// Deeds: a form in a dialog that says what it is about to do, sends it, and shows what the server said.

import { html, nothing } from 'lit';

/**
 * A field. `options` makes it a choice; `type` is that of an input, or `area` for several lines.
 * @typedef {{name: string, label: string, type?: string, value?: string, required?: boolean, hint?: string,
 *   options?: [string, string][], step?: string}} Field
 */

/**
 * What is sent: `address` below /api/v1 with its parameters; `done` is said once the server has done it. The answer says
 * no where its `feasible` is false, which is shown as a refusal with its reason. `stays` keeps what is said until it is
 * closed, where it is said only once. `doing` is said while it takes long.
 * @typedef {{stays?: boolean, doing?: string, address: string, values?: import('./api.js').Values, method?: string, body?: string, type?: string,
 *   done: string | ((answer: import('./api.js').Table) => string)}} Deed
 */

/**
 * A form. `deed` makes of its values what is sent.
 * @typedef {{title: string, about?: unknown, fields: Field[], submit: string, deed: (values: Record<string, string>) => Deed}} Form
 */

/**
 * @param {Form} form @param {{busy: boolean, problem: import('./api.js').Problem|null}} state
 * @param {(deed: Deed) => void} send @param {() => void} close
 */
export function drawn(form, state, send, close) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const given = /** @type {Record<string, string>} */ (Object.fromEntries(
      [...new FormData(/** @type {HTMLFormElement} */ (event.target))].map(([name, text]) => [name, String(text).trim()])));
    if (given.by) {
      remember(given.by);
    }
    send(form.deed(given));
  };
  return html`
    <form class="deed" @submit=${submit}>
      <h2 id="form-title">${form.title}</h2>
      ${form.about ? html`<p class="quiet">${form.about}</p>` : nothing}
      ${form.fields.map(field)}
      ${state.problem ? html`<div class="failure" role="alert"><p><strong>${state.problem.message}</strong></p><p>${state.problem.remedy}</p></div>` : nothing}
      <div class="buttons">
        <button type="button" @click=${close}>Cancel</button>
        <button type="submit" class="main" ?disabled=${state.busy}>${state.busy ? 'Sending' : form.submit}</button>
      </div>
    </form>`;
}

/** @param {Field} of */
export function field(of) {
  const hint = of.hint ? `${of.name}-hint` : undefined;
  return html`
    <label class="field"><span>${of.label}${of.required ? nothing : html` <small class="quiet">optional</small>`}</span>
      ${of.options
        ? html`<select name=${of.name} ?required=${of.required} aria-describedby=${hint ?? nothing}>${of.options.map(([value, text]) =>
            html`<option value=${value} ?selected=${value === of.value}>${text}</option>`)}</select>`
        : of.type === 'area'
          ? html`<textarea name=${of.name} rows="3" ?required=${of.required} aria-describedby=${hint ?? nothing} .value=${of.value ?? ''}></textarea>`
          : html`<input name=${of.name} type=${of.type ?? 'text'} step=${of.step ?? nothing} ?required=${of.required}
              aria-describedby=${hint ?? nothing} .value=${of.value ?? ''} autocomplete="off">`}
      ${of.hint ? html`<small class="quiet" id=${/** @type {string} */ (hint)}>${of.hint}</small>` : nothing}
    </label>`;
}

const WHO = 'outlay-who';

/** The field that says who does something, filled with who did so last in this browser. @param {boolean} [required] @returns {Field} */
export function who(required = true) {
  let known = '';
  try {
    known = localStorage.getItem(WHO) ?? '';
  } catch {
    // without storage it is typed each time
  }
  return { name: 'by', label: 'Your name', required, value: known, hint: 'It stands in the history.' };
}

/** @param {string} name */
function remember(name) {
  try {
    localStorage.setItem(WHO, name);
  } catch {
    // see above
  }
}
