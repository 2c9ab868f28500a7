// Combines the facets of a list of recommendations. What is chosen stands in the address (?theme=law&actor=parliament), so
// that it can be sent on and goes along into another language. Without script the lists of single facets serve instead.
(() => {
  const form = document.querySelector('form[data-filters]');
  const rows = [...document.querySelectorAll('[data-recommendation].row')];
  if (!form || rows.length === 0) return;
  const selects = [...form.querySelectorAll('select')];
  const said = form.querySelector('[data-said]');

  const has = (row, select, value) => value === '' || (row.getAttribute(`data-${select.name}`) ?? '').split(' ').includes(value);
  const fits = (row, except) => selects.every((select) => select === except || has(row, select, select.value));

  // A value that would leave nothing is not offered, and each one says how many it would leave.
  function count(select) {
    const others = rows.filter((row) => fits(row, select));
    for (const option of select.options) {
      option.dataset.label ??= option.textContent;
      const left = others.filter((row) => has(row, select, option.value)).length;
      option.textContent = `${option.dataset.label} (${left})`;
      option.disabled = left === 0 && option.value !== '' && !option.selected;
    }
  }

  function address() {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of selects) {
      if (value === '') query.delete(name);
      else query.set(name, value);
    }
    const search = query.toString() === '' ? '' : `?${query}`;
    if (search !== location.search) history.replaceState(null, '', location.pathname + search + location.hash);
    for (const link of document.querySelectorAll('.site-languages a[data-same="true"]')) link.search = search;
  }

  function show({ aloud }) {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      if (!row.hidden) shown += 1;
    }
    selects.forEach(count);
    address();
    const words = shown === 0 ? said.dataset.none : said.dataset.said.replace('%shown', shown).replace('%all', rows.length);
    // Only a change is announced: a page that has just been opened is read from its beginning.
    if (aloud || selects.some((select) => select.value !== '')) said.textContent = words;
  }

  function read() {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = query.get(select.name) ?? '';
      select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
    show({ aloud: false });
  }

  form.addEventListener('change', () => show({ aloud: true }));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => show({ aloud: true })));
  addEventListener('popstate', read);
  form.hidden = false;
  read();
})();
