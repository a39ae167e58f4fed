// Follows what is saved: loads the page again where it has changed, and only its stylesheets where nothing else has.
"use strict";
(() => {
  const shown = document.currentScript.dataset.shown;
  const page = location.pathname;
  // A page that came back as it was before is not loaded again for the same reason.
  const LOADED = "plaint-loaded";
  if (sessionStorage.getItem(LOADED) === `${page} ${shown}`) sessionStorage.removeItem(LOADED);
  let events = null;

  function follow() {
    // A browser opens six connections at most, so that a page that nobody sees keeps none.
    if (events || document.hidden) return;
    events = new EventSource(`/_plaint/events?page=${encodeURIComponent(page)}`);
    events.onmessage = (message) => {
      const now = JSON.parse(message.data);
      if (now.shown !== shown) reload(`${page} ${now.shown}`);
      else restyle(now.styles);
    };
  }

  function leave() {
    if (events) events.close();
    events = null;
  }

  function reload(wanted) {
    if (sessionStorage.getItem(LOADED) === wanted) return;
    sessionStorage.setItem(LOADED, wanted);
    leave();
    location.reload();
  }

  function restyle(addresses) {
    const links = [...document.querySelectorAll('link[rel="stylesheet"]:not([href^="/_plaint/"])')];
    if (links.length !== addresses.length) return;
    links.forEach((link, number) => {
      if (link.getAttribute("href") === addresses[number]) return;
      const next = link.cloneNode();
      next.setAttribute("href", addresses[number]);
      next.addEventListener("load", () => link.remove());
      link.after(next);
    });
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", follow);
  follow();
})();
