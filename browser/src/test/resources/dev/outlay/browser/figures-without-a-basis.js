// Every figure on the page that nothing leads from to what it rests on. Dates, names and texts are no figures; what stands
// small below a figure is its range or its explanation, and in its basis too.
() => {
  const FIGURE = /^[−+–-]?\s*[$€£]?\s*\d[\d,.]*\s*(%|[KMBT]|kWh|MWh|GWh|t CO₂e|kg CO₂e|kgCO2e|g\/kWh|h|d|GPU-hours)?$/;
  // a year is written without a comma, a number of thousands with one
  const DATE = /^(\d{1,2} [A-Z][a-z]{2,3}( \d{4})?(, \d\d:\d\d)?|20\d\d(-\d\d){0,2})$/;
  // a setting is what somebody wrote: the column beside it says where
  const NO_FIGURES = ['Settings of this server'];
  const text = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('small, .unseen, svg').forEach((each) => each.remove());
    return copy.textContent.trim().replaceAll(/\s+/g, ' ');
  };
  const opens = (element) => element.querySelector('button.basis') !== null;
  const missing = [];
  for (const figure of document.querySelectorAll('main .tile .figure, main .facts dd, main .everyday b')) {
    if (FIGURE.test(text(figure)) && !opens(figure)) {
      missing.push(`${figure.closest('section, .tile').querySelector('h2').textContent}: ${text(figure)}`);
    }
  }
  for (const table of document.querySelectorAll('main table')) {
    const caption = table.caption.textContent;
    if (NO_FIGURES.includes(caption)) {
      continue;
    }
    [...table.tHead.rows[0].cells].forEach((heading, place) => {
      const cells = [...table.tBodies[0].rows].map((row) => row.cells[place])
        .filter((cell) => !DATE.test(text(cell)))
        .filter((cell) => FIGURE.test(text(cell)) || (cell.classList.contains('number') && /\d/.test(text(cell))));
      const closed = cells.filter((cell) => !opens(cell));
      if (closed.length) {
        missing.push(`${caption}, ${text(heading)}: ${text(closed[0])}`);
      } else if (cells.length && heading.classList.contains('number') && !opens(heading) && !cells[0].querySelector('button.basis:not([tabindex="-1"])')) {
        missing.push(`${caption}, ${text(heading)}: the tab key does not lead there`);
      }
    });
  }
  for (const chart of document.querySelectorAll('main outlay-chart')) {
    const section = chart.closest('section');
    if (!section.querySelector('.panel-head .how')) {
      missing.push(`${section.querySelector('h2').textContent}: the chart`);
    }
    if (!chart.getAttribute('aria-label') || !(section.querySelector('table') ?? section.nextElementSibling?.querySelector('table'))) {
      missing.push(`${section.querySelector('h2').textContent}: the chart has no name or no table`);
    }
  }
  return missing;
}
