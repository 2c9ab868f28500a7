// What the preview puts on a page beside the page: mistakes over it, a small bar, and marks at blocks that are not agreed.

function element(name, { text, children = [], ...rest } = {}) {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  Object.assign(node, rest);
  node.append(...children.filter(Boolean));
  return node;
}

const button = (text, act) => {
  const node = element('button', { type: 'button', text });
  node.addEventListener('click', act);
  return node;
};

const counted = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

function put(id, node) {
  document.getElementById(id)?.remove();
  if (!node) return;
  node.id = id;
  node.lang = 'en';
  node.setAttribute('data-diglot', '');
  document.body.append(node);
}

const said = (item, page) => element('div', {
  className: `diglot-${item.severity}`,
  children: [
    element('pre', { text: item.text }),
    page.editor && button(`Open ${item.path}:${item.line}`, () => send('edit', { file: item.path, line: item.line })),
  ],
});

function showErrors(page) {
  if (page.errors.length === 0) { put('diglot-errors', null); return; }
  const below = page.etag === 'waiting' ? 'the study appears when nothing is wrong' : page.is_old ? 'the page below is the last good one' : 'the site is not published like this';
  const box = element('section', {
    children: [
      element('header', { children: [
        element('strong', { text: `${counted(page.errors.length, 'error')}: ${below}` }),
        button('Close', () => put('diglot-errors', null)),
      ] }),
      ...page.errors.map((item) => said(item, page)),
    ],
  });
  box.setAttribute('role', 'alert');
  put('diglot-errors', box);
}

function showBar(page) {
  const warnings = page.warnings.length > 0 && element('details', {
    open: document.querySelector('#diglot-bar details')?.open ?? false,
    children: [
      element('summary', { text: `${counted(page.warnings.length, 'warning')} here` }),
      element('div', { children: page.warnings.map((item) => said(item, page)) }),
    ],
  });
  const parts = [
    warnings,
    page.elsewhere > 0 && element('span', { text: `${counted(page.elsewhere, 'warning')} in other files` }),
    page.open_blocks > 0 && element('span', { text: `${counted(page.open_blocks, 'block')} not agreed` }),
    page.beside && element('a', { href: page.beside.page, text: page.beside.words }),
  ].filter(Boolean);
  if (parts.length === 0) { put('diglot-bar', null); return; }
  const bar = element('aside', { children: parts });
  bar.setAttribute('aria-label', 'Diglot preview');
  if (page.editor) bar.title = 'Alt and a click on a block open it in the editor';
  put('diglot-bar', bar);
}

const HOLDERS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'DIV', 'SECTION', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'FIGURE', 'LI', 'DD', 'TD']);
const ODD = { 'moved-on': 'moved on', missing: 'missing', copied: 'copied' };

// One mark for each block that is not agreed, at the first element that carries its id.
function showMarks(page) {
  for (const old of document.querySelectorAll('.diglot-mark')) old.remove();
  for (const block of page.blocks) {
    const target = document.getElementById(block.id) ?? document.querySelector(`[data-block="${CSS.escape(block.id)}"]`)
      // A field of a record has no element of its own.
      ?? (block.id.includes('.') ? document.querySelector('main h1') : null);
    if (!target) continue;
    const states = Object.entries(block.odd).map(([lang, word]) => `${ODD[word] ?? word}: ${lang}`);
    const mark = element('span', {
      className: 'diglot-mark',
      lang: 'en',
      children: [
        element('span', { text: [block.id.includes('.') ? block.id : '', ...states, ...block.notes].filter(Boolean).join('; ') }),
        block.can_agree && button('Agree', (event) => { event.target.disabled = true; send('agree', { page: location.pathname, id: block.id, etag }); }),
      ],
    });
    mark.setAttribute('data-diglot', '');
    if (HOLDERS.has(target.tagName)) target.append(mark);
    else target.after(mark);
  }
}

// A refusal is said where the errors are.
function showRefusal(text) {
  const box = element('section', { children: [element('header', { children: [element('strong', { text }), button('Close', () => put('diglot-refusal', null))] })] });
  box.setAttribute('role', 'alert');
  put('diglot-refusal', box);
}

function show(page) {
  showErrors(page);
  showBar(page);
  showMarks(page);
}
