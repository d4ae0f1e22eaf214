// Instant navigation replaces the page without a page load, and then `:target` may still mean the
// page before: the sentence that a link leads to would not be highlighted. Ask for it again.
(() => {
  const aim = () => {
    const id = decodeURIComponent(location.hash.slice(1))
    const element = id && document.getElementById(id)
    if (element && !element.matches(":target")) location.replace("#" + encodeURIComponent(id))
  }
  // `document$` is Material's: it speaks on the first page and after each replacement.
  document$.subscribe(() => requestAnimationFrame(aim))
})()
