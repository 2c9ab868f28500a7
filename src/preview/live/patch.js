// Brings the page on the screen to what the server now has, touching only what differs. Three trees are compared: the
// page as it was served (`was`), as it is served now (`now`), and as it stands (`live`), which scripts and the reader
// have changed in between. Only what differs between the first two is changed in the third.

const ours = (node) => node.nodeType === Node.ELEMENT_NODE
  && (node.hasAttribute('data-diglot') || (node.getAttribute('src') || node.getAttribute('href') || '').startsWith('/_diglot/'));

// A text keeps selections in what did not change: only the stretch that differs is replaced.
function setText(node, text) {
  const old = node.data;
  const least = Math.min(old.length, text.length);
  let start = 0;
  while (start < least && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < least - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  node.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
}

function setAttributes(live, was, now) {
  for (const { name } of was.attributes) if (!now.hasAttribute(name)) live.removeAttribute(name);
  for (const { name, value } of now.attributes) if (was.getAttribute(name) !== value) live.setAttribute(name, value);
}

// Which live node each child of `was` became; scripts may have added and removed some.
function liveChildren(live, was) {
  const found = new Map();
  const left = [...live.childNodes].filter((node) => !ours(node));
  for (const node of was.childNodes) {
    if (ours(node)) continue;
    const at = left.findIndex((one) => one.nodeName === node.nodeName && (one.id || '') === (node.id || ''));
    if (at >= 0) found.set(node, left.splice(0, at + 1)[at]);
  }
  return found;
}

// Which child of `was` each child of `now` continues: by id, else being equal, else the next of its kind.
function partners(before, after) {
  const pairs = new Map();
  const free = new Set(before);
  const take = (node, one) => { if (one) { pairs.set(node, one); free.delete(one); } };
  const ids = new Map(before.filter((node) => node.id).map((node) => [node.id, node]));
  for (const node of after) {
    const one = node.id && ids.get(node.id);
    if (one && one.nodeName === node.nodeName) take(node, one);
  }
  for (const node of after) if (!pairs.has(node)) take(node, [...free].find((one) => one.isEqualNode(node)));
  for (const node of after) {
    if (!pairs.has(node)) take(node, [...free].find((one) => one.nodeName === node.nodeName));
  }
  return { pairs, gone: free };
}

function morph(live, was, now) {
  if (was.isEqualNode(now)) return;
  if (now.nodeType !== Node.ELEMENT_NODE) { setText(live, now.data); return; }
  setAttributes(live, was, now);
  const alive = liveChildren(live, was);
  const before = [...was.childNodes].filter((node) => !ours(node));
  const after = [...now.childNodes].filter((node) => !ours(node));
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
  let end = 0;
  const least = Math.min(before.length, after.length) - start;
  while (end < least && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
  const { pairs, gone } = partners(before.slice(start, before.length - end), after.slice(start, after.length - end));
  for (const node of gone) alive.get(node)?.remove();
  let previous = null;
  for (const node of before.slice(0, start)) previous = alive.get(node) ?? previous;
  for (const node of after.slice(start, after.length - end)) {
    const continued = alive.get(pairs.get(node));
    const one = continued ?? document.importNode(node, true);
    const place = previous ? previous.nextSibling : live.firstChild;
    if (one !== place) live.insertBefore(one, place);
    if (continued) morph(one, pairs.get(node), node);
    previous = one;
  }
}

// What scripts make of a page cannot be patched; another script or another kind of page is another page.
function isPatchable(was, now) {
  const scripts = (page) => [...page.scripts].map((one) => one.getAttribute('src') || '').filter((src) => src && !src.startsWith('/_diglot/')).join();
  const policy = (page) => page.querySelector('meta[http-equiv]')?.content;
  return now.body && was.documentElement.lang === now.documentElement.lang && was.body.dataset.page === now.body.dataset.page
    && scripts(was) === scripts(now) && policy(was) === policy(now);
}

// New style sheets take over once they are there, so that the page is never without.
function swapStyles(now) {
  const sheets = (page) => [...page.querySelectorAll('link[rel=stylesheet]')].filter((one) => !ours(one) && !one.dataset.leaving);
  const wanted = sheets(now);
  sheets(document).forEach((old, at) => {
    const href = wanted[at]?.getAttribute('href');
    if (href === old.getAttribute('href')) return;
    old.dataset.leaving = 'true';
    if (!href) { old.remove(); return; }
    const link = document.importNode(wanted[at]);
    for (const event of ['load', 'error']) link.addEventListener(event, () => old.remove());
    old.after(link);
  });
  const last = sheets(document).at(-1);
  for (const more of wanted.slice(sheets(document).length).reverse()) last?.after(document.importNode(more));
}

// The block that the reader looks at, and where it stands in the window.
function place() {
  for (const one of document.querySelectorAll('main [id]')) {
    const box = one.getBoundingClientRect();
    if (box.height > 0 && box.bottom > 0) return { id: one.id, top: box.top };
  }
  return null;
}

function returnTo(where) {
  const one = where && document.getElementById(where.id);
  if (one) scrollBy({ top: one.getBoundingClientRect().top - where.top, behavior: 'instant' });
}

/** True if the page on the screen now shows `now`. */
function patch(was, now) {
  if (!isPatchable(was, now)) return false;
  // A page that was read with scripts holds these as text.
  for (const one of now.querySelectorAll('noscript')) one.textContent = one.innerHTML;
  const where = scrollY > 0 ? place() : null;
  const focused = document.activeElement;
  const anchored = document.documentElement.style.overflowAnchor;
  document.documentElement.style.overflowAnchor = 'none';
  document.title = now.title;
  swapStyles(now);
  morph(document.body, was.body, now.body);
  if (!focused?.isConnected && focused?.id) document.getElementById(focused.id)?.focus({ preventScroll: true });
  returnTo(where);
  requestAnimationFrame(() => { document.documentElement.style.overflowAnchor = anchored; });
  return true;
}
