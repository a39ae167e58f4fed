// What the keyboard is at: `at` is its place among all that should be reached, in the order of the document (-1: nothing of
// the page; null: a part that can only be scrolled); the rest says whether a reader sees it there.
() => {
  const kinds = "a[href], area[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]";
  const reached = [...document.querySelectorAll(kinds)].filter(
    (each) =>
      each.tabIndex >= 0 &&
      !each.disabled &&
      each.checkVisibility({ visibilityProperty: true }) &&
      !(each.type === "radio" && !each.checked && document.querySelector(`input[name="${each.name}"]:checked`))
  );
  const each = document.activeElement;
  if (!each || each === document.body || each === document.documentElement) return { at: -1, all: reached.length };
  const at = reached.indexOf(each);
  const style = getComputedStyle(each);
  const parse = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const clear = (colour) => parse(colour)[3] === 0;
  const light = (colour) => {
    const [r, g, b] = parse(colour).map((one) => ((one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = each.parentElement;
  while (behind && clear(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const ground = behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)";
  const [darker, lighter] = [light(ground), light(style.outlineColor)].sort((one, other) => one - other);
  // A part of it is enough: WCAG 2.2, success criterion 2.4.11.
  const seen = [...each.getClientRects()].some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const points = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [left + (right - left) * x, top + (bottom - top) * y]));
    return left < right && top < bottom && points.some(([x, y]) => {
      const there = document.elementFromPoint(x, y);
      return there && (each.contains(there) || there.closest("label")?.control === each);
    });
  });
  return {
    at: at < 0 && (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) ? null : at,
    all: reached.length,
    name: `${each.tagName.toLowerCase()}.${each.className} “${(each.textContent || each.name || "").trim().replace(/\s+/g, " ").slice(0, 50)}”`,
    closed: each.tagName === "SUMMARY" && !each.parentElement.open,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ? (lighter + 0.05) / (darker + 0.05) : 0,
    seen,
    main: !!each.closest("main"),
  };
};
