// One tab: learns that something is new, asks what its own page is like now, and patches or reloads it.

const me = document.currentScript;
const { run, token } = me.dataset;
let { etag } = me.dataset;
// The page as it was served: no other script has run yet.
let was = document.cloneNode(true);
const tab = Math.random().toString(36).slice(2);
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('diglot-live') : null;
const isVisible = () => document.visibilityState === 'visible';
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
const PLACE = 'diglot-place';
const HERE = 'diglot-here';

const stored = (storage, key) => { try { return storage.getItem(key); } catch { return null; } };
const store = (storage, key, value) => { try { storage.setItem(key, value); } catch { /* then nothing is remembered */ } };

// Each request that changes anything carries what only this run's own pages know.
async function send(deed, wish) {
  try {
    const answer = await fetch(`/_diglot/${deed}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Diglot-Token': token },
      body: JSON.stringify(wish),
    });
    if (!answer.ok) showRefusal(await answer.text());
  } catch {
    showRefusal('The preview does not answer.');
  }
}

// A page that cannot be patched comes back at the block it was at.
function reload() {
  store(sessionStorage, PLACE, JSON.stringify({ path: location.pathname, ...place() }));
  history.scrollRestoration = 'manual';
  location.reload();
}

function comeBack() {
  const where = JSON.parse(stored(sessionStorage, PLACE) ?? 'null');
  try { sessionStorage.removeItem(PLACE); } catch { return; }
  if (where?.path !== location.pathname) return;
  returnTo(where);
  history.scrollRestoration = 'auto';
}

let seen = null;

// With --follow the tab that was looked at last goes to what was just saved.
function follow(page) {
  const { follow: wanted } = page;
  if (seen === null) seen = wanted?.version ?? 0;
  if (!wanted || wanted.version <= seen) return;
  seen = wanted.version;
  if (stored(localStorage, HERE) !== tab) return;
  const target = wanted.pages[document.documentElement.lang] ?? Object.values(wanted.pages)[0];
  if (target !== location.pathname) { location.assign(target + (wanted.id ? `#${wanted.id}` : '')); return; }
  const block = wanted.id && document.getElementById(wanted.id);
  if (!block) return;
  const { top, bottom } = block.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) block.scrollIntoView({ block: 'center', behavior: 'instant' });
  block.classList.add('diglot-changed');
  setTimeout(() => block.classList.remove('diglot-changed'), 1500);
}

async function refresh() {
  const answer = await fetch(location.pathname + location.search, { cache: 'no-store' });
  const html = await answer.text();
  const now = new DOMParser().parseFromString(html, 'text/html');
  if (answer.status >= 500 || !patch(was, now)) { reload(); return false; }
  was = now;
  etag = (answer.headers.get('ETag') ?? '').replaceAll('"', '');
  document.dispatchEvent(new CustomEvent('diglot:patched'));
  return true;
}

let busy = false;
let again = false;

// A hidden page waits until it is looked at.
async function check() {
  if (!isVisible()) return;
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      const answer = await fetch(`/_diglot/page?path=${encodeURIComponent(location.pathname)}`, { cache: 'no-store' });
      const page = await answer.json();
      if (page.run !== run) { reload(); return; }
      if (page.etag !== etag && !(await refresh())) return;
      show(page);
      follow(page);
    } while (again);
  } catch {
    // The preview has ended or is starting anew; whoever polls will tell.
  } finally {
    busy = false;
  }
}

const look = () => { if (isVisible()) { store(localStorage, HERE, tab); check(); } };

async function poll(goesOn) {
  let version = 0;
  while (goesOn()) {
    try {
      const answer = await fetch(`/_diglot/live?since=${version}&run=${run}`, { cache: 'no-store' });
      const news = await answer.json();
      if (news.version === version && news.run === run) continue;
      version = news.version;
      channel?.postMessage(news);
      await check();
      // A page of another run cannot be told more; it reloads once it is looked at.
      if (news.run !== run) await pause(1000);
    } catch {
      await pause(1000);
    }
  }
}

channel?.addEventListener('message', () => check());
document.addEventListener('visibilitychange', look);
addEventListener('focus', look);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') for (const id of ['diglot-errors', 'diglot-refusal']) put(id, null); });
document.addEventListener('click', (event) => {
  if (!event.altKey || event.target.closest('[data-diglot]')) return;
  const block = event.target.closest('main [id]');
  const text = event.target.closest('[lang]');
  event.preventDefault();
  send('edit', { page: location.pathname, id: block?.id ?? '', lang: text?.lang ?? '' });
}, true);

if (document.readyState === 'complete') comeBack();
else addEventListener('load', comeBack);
look();

// One page per browser asks, since a browser opens six connections a host over all its pages.
if (channel && navigator.locks) navigator.locks.request('diglot-live', () => poll(() => true));
else {
  const whenSeen = () => isVisible() && poll(isVisible);
  document.addEventListener('visibilitychange', whenSeen);
  whenSeen();
}
