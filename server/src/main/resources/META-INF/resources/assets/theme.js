// Runs before the first paint, so that a chosen theme never flashes in the other one first.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('outlay-theme');
  } catch {
    // storage may be forbidden; the system's theme then holds
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
