// Runs in previewed pages only. Asks for news; reloads the page when there is a new site, and shows mistakes over it.
(() => {
  const me = document.currentScript;
  let good = Number(me.dataset.good);
  let version = Number(me.dataset.version);
  let asked = -1;

  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('diglot-live') : null;
  const visible = () => document.visibilityState === 'visible';
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  function element(name, text, ...children) {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    node.append(...children);
    return node;
  }

  function hide() {
    document.getElementById('diglot-diagnostics')?.remove();
  }

  function show(news) {
    hide();
    if (!news.errors) return;
    const box = element('section');
    box.id = 'diglot-diagnostics';
    box.lang = 'en';
    box.setAttribute('role', 'alert');
    const count = news.errors === 1 ? '1 error' : `${news.errors} errors`;
    const close = element('button', 'Close');
    close.type = 'button';
    close.addEventListener('click', hide);
    box.append(element('header', '', element('strong', `${count}: the page below is the last good one`), close));
    for (const item of news.items) {
      const text = element('pre', item.text);
      text.className = item.severity;
      box.append(text);
    }
    document.body.append(box);
  }

  // What to do once something newer is known. A hidden page waits until it is looked at.
  async function act() {
    if (!visible()) return;
    if (latest.good > good) {
      good = latest.good;
      location.reload();
      return;
    }
    if (asked === latest.version) return;
    asked = latest.version;
    const answer = await fetch('/_diglot/diagnostics', { cache: 'no-store' });
    show(await answer.json());
  }

  let latest = { version, good };
  function learn(news) {
    if (news.version < version) {
      // The preview was started anew and counts from one again.
      latest = { version: news.version, good: Infinity };
    } else {
      latest = news;
    }
    version = latest.version;
    act().catch(() => {});
  }

  async function poll(goesOn) {
    while (goesOn()) {
      try {
        const answer = await fetch(`/_diglot/live?since=${version}`, { cache: 'no-store' });
        const news = await answer.json();
        if (news.version !== version) {
          channel?.postMessage(news);
          learn(news);
        }
      } catch {
        await pause(1000);
        version = Math.max(0, version);
      }
    }
  }

  channel?.addEventListener('message', (event) => learn(event.data));
  document.addEventListener('visibilitychange', () => act().catch(() => {}));
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
  act().catch(() => {});

  // One page per browser asks, since a browser opens six connections a host over all its pages.
  if (channel && navigator.locks) navigator.locks.request('diglot-live', () => poll(() => true));
  else {
    const whenSeen = () => visible() && poll(visible);
    document.addEventListener('visibilitychange', whenSeen);
    whenSeen();
  }
})();
