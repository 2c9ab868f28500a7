// The only script; nothing needs it. This device remembers the language.
(() => {
  const page = document.documentElement;
  const text = document.querySelector('article .content, article.content') || document.querySelector('main');
  const links = document.querySelectorAll('.site-languages a[hreflang], .choice a[hreflang]');
  const key = 'diglot-language';

  // A folder has no server that knows the file of an address.
  if (location.protocol === 'file:') {
    for (const link of document.links) if (link.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
  }

  const remember = (lang) => { try { localStorage.setItem(key, lang); } catch { /* storage may be closed */ } };
  const remembered = () => { try { return localStorage.getItem(key); } catch { return null; } };

  // What the reader is looking at: the first block that ends below the header, and those before it.
  function places() {
    const top = parseFloat(getComputedStyle(page).scrollPaddingTop) || 0;
    const blocks = [...text.querySelectorAll('[id]:not(a, .former, [data-only], [data-only] *)')];
    if (!(blocks[0]?.getBoundingClientRect().top < top)) return [];
    const at = blocks.findIndex((one) => one.getBoundingClientRect().bottom > top);
    return blocks.slice(0, at < 0 ? undefined : at + 1).reverse().slice(0, 20).map((one) => one.id);
  }

  for (const link of links) {
    link.addEventListener('click', () => {
      remember(link.hreflang);
      const ids = link.dataset.same === 'true' ? [...places(), location.hash.slice(1)] : [''];
      link.hash = ids[0];
      try { sessionStorage.setItem(key, ids.join(' ')); } catch { /* as above */ }
    });
  }

  // After a switch the same block is in view and has the focus.
  function arrive() {
    let ids = [];
    try { ids = (sessionStorage.getItem(key) || '').split(' '); sessionStorage.removeItem(key); } catch { return; }
    const id = location.hash === `#${ids[0]}` && ids.find((one) => document.getElementById(one));
    if (!id) return;
    if (id !== ids[0]) history.replaceState(null, '', `#${id}`);
    const target = document.getElementById(id);
    target.scrollIntoView({ behavior: 'instant', block: 'start' });
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    for (const live of document.querySelectorAll('[data-announce]')) live.textContent = live.dataset.announce;
  }
  arrive();

  // A paragraph's number offers its citation: the page's example with its own number.
  document.addEventListener('click', (event) => {
    const dialog = document.querySelector('.cite-one');
    if (!dialog?.showModal) return;
    const [words, said] = dialog.querySelectorAll('p, [role]');
    const has = (selector) => event.target.closest(selector);
    const number = has('.paragraph-number');
    if (number && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      history.replaceState(null, '', number.hash);
      words.innerHTML = document.querySelector('[data-cite-example]').innerHTML;
      words.querySelector('b').textContent = number.textContent;
      for (const link of words.querySelectorAll('a')) link.textContent = link.href = link.href.replace(/#.*/, number.hash);
      said.textContent = '';
      dialog.showModal();
    } else if (has('[data-copy]')) {
      getSelection().selectAllChildren(words);
      if (document.execCommand('copy')) said.textContent = said.dataset.copied;
    } else if (event.target === dialog || has('[data-close]')) dialog.close();
  });

  // Contents marker.
  const entries = new Map();
  for (const link of document.querySelectorAll('.contents a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) entries.set(heading, link);
  }
  if (entries.size) {
    let waiting = false;
    const mark = () => {
      waiting = false;
      let current = null;
      for (const heading of entries.keys()) if (heading.getBoundingClientRect().top < innerHeight / 3) current = heading;
      for (const [heading, link] of entries) {
        if (heading === current) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      }
    };
    addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }

  // On narrow screens a chosen section closes the contents.
  const contents = document.querySelector('.contents details');
  contents?.addEventListener('click', (event) => {
    if (event.target.closest('a[href^="#"]') && matchMedia('(max-width: 63.99rem)').matches) contents.open = false;
  });

  // The language chosen before has the focus; nobody is sent anywhere.
  if (document.body.dataset.page === 'choice') {
    const before = remembered();
    for (const link of links) if (link.hreflang === before) link.focus({ preventScroll: true });
  } else if (links.length) {
    remember(page.lang);
  }
})();
