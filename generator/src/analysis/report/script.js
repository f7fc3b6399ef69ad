'use strict';

// Without this the page shows everything, in folds. This adds search, filters, keys and the
// choice of colours. What stands behind `#` in the address is an anchor, or the state if it has
// a `=`: q, kind, section, with (tags) and at (an anchor).
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  const search = byId('q');
  const tags = [...form.querySelectorAll('input[type=checkbox]')];

  // What is searched: ids, paths, types and Rust names; not descriptions.
  const searchable = (node) => {
    const parts = [...node.firstElementChild.querySelectorAll('.name, .type, .title')];
    const rust = node.querySelector(':scope > .inside > .facts > .rust');
    const text = [node.id, ...parts.concat(rust ?? []).map((part) => part.textContent)];
    return { node, text: text.join(' ').toLowerCase(), tags: node.dataset.tags.split(' ') };
  };
  const entities = [...document.querySelectorAll('.entity')].map((node) => ({
    ...searchable(node),
    fields: [...node.querySelectorAll('.field')].map(searchable),
    groups: [...node.querySelectorAll('.group')],
  }));

  // Shows what fits, and opens a few entities of which only fields do.
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = tags.filter((tag) => tag.checked).map((tag) => tag.name);
    const fits = ({ text }) => words.every((word) => text.includes(word));
    const isWanted = ({ node, tags }) =>
      (!form.kind.value || node.dataset.kind === form.kind.value) &&
      (!form.section.value || node.dataset.section === form.section.value) &&
      wanted.every((tag) => tags.includes(tag));
    const byFields = [];
    let count = 0;
    for (const entity of entities) {
      const whole = fits(entity);
      for (const field of entity.fields) field.node.hidden = !whole && !fits(field);
      for (const group of entity.groups) group.hidden = !group.querySelector('.field:not([hidden])');
      const some = whole || entity.fields.some(({ node }) => !node.hidden);
      entity.node.hidden = !(some && isWanted(entity));
      count += !entity.node.hidden;
      if (!whole && !entity.node.hidden) byFields.push(entity.node);
      if (entity.node.dataset.opened) close(entity.node);
    }
    if (byFields.length <= 20) byFields.filter((node) => !node.open).forEach(open);
    byId('shown').textContent = `${count} of ${entities.length}`;
  };
  const open = (node) => { node.open = true; node.dataset.opened = 'yes'; };
  const close = (node) => { node.open = false; delete node.dataset.opened; };

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
  const restore = () => {
    const hash = location.hash.slice(1);
    const state = new URLSearchParams(hash.includes('=') ? hash : '');
    search.value = state.get('q') ?? '';
    for (const name of ['kind', 'section']) form[name].value = state.get(name) ?? '';
    const chosen = (state.get('with') ?? '').split(' ');
    for (const tag of tags) tag.checked = chosen.includes(tag.name);
    at = state.get('at') ?? (hash.includes('=') ? '' : decoded(hash));
    filter();
    settle();
  };
  // Goes to what the address is about, from where the keys go on.
  const settle = () => {
    if (at) reveal(byId(at));
    else if (address()) {
      byId('reference').scrollIntoView();
      results()[0]?.focus({ preventScroll: true });
    }
  };
  let pending = 0;
  const changed = () => {
    filter();
    at = '';
    clearTimeout(pending);
    pending = setTimeout(() => history.replaceState(null, '', `#${address()}`), 100);
  };

  // Opens what is around a thing, and goes there. What the filters hide, they show again.
  const reveal = (node) => {
    if (!node) return;
    if (node.closest('[hidden]')) { form.reset(); filter(); }
    for (let fold = node.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    node.scrollIntoView();
    node.querySelector(':scope > summary')?.focus({ preventScroll: true });
  };
  const go = (anchor) => {
    reveal(byId(anchor));
    at = anchor;
    history.pushState(null, '', `#${address()}`);
  };

  // Entities and fields that can be seen, in their order.
  const results = () => entities.filter(({ node }) => !node.hidden).flatMap(({ node, fields }) => {
    const inside = node.open ? fields.map((field) => field.node).filter((field) => !field.hidden) : [];
    return [node, ...inside].map((result) => result.firstElementChild);
  });
  const move = (step) => {
    const all = [search, ...results()];
    const from = all.indexOf(document.activeElement);
    if (from < 0) return false;
    all[Math.max(0, Math.min(all.length - 1, from + step))].focus();
    return true;
  };
  const clear = () => { form.reset(); changed(); search.focus(); };
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
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(decoded(link.hash.slice(1)));
  });
  form.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(changed));
  form.addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('popstate', restore);

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
  theme.hidden = form.hidden = false;
  restore();
  // The browser goes to the anchor as well, and takes the focus away from what has it.
  window.addEventListener('load', () => setTimeout(settle));
})();
