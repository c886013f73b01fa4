/**
 * A script that gives names of what stands out of the panel's page, or whose text is cut off without
 * dots; to be evaluated in that page.
 */
export const CLIPPED = `[...document.querySelectorAll('.bar *, vscode-tab-header, .outcome, .choice *, .title, td, .card *')]
  .filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    if (width === 0) return false;
    const { overflow, textOverflow } = getComputedStyle(element);
    const isCut = element.scrollWidth > element.clientWidth + 1 && overflow === 'hidden' && textOverflow !== 'ellipsis';
    return left < -1 || right > innerWidth + 1 || isCut;
  })
  .map((element) => element.outerHTML.slice(0, 120))`;
