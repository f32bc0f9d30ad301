/** What the widget must know of the screen: what the keyboard leaves of it, and what lies under what. */

/**
 * Keeps a style sheet saying which part of the page is seen above a virtual keyboard, which iOS lays over the page
 * without making it smaller. A style sheet, because a host's policy may refuse style attributes.
 */
export function followViewport(sheet: CSSStyleSheet): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => undefined;
  const measure = () => {
    // Pinched in, the person moves a lens over the page: the widget must not run after it.
    const seen = viewport.scale > 1 ? "" : `--seen-height: ${viewport.height}px; --seen-top: ${viewport.offsetTop}px;`;
    sheet.replaceSync(`:host { ${seen} }`);
  };
  measure();
  viewport.addEventListener("resize", measure);
  viewport.addEventListener("scroll", measure);
  return () => {
    viewport.removeEventListener("resize", measure);
    viewport.removeEventListener("scroll", measure);
  };
}

/** Whether an element lies wholly under a box, so that who moves by keyboard would not see it. */
export function under(element: Element, box: Element): boolean {
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.width === 0 || inner.height === 0) return false;
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}
