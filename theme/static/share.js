// What the device itself has to pass a page on. Without this script, the links beside it do.
(() => {
  "use strict";
  const address = document.querySelector("link[rel=canonical]")?.href;
  const title = document.querySelector("meta[property='og:title']")?.content;
  const button = (name) => document.querySelector(`[data-share=${name}]`);
  if (!address) return;

  if (navigator.share) {
    const device = button("device");
    device.hidden = false;
    // Whoever thinks better of it and closes the sheet has made no mistake.
    device.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
  }
  if (navigator.clipboard) {
    const copy = button("copy");
    copy.hidden = false;
    copy.addEventListener("click", async ({ target }) => {
      try {
        await navigator.clipboard.writeText(address);
        target.textContent = "Copied";
      } catch {
        target.textContent = "This could not be copied";
      }
    });
  }
})();
