import { LitElement } from 'lit';

/** @type {Promise<typeof import('echarts')>|undefined} */
let library;

/** ECharts is a megabyte: it is fetched while the first figures are shown, and once. */
function charts() {
  library ??= import('echarts');
  return library;
}

/** Whether the page is dark, by choice or by the system. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** The colours of text and lines, from the stylesheet. */
export function ink() {
  const style = getComputedStyle(document.documentElement);
  const of = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return { text: of('--ink'), quiet: of('--quiet'), line: of('--line'), panel: of('--panel') };
}

/** What every chart shares: our type, quiet axes, and tooltips made of elements, since styles in text are not allowed. */
export function base() {
  const { text, line, panel } = ink();
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 250,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: text },
    tooltip: {
      confine: true,
      backgroundColor: panel,
      borderColor: line,
      borderWidth: 1,
      padding: 0,
      textStyle: { color: text, fontSize: 13 },
      extraCssText: 'box-shadow:0 6px 24px rgba(0,0,0,.18);border-radius:8px',
    },
  };
}

/**
 * A tooltip: a title and lines of colour, name and value.
 * @param {string} title
 * @param {{colour?: string, name: string, value: string, strong?: boolean}[]} lines
 */
export function tip(title, lines) {
  const box = document.createElement('div');
  box.className = 'tip';
  const heading = box.appendChild(document.createElement('div'));
  heading.className = 'tip-title';
  heading.textContent = title;
  for (const line of lines) {
    const row = box.appendChild(document.createElement('div'));
    row.className = line.strong ? 'tip-row strong' : 'tip-row';
    const dot = row.appendChild(document.createElement('i'));
    if (line.colour) {
      dot.style.background = line.colour;
    }
    row.appendChild(document.createElement('span')).textContent = line.name;
    row.appendChild(document.createElement('b')).textContent = line.value;
  }
  return box;
}

/**
 * A drawing by ECharts. `option` is its whole state; `label` says in words what it shows; `pressed` is called with what
 * was pressed in it. What pressing does must be reachable without it: beside every chart stands a table.
 */
class OutlayChart extends LitElement {
  static properties = { option: { attribute: false }, label: {}, pressed: { attribute: false } };

  constructor() {
    super();
    this.option = /** @type {any} */ (null);
    this.label = '';
    /** @type {((point: any) => void)|null} */
    this.pressed = null;
    /** @type {any} */
    this.chart = null;
    this.watching = new ResizeObserver(() => this.chart?.resize());
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('role', 'img');
    this.watching.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watching.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  async updated() {
    this.setAttribute('aria-label', this.label);
    const echarts = await charts();
    if (!this.isConnected || !this.option) {
      return;
    }
    if (this.chart === null) {
      this.chart = echarts.init(this, null, { renderer: 'canvas' });
      this.chart.on('click', (/** @type {any} */ point) => this.pressed?.(point));
    }
    this.chart.setOption(this.option, { notMerge: true });
    this.dataset.drawn = 'true';
  }
}

customElements.define('outlay-chart', OutlayChart);
