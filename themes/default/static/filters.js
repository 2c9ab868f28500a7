// Combines the facets of a list of recommendations. What is chosen stands in the address (?theme=law&actor=parliament), so
// that it can be sent on and goes along into another language. Without script the lists of single facets serve instead.
// A list on several pages loads all its rows (data-index) when they are needed.
(() => {
  const form = document.querySelector('form[data-filters]');
  const body = document.querySelector('table.list tbody');
  if (!form || !body) return;
  const own = [...body.rows];
  const { any, index, home, only = '' } = form.dataset;
  const [key, value] = only.split(' ');
  const make = (name, what) => Object.assign(document.createElement(name), what);
  const said = form.querySelector('[data-said]');
  let rows = index ? null : own.map((node) => ({ node, at: (name) => node.getAttribute(`data-${name}`) }));

  // The lists above are the choices; on the list of one value its facet is settled.
  const selects = [];
  for (const list of document.querySelectorAll('.facets ul')) {
    const title = document.getElementById(list.getAttribute('aria-labelledby'));
    const select = make('select', { name: title.id.replace('facet-', '') });
    if (select.name === key) continue;
    select.add(new Option(any, ''));
    for (const { firstChild, pathname } of list.querySelectorAll('a')) select.add(new Option(firstChild.data.trim(), pathname.split('/').at(-2)));
    const label = make('label');
    label.append(make('span', { textContent: title.textContent }), select);
    form.querySelector('button').before(label);
    selects.push(select);
  }

  const values = (row, name) => (row.at(name) ?? '').split(' ');
  const fits = (row, except) => selects.every((select) => select === except || !select.value || values(row, select.name).includes(select.value));
  const isChosen = () => selects.some(({ value }) => value);

  // A value that would leave nothing is not offered, and each one says how many it would leave.
  function count(select) {
    const others = rows.filter((row) => fits(row, select));
    const left = new Map();
    for (const value of others.flatMap((row) => values(row, select.name))) left.set(value, (left.get(value) ?? 0) + 1);
    left.set('', others.length);
    for (const option of select.options) {
      const number = left.get(option.value) ?? 0;
      option.dataset.label ??= option.textContent;
      option.textContent = `${option.dataset.label} (${number})`;
      option.disabled = !number && option.value !== '' && !option.selected;
    }
  }

  function address() {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of selects) {
      if (value === '') query.delete(name);
      else query.set(name, value);
    }
    const search = `${query}` && `?${query}`;
    if (search !== location.search) history.replaceState(null, '', location.pathname + search + location.hash);
    for (const link of document.querySelectorAll('.site-languages a[data-same="true"]')) link.search = search;
  }

  function drawn({ id, number, title, late, at }) {
    const copy = (selector) => form.querySelector(`template[data-${selector}]`).content.cloneNode(true);
    const row = copy('row').firstElementChild;
    const link = row.querySelector('a');
    row.id = row.dataset.recommendation = id;
    row.querySelector('.row-number').textContent = number;
    link.firstElementChild.textContent = link.textContent.replace('%n', number);
    link.insertAdjacentHTML('beforeend', title);
    link.href = `${home}${id}/${location.protocol === 'file:' ? 'index.html' : ''}`;
    row.querySelector('.row-side p').append(copy(`status="${at('status')}"`), ...(late ? [' ', copy('overdue')] : []));
    return row;
  }

  function show({ aloud }) {
    const shown = new Set(rows.filter((row) => fits(row)));
    if (index) {
      body.replaceChildren(...(isChosen() ? [...shown].map((row) => row.node ??= drawn(row)) : own));
      document.querySelector('[data-parts]').hidden = isChosen();
    } else for (const row of rows) row.node.hidden = !shown.has(row);
    selects.forEach(count);
    address();
    const words = shown.size === 0 ? said.dataset.none : said.dataset.said.replace('%shown', shown.size).replace('%all', rows.length);
    // Only a change is announced: a page that has just been opened is read from its beginning.
    if (aloud || isChosen()) said.textContent = words;
  }

  let loading;
  const load = () => loading ??= new Promise((done, fail) => {
    if (rows) return done();
    window.diglotRows = (facets, all) => {
      rows = all.map(([id, number, title, late, held]) => ({ id, number, title, late, at: (name) => held[facets.indexOf(name)] }))
        .filter((row) => !value || values(row, key).includes(value));
      done();
    };
    document.head.append(make('script', { src: index, onerror: fail }));
  });
  const shown = (how) => load().then(() => show(how), () => { form.hidden = true; });

  function read() {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = query.get(select.name) ?? '';
      select.value = [...select.options].some((option) => option.value === value) ? value : '';
    }
    if (rows || isChosen()) shown({ aloud: false });
  }

  form.addEventListener('focusin', () => { if (!rows) shown({ aloud: false }); });
  form.addEventListener('change', () => shown({ aloud: true }));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => shown({ aloud: true })));
  addEventListener('popstate', read);
  form.hidden = false;
  read();
})();
