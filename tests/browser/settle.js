// Goes down the page as a reader does, and waits at each place for its pictures; gives the sum of the layout shifts.
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const root = document.documentElement;
  const here = (each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && box.bottom >= 0 && box.top <= window.innerHeight;
  };
  const loading = () => [...document.images].some((each) => !each.complete && here(each));
  // A page that says it is still at something is waited for before anybody reads on.
  const busy = () => [...document.querySelectorAll("[role=status]")].some((each) => each.textContent.endsWith("…"));
  const there = async () => {
    await frame();
    for (let times = 0; times < 60 && loading(); times++) await frame();
    await frame();
  };
  for (let times = 0; times < 600 && busy(); times++) await frame();
  const step = Math.max(window.innerHeight / 2, root.scrollHeight / 40);
  for (let y = 0; y < root.scrollHeight; y += step) {
    window.scrollTo({ top: y, behavior: "instant" });
    if (document.images.length || y === 0) await there();
  }
  window.scrollTo({ top: 0, behavior: "instant" });
  await there();
  return await new Promise((done) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((each) => (sum += each.hadRecentInput ? 0 : each.value));
    const observer = new PerformanceObserver(add);
    observer.observe({ type: "layout-shift", buffered: true });
    setTimeout(() => (observer.disconnect(), done(sum)), 20);
  });
};
