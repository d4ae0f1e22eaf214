/* Filters on the timeline without a change of page, where the whole list stands on one.
 * Without this script each filter is a link to a page of its own. */
(function () {
  function chosen(nav) {
    const wanted = {};
    for (const link of nav.querySelectorAll('a[aria-pressed="true"]')) {
      (wanted[link.dataset.filter] ||= []).push(link.dataset.value);
    }
    return wanted;
  }

  function values(item, name) {
    const state = name === "state" && item.querySelector("[data-state]");
    return (state ? state.dataset.state : item.dataset[name] || "").split(" ");
  }

  function apply(nav) {
    const wanted = chosen(nav);
    for (const item of document.querySelectorAll(".timeline > li[data-kind]")) {
      item.hidden = Object.entries(wanted).some(
        ([name, any]) => !values(item, name).some((value) => any.includes(value)),
      );
    }
  }

  function enhance() {
    const nav = document.querySelector(".filters");
    if (!nav || nav.dataset.enhanced || document.querySelector(".pager") || nav.querySelector("[aria-current]")) return;
    nav.dataset.enhanced = "true";
    for (const link of nav.querySelectorAll("a[data-filter]")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-pressed", "false");
    }
    const toggle = (event) => {
      const link = event.target.closest("a[data-filter]");
      if (!link || (event.type === "keydown" && event.key !== " ")) return;
      event.preventDefault();
      event.stopPropagation();
      link.setAttribute("aria-pressed", String(link.getAttribute("aria-pressed") !== "true"));
      apply(nav);
    };
    nav.addEventListener("click", toggle);
    nav.addEventListener("keydown", toggle);
  }

  if (window.document$) window.document$.subscribe(enhance);
  else document.addEventListener("DOMContentLoaded", enhance);
})();
