// The only script of the site, and nothing needs it: the language switch keeps the reader's place, the list of
// contents marks the section being read, and the choice of a language is remembered on this device.
(() => {
  const page = document.documentElement;
  const text = document.querySelector('article .content');
  const links = document.querySelectorAll('.site-languages a[hreflang], .choice a[hreflang]');
  const key = 'diglot-language';

  // Unpacked into a folder there is no server that knows the file of an address which ends in a slash.
  if (location.protocol === 'file:') {
    for (const link of document.links) if (link.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
  }

  const remember = (lang) => { try { localStorage.setItem(key, lang); } catch { /* storage may be closed */ } };
  const remembered = () => { try { return localStorage.getItem(key); } catch { return null; } };

  // The first block whose end is below the top of the window: what the reader is looking at.
  function block() {
    if (!text) return null;
    const blocks = [...text.querySelectorAll('[id]:not(a)')];
    const seen = blocks.find((one) => one.getBoundingClientRect().bottom > 80);
    const first = blocks[0];
    return seen && (seen !== first || scrollY > first.offsetTop) ? seen.id : null;
  }

  for (const link of links) {
    link.addEventListener('click', () => {
      remember(link.hreflang);
      const id = link.dataset.same === 'true' ? block() || location.hash.slice(1) : '';
      link.hash = id ? `#${id}` : '';
      if (id) try { sessionStorage.setItem(key, id); } catch { /* then focus is left where it is */ }
    });
  }

  // After a switch the same block is in view; focus and, with it, a screen reader's voice move there.
  function arrive() {
    let id = null;
    try { id = sessionStorage.getItem(key); sessionStorage.removeItem(key); } catch { return; }
    const target = id && location.hash === `#${id}` && document.getElementById(id);
    if (!target) return;
    target.scrollIntoView({ behavior: 'instant', block: 'start' });
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    const live = document.querySelector('[data-announce]');
    if (live) live.textContent = live.dataset.announce;
  }
  arrive();

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

  // On narrow screens a chosen section closes the list of contents.
  const contents = document.querySelector('.contents details');
  contents?.addEventListener('click', (event) => {
    if (event.target.closest('a[href^="#"]') && matchMedia('(max-width: 63.99rem)').matches) contents.open = false;
  });

  // The page where a language is chosen: the one chosen before comes into focus; nobody is sent anywhere.
  if (document.body.dataset.page === 'choice') {
    const before = remembered();
    for (const link of links) if (link.hreflang === before) link.focus({ preventScroll: true });
  } else if (links.length) {
    remember(page.lang);
  }
})();
