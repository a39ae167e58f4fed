// Filters of the chronology on the page itself. Without this script each choice is a link to a page of its own.
(() => {
  "use strict";
  const box = document.getElementById("filters");
  const shown = document.getElementById("shown");
  if (!box || !shown) return;

  const ledger = document.querySelector(".pl-ledger");
  const contacts = [...ledger.querySelectorAll(".pl-contact")].map((item) => [item, new Set((item.dataset.f || "").split(" "))]);
  const parts = [...ledger.querySelectorAll(".pl-month"), ...ledger.querySelectorAll(".pl-year")];
  const everything = shown.textContent;
  const selects = [];
  const form = document.createElement("div");
  form.className = "pl-selects";

  for (const heading of box.querySelectorAll("h2")) {
    const select = document.createElement("select");
    select.add(new Option("All", ""));
    for (const link of heading.nextElementSibling.querySelectorAll("a")) {
      select.add(new Option(link.parentNode.textContent.trim(), link.dataset.f));
    }
    const label = document.createElement("label");
    label.append(heading.textContent, select);
    form.append(label);
    selects.push(select);
  }
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = "Show everything";
  form.append(reset);

  const apply = () => {
    const wanted = selects.map((select) => select.value).filter(Boolean);
    let count = 0;
    for (const [item, has] of contacts) {
      item.hidden = !wanted.every((number) => has.has(number));
      count += !item.hidden;
    }
    for (const part of parts) part.hidden = !part.querySelector(".pl-contact:not([hidden])");
    ledger.classList.toggle("pl-filtered", wanted.length > 0);
    shown.textContent = wanted.length ? `${count} of ${everything}` : everything;
  };
  form.addEventListener("change", apply);
  reset.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    apply();
  });
  // A page that is gone back to has its choices again, before the filters are opened.
  box.querySelector("nav").replaceChildren(form);
  addEventListener("pageshow", apply);
})();
