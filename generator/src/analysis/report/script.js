'use strict';

// Without this the page shows everything in folds, except the evidence where it is packed. This
// adds search, filters, keys and the choice of colours, and takes the inside of each entity out of
// the page until it opens; packed evidence becomes part of the page then. What stands behind `#` in
// the address is an anchor, or the state if it has a `=`: q, kind, section, with (tags) and at (an
// anchor).
(async () => {
  const byId = (id) => document.getElementById(id);

  // The Rust names and the HTML of each entity and of its fields.
  const unpack = async (text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(unpacked).json();
  };
  const packed = byId('packed');
  // The browser may be older than this format, or the file incomplete: then each entity and field
  // says so.
  const contents = packed && await unpack(packed.textContent).catch(() => []);
  packed?.remove();

  const form = byId('filters');
  const search = byId('q');
  const tags = [...form.querySelectorAll('input[type=checkbox]')];
  const list = byId('entities');
  const others = [...document.querySelectorAll('main > section:not(#reference)')];

  // A parameter in a path is written `:id` or `{id}`.
  const spelled = (text) => text.toLowerCase().replace(/\{([^{}\s]*)\}?/g, ':$1');
  const rustIn = (node) => [...node.querySelectorAll(':scope > .inside > .facts > .rust code')].map((code) => code.textContent);

  // What is searched: ids, paths, types and Rust names; not descriptions.
  const searchable = (node, content) => {
    const parts = [...node.firstElementChild.querySelectorAll('.name, .type, .title')];
    const rust = content?.rust ?? rustIn(node);
    const owner = node.parentElement.closest('.entity');
    // A member of an operation is also found without the name of its list.
    const short = owner?.dataset.kind === 'operation' ? node.id.replace(/\.(parameters|returns)\./, '.') : node.id;
    const names = [node.id, short, ...parts.map((part) => part.textContent), ...rust].map(spelled);
    return { node, names, text: names.join(' '), html: content?.html };
  };
  const entities = [...document.querySelectorAll('.entity')].map((node, place) => ({
    ...searchable(node, contents?.[place]),
    tags: node.dataset.tags.split(' '),
    place,
    fields: [...node.querySelectorAll('.field')].map((field, at) => searchable(field, contents?.[place]?.fields[at])),
    groups: [...node.querySelectorAll('.group')],
    inside: node.querySelector(':scope > .inside'),
  }));
  const owners = new Map();
  for (const entity of entities) {
    for (const { node } of [entity, ...entity.fields]) owners.set(node, entity);
    entity.node.addEventListener('toggle', () => { if (entity.node.open) fill(entity); });
  }
  const anchors = new Map([...owners.keys()].map((node) => [node.id, node]));

  // The inside of an entity is in the page from its first opening on.
  const parsed = (html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content;
  };
  const sealed = byId('sealed')?.innerHTML;
  const fill = ({ node, inside, fields, html }) => {
    if (inside.isConnected) return;
    if (contents) {
      inside.prepend(parsed(html ?? sealed));
      for (const field of fields) field.node.append(parsed(field.html ?? `<div class="inside">${sealed}</div>`));
    }
    node.append(inside);
  };
  const open = (entity) => { fill(entity); entity.node.open = true; };

  // How well a name fits: whole, its last part whole, its beginning, or somewhere. Of operations
  // with one path, GET is first.
  const rank = (names, query) => Math.min(...names.map((name) => {
    if (name === query || name.endsWith(`::${query}`) || name.endsWith(`.${query}`)) return 0;
    const [, method, path] = name.match(/^(\w+) (\/.*)$/) ?? [];
    if (path === query || path === `/${query}`) return method === 'get' ? 0 : 0.3;
    if (path?.endsWith(`/${query}`)) return 0.6;
    return name.startsWith(query) || path?.startsWith(query) ? 1 : 2;
  }));

  // Shows what fits, the best first, and opens a few entities of which only fields do.
  let shown = entities;
  const filter = () => {
    const words = spelled(search.value).split(/\s+/).filter(Boolean);
    const query = words.join(' ');
    const wanted = tags.filter((tag) => tag.checked).map((tag) => tag.name);
    const isFiltered = words.length || wanted.length || form.kind.value || form.section.value;
    const fits = ({ text }) => words.every((word) => text.includes(word));
    const isWanted = ({ node, tags }) =>
      (!form.kind.value || node.dataset.kind === form.kind.value) &&
      (!form.section.value || node.dataset.section === form.section.value) &&
      wanted.every((tag) => tags.includes(tag));
    const byFields = [];
    for (const entity of entities) {
      const whole = fits(entity);
      const fields = entity.fields.filter((field) => {
        field.node.hidden = !whole && !fits(field);
        return !field.node.hidden;
      });
      for (const group of entity.groups) group.hidden = !group.querySelector('.field:not([hidden])');
      entity.node.hidden = !((whole || fields.length) && isWanted(entity));
      if (entity.node.dataset.opened) close(entity);
      if (entity.node.hidden || !words.length) entity.rank = 0;
      else if (whole) entity.rank = rank(entity.names, query);
      else {
        entity.rank = fields.some(({ names }) => rank(names, query) === 0) ? 1.5 : 3;
        byFields.push(entity);
      }
    }
    if (byFields.length <= 20) {
      for (const entity of byFields.filter(({ node }) => !node.open)) {
        open(entity);
        entity.node.dataset.opened = 'yes';
      }
    }
    const ranked = [...entities].sort((a, b) => a.rank - b.rank || a.place - b.place);
    if (ranked.some((entity, place) => list.children[place] !== entity.node)) {
      list.append(...ranked.map(({ node }) => node));
    }
    shown = ranked.filter(({ node }) => !node.hidden);
    byId('shown').textContent = `${shown.length} of ${entities.length}`;
    byId('nothing').hidden = shown.length > 0;
    for (const section of others) section.hidden = Boolean(isFiltered);
  };
  const close = ({ node }) => { node.open = false; delete node.dataset.opened; };

  // The state and the address. Whatever somebody writes behind the `#` is some anchor.
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  let at = '';
  const address = () => {
    const state = new URLSearchParams();
    const chosen = tags.filter((tag) => tag.checked).map((tag) => tag.name).join(' ');
    const values = { q: search.value, kind: form.kind.value, section: form.section.value, with: chosen };
    for (const [key, value] of Object.entries(values)) if (value) state.set(key, value);
    if (!state.size) return at;
    if (at) state.set('at', at);
    return state.toString();
  };
  const choose = (state) => {
    search.value = state.get('q') ?? '';
    for (const name of ['kind', 'section']) form[name].value = state.get(name) ?? '';
    const chosen = (state.get('with') ?? '').split(' ');
    for (const tag of tags) tag.checked = chosen.includes(tag.name);
    filter();
  };
  const read = () => {
    const hash = location.hash.slice(1);
    const state = new URLSearchParams(hash.includes('=') ? hash : '');
    at = state.get('at') ?? (hash.includes('=') ? '' : decoded(hash));
    choose(state);
  };
  let pending = 0;
  // Goes to what the address is about, from where the keys go on.
  const settle = () => {
    if (at) reveal(at);
    else if (address()) {
      byId('reference').scrollIntoView();
      results()[0]?.focus({ preventScroll: true });
    }
  };
  const scrollBack = ({ top, focus }) => {
    scrollTo(0, top);
    anchors.get(focus)?.firstElementChild.focus({ preventScroll: true });
  };
  const folds = (node) => [...node.querySelectorAll('details')];
  // Back leads to the place that a link left, as it was left; a reload to where it was.
  const restore = ({ state }) => {
    clearTimeout(pending);
    read();
    if (!state) return settle();
    for (const entity of entities) {
      if (state.open.includes(entity.node.id)) open(entity);
      else if (!entity.node.dataset.opened) entity.node.open = false;
    }
    // The report may have been written again since.
    for (const [id, places] of Object.entries(state.folds ?? {})) {
      const node = byId(id);
      if (node) folds(node).forEach((fold, at) => { fold.open = places.includes(at); });
    }
    scrollBack(state);
  };
  const save = () => {
    const opened = entities.filter(({ node }) => node.open).map(({ node }) => node);
    const openFolds = (node) => folds(node).flatMap((fold, at) => fold.open ? [at] : []);
    const state = {
      open: opened.map((node) => node.id),
      // Of sections and open entities, the places of what is open inside them.
      folds: Object.fromEntries([...others, ...opened].map((node) => [node.id, openFolds(node)])),
      top: scrollY,
      focus: document.activeElement.closest('.entity, .field')?.id,
    };
    clearTimeout(pending);
    history.replaceState(state, '', `#${address()}`);
  };
  // What a reload itself would write may arrive too late.
  const saveLater = () => {
    clearTimeout(pending);
    pending = setTimeout(save, 100);
  };
  const changed = () => {
    filter();
    at = '';
    if (address()) byId('reference').scrollIntoView();
    saveLater();
  };

  // Opens what is around a thing, and goes there. What the filters hide, they show again.
  const reveal = (anchor) => {
    const node = anchors.get(anchor) ?? byId(anchor);
    if (!node) return;
    const entity = owners.get(node);
    if (node.closest('[hidden]') || entity?.node.hidden) choose(new URLSearchParams());
    if (entity) { open(entity); delete entity.node.dataset.opened; }
    for (let fold = node.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    node.scrollIntoView();
    node.querySelector(':scope > summary')?.focus({ preventScroll: true });
  };
  const go = (anchor) => {
    save();
    reveal(anchor);
    at = anchor;
    history.pushState(null, '', `#${address()}`);
  };

  // Entities and fields that can be seen, in their order.
  const results = () => shown.flatMap(({ node, fields }) => {
    const inside = node.open ? fields.map((field) => field.node).filter((field) => !field.hidden) : [];
    return [node, ...inside].map((result) => result.firstElementChild);
  });
  const move = (step) => {
    const all = [search, ...results()];
    const here = document.activeElement;
    // A badge in a summary may have the focus instead of it.
    const from = all.indexOf(here.closest('summary') ?? here);
    if (from < 0) return false;
    all[Math.max(0, Math.min(all.length - 1, from + step))].focus();
    return true;
  };
  const clear = () => { choose(new URLSearchParams()); changed(); search.focus(); };
  const isTyping = (node) => node.matches('input[type=search], select, textarea');

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    let done = false;
    if (event.key === '/' && !isTyping(event.target)) { search.focus(); search.select(); done = true; }
    else if (event.key === 'Escape' && (event.target === search || address() !== at)) { clear(); done = true; }
    else if (event.key in steps) done = move(steps[event.key]);
    else if (event.key === 'Enter' && event.target === search) {
      const [first] = results();
      if (first) go(first.parentElement.id);
      done = true;
    }
    if (done) event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    // The search opened it, so a key that would close it keeps it open instead.
    const opened = event.target.closest('[data-opened] > summary')?.parentElement;
    if (opened) {
      if (event.detail === 0) event.preventDefault();
      delete opened.dataset.opened;
    }
    const link = event.target.closest('a[href]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    save();
    if (!link.getAttribute('href').startsWith('#')) return;
    event.preventDefault();
    const hash = link.hash.slice(1);
    if (!hash.includes('=')) return go(decoded(hash));
    history.pushState(null, '', link.hash);
    read();
    settle();
  });
  search.addEventListener('input', changed);
  form.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(changed));
  form.addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('popstate', restore);

  // Whatever the browser scrolls to stays below the bar, which is higher on a narrow screen.
  const bar = byId('bar');
  const below = () => { document.documentElement.style.scrollPaddingTop = `${bar.offsetHeight + 4}px`; };
  new ResizeObserver(below).observe(bar);

  // Colours: those of the system, until somebody chooses.
  const theme = byId('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const current = () => document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
  const label = () => { theme.textContent = current() === 'dark' ? 'Light' : 'Dark'; };
  theme.addEventListener('click', () => {
    document.documentElement.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    label();
  });
  dark.addEventListener('change', label);

  label();
  for (const entity of entities) {
    entity.inside.remove();
    if (entity.node.open) fill(entity);
  }
  theme.hidden = form.hidden = search.parentElement.hidden = false;
  below();
  history.scrollRestoration = 'manual';
  window.addEventListener('pagehide', save);
  const { state } = history;
  restore({ state });
  document.addEventListener('toggle', saveLater, { capture: true });
  document.addEventListener('scroll', saveLater);
  // The browser goes to the anchor as well, and takes the focus away from what has it.
  let isUsed = false;
  for (const kind of ['keydown', 'pointerdown', 'wheel']) {
    window.addEventListener(kind, () => { isUsed = true; }, { capture: true, once: true, passive: true });
  }
  window.addEventListener('load', () => setTimeout(() => {
    if (isUsed) return;
    if (state) scrollBack(state);
    else settle();
  }));
})();
