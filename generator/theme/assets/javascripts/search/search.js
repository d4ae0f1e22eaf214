// What stands beside the theme's search results, and the page of search. Loaded before the theme's
// own script, whose worker does the finding; without this file the box still finds.
"use strict"
;(() => {
  const labels = JSON.parse(document.getElementById("search-labels").textContent)
  const groups = new Map(labels.groups)
  const KEPT = 8, STORE = "searches", TYPING = 120, PATIENCE = 20000
  const fill = (label, values) => label.replace(/\{(\w+)\}/gu, (_, name) => values[name])
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value)
    element.append(...children)
    return element
  }
  // The root of the site, as seen from the page that was loaded: instant navigation keeps its script.
  const ROOT = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/*$/u, "/"), location.href).href
  // The worker makes HTML out of escaped words, marks and isolates alone.
  const html = (element, words) => { element.innerHTML = words; return element }
  const bdi = (lang, words) => html(make("bdi", {lang: lang || undefined, dir: "auto"}), words)
  const isolated = words => make("bdi", {dir: "auto"}, words)
  const label = (names, value) => (Object.hasOwn(names, value) ? names[value] : value)
  // The theme goes to the result of the highest score on Enter, and reads it from a link's first child.
  const link = (address, words) => make("a", {href: address}, make("bdi", {dir: "auto", "data-md-score": "-1"}, words))

  // ---------------------------------------------------------------- the worker

  let started
  const worker = new Promise(resolve => { started = resolve })
  const waiting = new Map()
  let numbers = 0
  const Native = window.Worker
  window.Worker = class extends Native {
    constructor(address, ...options) {
      super(address, ...options)
      if (!String(address).includes("/search/worker.js")) return
      this.addEventListener("error", () => failed("error"))
      this.addEventListener("message", ({data: {type, data}}) => {
        if (type === 11) beside(data)
        else if (type === 13 || (type === 12 && data.id)) { waiting.get(data.id)?.(data); waiting.delete(data.id) }
        else if (type === 12) trouble()
      })
      started(this)
    }
  }
  const failed = message => {
    for (const resolve of waiting.values()) resolve({message})
    waiting.clear()
    trouble()
  }
  const ask = question => new Promise(resolve => {
    const id = ++numbers
    waiting.set(id, resolve)
    // Where the theme starts no worker, nobody would ever answer.
    setTimeout(() => { if (waiting.delete(id)) resolve({message: "late"}) }, PATIENCE)
    worker.then(one => one.postMessage({type: 10, data: {...question, id}}))
  })

  // ---------------------------------------------------------------- recent searches, kept here only

  const recent = () => { try { return JSON.parse(localStorage.getItem(STORE)) ?? [] } catch { return [] } }
  const remember = query => {
    if (!query.trim()) return
    try { localStorage.setItem(STORE, JSON.stringify([query, ...recent().filter(other => other !== query)].slice(0, KEPT))) } catch { /* nothing is kept */ }
  }

  // ---------------------------------------------------------------- shared pieces

  const counted = total => total === 1 ? labels.found_one : fill(labels.found, {count: total.toLocaleString(labels.lang)})

  const browse = () => {
    const list = make("ul", {class: "search-ways"})
    for (const [name, words] of groups) list.append(make("li", {}, link(`${ROOT}briefings/${name}/index.html`, words)))
    return list
  }

  const group = (heading, items) => {
    const list = make("ul")
    for (const {kind, label: words, address} of items)
      list.append(make("li", {}, link(ROOT + address, words), " ", make("span", {class: "search-kind"}, groups.get(kind) ?? "")))
    return make("section", {class: "search-group"}, make("h2", {}, heading), list)
  }

  // ---------------------------------------------------------------- the box

  const box = () => document.querySelector("[data-md-component=search-query]")
  const result = () => document.querySelector("[data-md-component=search-result]")

  function panel() {
    const home = result()
    let element = home.querySelector(":scope > .search-beside")
    if (!element) {
      element = make("div", {class: "search-beside"})
      home.insertBefore(element, home.lastElementChild)
    }
    element.replaceChildren()
    element.hidden = !document.getElementById("__search").checked
    return element
  }

  function beside({query, about, suggestions, total}) {
    const element = panel()
    if (!query.trim()) { recents(element); return }
    // The theme counts what is drawn, not what was found.
    if (total) result().firstElementChild.textContent = counted(total)
    if (about.length) element.append(group(labels.about, about.slice(0, 5)))
    else if (suggestions.length) element.append(group(labels.about, suggestions))
    if (!total) element.append(make("p", {}, fill(labels.none, {query})), make("p", {}, labels.none_help), browse())
    else element.append(make("p", {class: "search-all"}, link(`${ROOT}search/index.html?q=${encodeURIComponent(query)}`, labels.all)))
  }

  function recents(element) {
    const queries = recent()
    if (!queries.length) return
    const list = make("ul")
    // Links, since the arrow keys of the theme go from link to link.
    for (const query of queries) list.append(make("li", {}, link(`${ROOT}search/index.html?q=${encodeURIComponent(query)}`, query)))
    const clear = make("button", {type: "button", class: "search-clear"}, labels.clear)
    clear.addEventListener("click", () => { try { localStorage.removeItem(STORE) } catch { /* nothing is kept */ } element.replaceChildren() })
    element.append(make("section", {class: "search-group"}, make("h2", {}, labels.recent), list, clear))
  }

  function trouble() {
    if (!result()) return
    result().firstElementChild.textContent = labels.trouble
    panel().append(browse())
  }

  // The theme draws the list; what it cannot know is put to it: the tier, the sentence to open.
  function finish(item) {
    if (item.dataset.tier) return
    const tier = item.querySelector("[data-tier]")?.dataset.tier ?? "exact"
    item.dataset.tier = tier
    const [page, sentence] = item.querySelectorAll("a.md-search-result__link")
    if (page && sentence) page.hash = new URL(sentence.href).hash
    for (const element of item.querySelectorAll("bdi")) element.dir = "auto"
    if (tier === "guess" && item.previousElementSibling?.dataset.tier !== "guess")
      item.before(make("li", {class: "search-similar", "data-tier": "guess"}, labels.similar))
  }

  function watch() {
    const home = result(), list = home?.lastElementChild
    if (!list || list.dataset.watched) return
    list.dataset.watched = "true"
    home.firstElementChild.setAttribute("role", "status")
    home.firstElementChild.setAttribute("aria-live", "polite")
    box().dir = "auto"
    new MutationObserver(changes => {
      for (const change of changes) for (const item of change.addedNodes) if (item.matches?.(".md-search-result__item")) finish(item)
    }).observe(list, {childList: true})
    home.addEventListener("click", event => {
      const chosen = event.target.closest("a")
      if (chosen) remember(box().value)
      // On the page of search, another search is no other page.
      if (chosen && show && new URL(chosen.href).pathname === location.pathname) {
        event.preventDefault()
        event.stopPropagation()
        document.getElementById("__search").checked = false
        show(new URL(chosen.href).search)
      }
    })
    box().addEventListener("focus", () => { if (!box().value) recents(panel()) })
    // What stands beside the results is out of reach while the box is closed, as the results are.
    const toggle = document.getElementById("__search"), reach = () => { const element = home.querySelector(":scope > .search-beside"); if (element) element.hidden = !toggle.checked }
    toggle.addEventListener("change", reach)
    box().addEventListener("blur", () => setTimeout(reach, 200))
    box().addEventListener("focus", () => setTimeout(reach, 0))
  }

  // ---------------------------------------------------------------- the page

  // Shows a search on the page, while it is there.
  let show = null
  const FIELDS = ["lang", "source", "month", "person", "place", "kind"]
  // Material opens its box where the address has a q: the page's own is put aside until it has looked.
  const mine = document.querySelector("[data-search-page]")
  const asked = mine ? location.search : null
  if (asked) history.replaceState(history.state, "", location.pathname + location.hash)

  function month(value) {
    const [year, number] = value.split("-").map(Number)
    return new Intl.DateTimeFormat(labels.lang, {month: "long", year: "numeric", calendar: "gregory"}).format(new Date(year, number - 1, 15))
  }

  const named = {
    lang: value => label(labels.languages, value),
    month,
    kind: value => label(labels.kinds, value),
  }

  function page(home, first) {
    if (home.dataset.enhanced) return
    home.dataset.enhanced = "true"
    const form = home.querySelector("form"), input = form.querySelector("input"), status = home.querySelector(".search-status")
    const list = home.querySelector(".search-results"), side = home.querySelector(".search-facets")
    const ways = document.querySelector("[data-search-browse]")
    const chosen = new Map()
    let latest = 0, timer
    form.hidden = false

    const read = search => {
      const values = new URLSearchParams(search)
      input.value = values.get("q") ?? ""
      chosen.clear()
      for (const field of FIELDS) for (const value of values.getAll(field)) chosen.set(`${field}:${value}`, {field, text: value})
    }
    const address = () => {
      const values = new URLSearchParams()
      if (input.value.trim()) values.set("q", input.value.trim())
      for (const {field, text} of chosen.values()) values.append(field, text)
      return `${location.pathname}${values.size ? `?${values}` : ""}`
    }

    function entry(hit) {
      const title = make("h2", {}, make("a", {href: `${ROOT}${hit.address}${hit.passages[0] ? `#${hit.passages[0].id}` : ""}`}, hit.headline ? bdi("", hit.headline) : bdi(hit.original.lang, hit.original.html)))
      const item = make("li", {"data-tier": hit.tier}, title)
      if (hit.headline) item.append(make("p", {class: "search-original"}, bdi(hit.original.lang, hit.original.html)))
      item.append(make("p", {class: "search-about"}, ...[hit.outlet, hit.written].filter(Boolean).flatMap((words, i) => [i ? " · " : "", isolated(words)])))
      for (const passage of hit.passages)
        item.append(make("p", {class: "search-sentence", lang: passage.lang, dir: "auto"}, make("a", {href: `${ROOT}${hit.address}#${passage.id}`}, bdi(passage.lang, passage.html))))
      return item
    }

    function facets(found) {
      const focused = side.contains(document.activeElement) ? document.activeElement.dataset.key : null
      const inner = make("div"), folded = make("details", {}, make("summary", {}, labels.filters), inner)
      folded.open = chosen.size > 0 || matchMedia("(min-width: 60em)").matches
      side.replaceChildren(folded)
      const groups = FIELDS.filter(field => found[field].length > 1 || found[field].some(([value]) => chosen.has(`${field}:${value}`)))
      side.hidden = !groups.length && !chosen.size
      if (chosen.size) {
        const reset = make("button", {type: "button", class: "search-clear"}, labels.reset)
        reset.addEventListener("click", () => { chosen.clear(); run() })
        inner.append(reset)
      }
      for (const field of groups) {
        const fieldset = make("fieldset", {}, make("legend", {}, labels.facets[field]))
        for (const [value, words, number] of found[field]) {
          const key = `${field}:${value}`, check = make("input", {type: "checkbox", "data-key": key})
          check.checked = chosen.has(key)
          check.addEventListener("change", () => { check.checked ? chosen.set(key, {field, text: value}) : chosen.delete(key); run() })
          fieldset.append(make("label", {}, check, isolated(words || (named[field]?.(value) ?? value)), make("span", {class: "count"}, number.toLocaleString(labels.lang))))
        }
        inner.append(fieldset)
      }
      if (focused) [...side.querySelectorAll("input")].find(check => check.dataset.key === focused)?.focus()
    }

    async function run(from = 0) {
      if (!home.isConnected) return
      const number = ++latest, query = input.value.trim()
      // Some browsers refuse too many changes of the address in a short time.
      if (!from) try { history.replaceState(history.state, "", address()) } catch { /* it is shown all the same */ }
      if (!query && !chosen.size) {
        list.replaceChildren(); side.hidden = true; status.textContent = ""; ways.hidden = false
        return
      }
      const answer = await ask({query, filters: [...chosen.values()], from, facets: !from})
      if (number !== latest) return
      if (answer.message) {
        list.replaceChildren(); side.hidden = true; status.textContent = labels.trouble; ways.hidden = false
        return
      }
      ways.hidden = answer.total > 0
      status.textContent = answer.total ? counted(answer.total) : `${fill(labels.none, {query})} ${labels.none_help}`
      if (!from) {
        list.replaceChildren()
        facets(answer.facets)
        if (answer.about.length) list.append(group(labels.about, answer.about))
        else if (!answer.total && answer.suggestions.length) list.append(group(labels.suggestions, answer.suggestions))
        form.querySelector("datalist").replaceChildren(...[...answer.suggestions.map(({label}) => label), ...answer.shown.map(({title}) => title)].map(value => make("option", {value})))
      }
      list.querySelector(".search-more")?.remove()
      let items = list.querySelector("ol:last-of-type")
      for (const hit of answer.shown) {
        const guess = hit.tier === "guess"
        if (!items || (guess && !items.dataset.tier)) {
          if (guess) list.append(make("h2", {class: "search-similar", "data-tier": "guess"}, labels.similar))
          items = make("ol", guess ? {"data-tier": "guess"} : {})
          list.append(items)
        }
        items.append(entry(hit))
      }
      if (from + answer.shown.length < answer.total) {
        const more = make("button", {type: "button", class: "search-more"}, labels.more)
        more.addEventListener("click", () => run(from + answer.shown.length))
        list.append(more)
      }
      if (from) list.querySelectorAll("ol h2 a")[from]?.focus()
    }

    form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(timer); remember(input.value); run() })
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, TYPING) })
    show = search => { read(search); run() }
    list.addEventListener("click", event => { if (event.target.closest("a")) remember(input.value) })
    read(first ?? location.search)
    run()
    if (!input.value) input.focus()
  }

  document.addEventListener("DOMContentLoaded", () => {
    // `document$` is Material's: it speaks on the first page and after each replacement.
    let first = asked
    document$.subscribe(() => {
      watch()
      const home = document.querySelector("[data-search-page]")
      if (!home) show = null
      if (home) page(home, first)
      first = null
    })
  })
})()
