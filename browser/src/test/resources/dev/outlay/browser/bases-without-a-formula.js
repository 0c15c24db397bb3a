// Opens what each tile, fact, chart and column of the page rests on, and the first number of each column, and tells of those
// that do not say by which formula and by which question they come about.
async () => {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const first = [...document.querySelectorAll('main tbody')].flatMap((body) => [...(body.rows[0]?.querySelectorAll('button.basis') ?? [])]);
  const buttons = [...document.querySelectorAll('main .tile button.basis, main .facts button.basis, main thead button.basis, main .how'), ...first];
  const missing = [];
  for (const button of buttons) {
    button.click();
    await drawn();
    const drawer = document.querySelector('dialog.drawer[open]');
    const lines = new Map([...(drawer?.querySelectorAll('.lines > div') ?? [])].map((line) => [line.querySelector('dt').textContent, line.querySelector('dd').textContent.trim()]));
    if (!lines.get('Formula') || !(lines.get('Over REST') || lines.get('Origin'))) {
      missing.push(`${drawer?.querySelector('h2')?.textContent ?? button.textContent}: ${JSON.stringify([...lines])}`);
    }
    drawer?.querySelector('.buttons button').click();
    await drawn();
  }
  return [buttons.length, ...missing];
}
