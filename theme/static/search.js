// The search. It runs here, in the browser: Pagefind loads the parts of the index that the words call for.
const form = document.getElementById("search");
const choices = document.getElementById("choices");
const told = document.getElementById("told");
const list = document.getElementById("results");
const more = document.getElementById("more");
const { q: words, kind, year } = form.elements;
const AT_ONCE = 10;

const root = new URL(form.dataset.root, location.href);
const found = { results: [], shown: 0 };
let asked = 0;
let waiting = 0;
let engine;

const load = () => {
  engine ??= import(new URL(`${form.dataset.index}pagefind.js`, location.href)).then(async (pagefind) => {
    if (pagefind.why) {
      // It stands where the form was, which keeps its height: nothing below it moves.
      const said = document.createElement("p");
      said.textContent = `${pagefind.why} Everything can be found by the lists below.`;
      form.style.minHeight = `${form.offsetHeight}px`;
      form.replaceChildren(said);
      document.documentElement.classList.remove("pl-asked");
      told.textContent = "";
      return pagefind;
    }
    await pagefind.options({ baseUrl: root.pathname, excerptLength: 26, noWorker: true });
    await pagefind.filters(); // else it counts none of them
    return pagefind;
  });
  return engine;
};

// Pagefind marks the words in HTML, of which nothing is taken over but the marks.
const marked = (html) => {
  const into = document.createElement("p");
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    const mark = node.nodeName === "MARK" ? document.createElement("mark") : null;
    if (mark) mark.textContent = node.textContent;
    into.append(mark ?? node.textContent);
  }
  return into;
};

const shown = ({ url, meta, excerpt }) => {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  const about = document.createElement("p");
  heading.className = "pl-teaser-title";
  link.href = url;
  link.textContent = meta.title;
  heading.append(link);
  about.className = "pl-teaser-when";
  about.textContent = [meta.what, meta.when].filter(Boolean).join(" · ");
  item.append(heading, about, marked(excerpt));
  return item;
};

const show = async () => {
  const mine = asked;
  const next = found.results.slice(found.shown, found.shown + AT_ONCE);
  const items = (await Promise.all(next.map((result) => result.data()))).map(shown);
  if (mine !== asked) return;
  list.append(...items);
  found.shown += items.length;
  more.hidden = found.shown >= found.results.length;
  return items[0];
};

// Kinds have their usual order; years begin with the newest.
const offer = (select, counts, order) => {
  const chosen = select.value;
  select.length = 1;
  for (const [value, count] of Object.entries(counts ?? {}).sort(([one], [other]) => order(one, other))) {
    if (count || value === chosen) select.add(new Option(`${value} (${count})`, value));
  }
  select.value = chosen;
  if (select.value !== chosen) select.value = "";
};

const counted = async (pagefind, without) => {
  const filters = chosen();
  delete filters[without];
  return (await pagefind.search(words.value, { filters })).filters[without];
};

const chosen = () => {
  const filters = {};
  if (kind.value) filters.kind = kind.value;
  if (year.value) filters.year = year.value;
  return filters;
};

const search = async () => {
  const mine = ++asked;
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  if (!words.value.trim()) {
    list.replaceChildren();
    document.documentElement.classList.remove("pl-asked");
    told.textContent = "";
    more.hidden = choices.hidden = true;
    return;
  }
  told.textContent = "Searching…";
  try {
    const pagefind = await load();
    if (pagefind.why) return;
    const kinds = await counted(pagefind, "kind");
    const years = await counted(pagefind, "year");
    const { results } = await pagefind.search(words.value, { filters: chosen() });
    if (mine !== asked) return;
    offer(kind, kinds, (one, other) => one.localeCompare(other));
    offer(year, years, (one, other) => other - one);
    choices.hidden = false;
    found.results = results;
    found.shown = 0;
    list.replaceChildren();
    await show();
    if (mine !== asked) return;
    const count = results.length;
    told.textContent = count ? `${count} ${count === 1 ? "page" : "pages"} found` : "Nothing was found. Other words may do better.";
  } catch {
    engine = undefined;
    if (mine !== asked) return;
    document.documentElement.classList.remove("pl-asked");
    told.textContent = "The search could not be loaded. Everything can be found by the lists below.";
  }
};

const given = new URLSearchParams(location.search);
words.value = given.get("q") ?? "";
// What was chosen is offered at once, so that the first search counts with it; unknown choices fall away.
for (const select of [kind, year]) {
  const value = given.get(select.name);
  if (value) select.add(new Option(value, value, true, true));
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
form.addEventListener("change", (event) => {
  if (event.target !== words) search();
});
words.addEventListener("focus", () => load().catch(() => (engine = undefined)), { once: true });
words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 300);
});
more.addEventListener("click", async () => (await show())?.querySelector("a").focus());
if (words.value) search();
else words.focus();
