/* Extras on top of pages that work without script: shortcuts, one submit per click, printing, menus. */
(() => {
  "use strict";

  const OFF_KEY = "schakel.shortcuts.off";
  const ROWS = ".sk-signal, .sk-match, .utrecht-table__body > tr, [data-sk-row]";
  const GO_WAIT_MS = 1200;

  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Storage can be refused by the browser; the shortcuts then stay on. */
  function shortcutsOff() {
    try {
      return localStorage.getItem(OFF_KEY) === "1";
    } catch {
      return false;
    }
  }

  function setShortcutsOff(off) {
    try {
      if (off) localStorage.setItem(OFF_KEY, "1");
      else localStorage.removeItem(OFF_KEY);
    } catch {
      /* Nothing to keep the choice in: it holds for this page only. */
    }
  }

  function isWriting(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  function visible(element) {
    return element.getClientRects().length > 0;
  }

  function rowLinks() {
    return findAll(ROWS)
      .map((row) => find("a[href], summary, button", row))
      .filter((link) => link && visible(link));
  }

  function moveRow(step) {
    const links = rowLinks();
    if (!links.length) return;
    const row = document.activeElement.closest(ROWS);
    const at = row ? links.findIndex((link) => row.contains(link)) : -1;
    const to = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
    const next = links[Math.min(links.length - 1, Math.max(0, to))];
    next.focus();
    next.closest(ROWS).scrollIntoView({ block: "nearest" });
  }

  /* An act of the focused row comes first, then the one act of the page. */
  function act(name) {
    const selector = `[data-sk-act="${name}"]`;
    const row = document.activeElement.closest(ROWS);
    const element = (row && find(selector, row)) || find(`${selector}[data-sk-page]`);
    if (element) element.click();
    return Boolean(element);
  }

  let goingSince = -Infinity;

  function go(key) {
    const link = findAll("[data-sk-go]").find((item) => item.dataset.skGo === key);
    if (link) link.click();
    return Boolean(link);
  }

  const KEYS = {
    "/": () => {
      const search = find("[data-sk-search]");
      if (search) search.select();
      return Boolean(search);
    },
    "?": () => {
      const help = find("[data-sk-help]");
      if (help) help.click();
      return Boolean(help);
    },
    j: () => (moveRow(1), true),
    k: () => (moveRow(-1), true),
    n: () => act("contact"),
    g: () => ((goingSince = performance.now()), true),
  };

  function onKey(event) {
    if (event.key === "Escape") return closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isWriting(event.target) || shortcutsOff()) return;
    const isGoing = performance.now() - goingSince < GO_WAIT_MS;
    goingSince = -Infinity;
    const done = isGoing ? go(event.key) : Object.hasOwn(KEYS, event.key) && KEYS[event.key]();
    if (done) event.preventDefault();
  }

  function closeMenus(except = null) {
    for (const menu of findAll("[data-sk-menu][open]")) {
      if (menu === except) continue;
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus && !except) find("summary", menu).focus();
    }
  }

  function submitters(form) {
    return findAll("button:not([type=button]), input[type=submit]", form);
  }

  /* Disabling waits one turn, so that the pressed button's own value is still sent. */
  function onSubmit(event) {
    const form = event.target;
    if (form.method !== "post" || form.matches("[data-sk-repeat]")) return;
    if (form.dataset.skSent) return event.preventDefault();
    form.dataset.skSent = "1";
    setTimeout(() => {
      if (event.defaultPrevented && !form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]"))
        return release(form);
      for (const button of submitters(form)) button.disabled = true;
      form.setAttribute("aria-busy", "true");
    }, 0);
  }

  function release(form) {
    delete form.dataset.skSent;
    form.removeAttribute("aria-busy");
    for (const button of submitters(form)) button.disabled = false;
  }

  function releaseAll() {
    findAll("form[data-sk-sent]").forEach(release);
  }

  function prepare(root) {
    const mistakes = find("[data-sk-focus]", root);
    if (mistakes) mistakes.focus();
    for (const button of findAll("[data-sk-print]", root)) button.hidden = false;
    for (const box of findAll("[data-sk-shortcuts]", root)) {
      box.disabled = false;
      box.checked = !shortcutsOff();
    }
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("[data-sk-menu]"));
    if (event.target.closest("[data-sk-print]")) window.print();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-sk-shortcuts]")) setShortcutsOff(!event.target.checked);
  });
  window.addEventListener("pageshow", releaseAll);
  document.addEventListener("htmx:afterRequest", releaseAll);
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
  prepare(document);
})();
