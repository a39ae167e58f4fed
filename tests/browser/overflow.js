// What makes the page scroll sideways, and which words are cut off at an edge: a line each.
() => {
  const root = document.documentElement;
  const found = [];
  const name = (each) => each.tagName.toLowerCase() + [...each.classList].map((one) => "." + one).join("");
  const words = (each) => `${name(each)} “${each.textContent.trim().replace(/\s+/g, " ").slice(0, 60)}”`;
  const style = new Map();
  const styled = (each) => style.get(each) ?? style.set(each, getComputedStyle(each)).get(each);
  const scrolls = (each) => each !== root && each !== document.body && /auto|scroll/.test(styled(each).overflowX);
  const cuts = (each) => /hidden|clip/.test(styled(each).overflowX);

  if (root.scrollWidth > root.clientWidth) found.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} pixels`);

  // A part that scrolls by itself holds what is wider; whatever else reaches beyond the window is lost or scrolls the page.
  const seen = new Set();
  const walk = (each) => {
    if (!each.checkVisibility({ visibilityProperty: true })) return;
    const box = each.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) {
      const before = found.length;
      if (box.right > root.clientWidth + 1 && box.left < root.clientWidth) found.push(`${words(each)} reaches ${Math.round(box.right)} pixels`);
      if (box.left < -1 && box.right > 1) found.push(`${words(each)} begins at ${Math.round(box.left)} pixels`);
      if (found.length > before) return;
      if (cuts(each) && each.scrollWidth > each.clientWidth + 1) found.push(`${words(each)} is cut off`);
    }
    if (!scrolls(each)) for (const child of each.children) walk(child);
  };
  walk(document.body);
  return found.slice(0, 4);
};
