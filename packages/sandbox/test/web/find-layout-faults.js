// Runs in the page. What a careful eye would object to in how it is laid out now, a line each.
(() => {
  const nameOf = (element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  const isSeen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  const isScroller = (element) => /auto|scroll/.test(getComputedStyle(element).overflowY);

  function pageFaults() {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [
      ...(scrollWidth > innerWidth ? [`the page is ${scrollWidth - innerWidth} px too wide`] : []),
      ...(scrollHeight > innerHeight ? ['the page itself scrolls'] : []),
    ];
  }

  /** Boxes that scroll sideways, or cut what is in them. */
  function boxFault(element) {
    const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
    const tooWide = element.scrollWidth - element.clientWidth;
    const tooHigh = element.scrollHeight - element.clientHeight;
    const isMeantTo = element.matches('.table, pre, input, textarea') || !/none|^$/.test(webkitLineClamp);
    // What is for screen readers alone is a pixel in size, and cut on purpose.
    if (element.getBoundingClientRect().width <= 1 || element.closest('select, svg') || isMeantTo) return [];
    if (overflowX === 'auto' && tooWide > 1) return [`${nameOf(element)} scrolls sideways by ${tooWide} px`];
    const cuts = /hidden|clip/.test(overflowX) || /hidden|clip/.test(overflowY);
    return cuts && (tooWide > 1 || tooHigh > 2) ? [`${nameOf(element)} is cut off`] : [];
  }

  /** Every line of text in sight, as a box. */
  function linesOfText(layer) {
    const lines = [];
    const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const part = node.parentElement;
      if (node.textContent.trim() === '' || !isSeen(part)) continue;
      if (part.closest('.skip, .message-tools, .aside, [popover], select, .folded, .app-icon')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const window = windowOf(part);
      for (const rect of range.getClientRects())
        if (rect.width > 2 && rect.bottom <= window.bottom + 1 && rect.top >= window.top - 1)
          lines.push({ rect, part });
    }
    return lines;
  }

  /** The box through which a part is seen: what is scrolled out of it lies on nothing. */
  function windowOf(part) {
    let scroller = part;
    while (scroller !== null && !isScroller(scroller)) scroller = scroller.parentElement;
    return scroller?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
  }

  function overlaps(lines) {
    return lines.flatMap((one, index) =>
      lines.slice(index + 1).flatMap((other) => {
        const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        const isOn = one.part !== other.part && wide > 3 && high > 6;
        return isOn ? [`${nameOf(one.part)} lies on ${nameOf(other.part)}`] : [];
      }),
    );
  }

  const boxes = [...document.body.querySelectorAll('*')].filter(isSeen);
  const layers = [
    'header.top-bar',
    '.play-bar',
    document.querySelector('dialog[open]') ? 'dialog[open]' : 'main',
  ];
  const texts = layers.flatMap((layer) => {
    const found = document.querySelector(layer);
    return found === null ? [] : overlaps(linesOfText(found));
  });
  return [...new Set([...pageFaults(), ...boxes.flatMap(boxFault), ...texts])].slice(0, 12);
})();
