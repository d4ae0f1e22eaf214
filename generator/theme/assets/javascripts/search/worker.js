// Material's search worker, replaced: its messages in front, our engine behind.
// 0 setup, 1 ready, 2 query, 3 result are Material's. Ours: 10 ask (the page of search), 13 its
// answer, 11 what stands beside a result in the box, 12 trouble.
"use strict"
importScripts("analysis.js", "index.js", "engine.js")

const ROOT = new URL("../../../", self.location.href)
const SHOWN = 10
// Facets are counted over so many documents at most.
const COUNTED = 3000
const FACETS = ["lang", "source", "month", "person", "place", "kind"]
const VALUES_SHOWN = 8
let opening = null, latest = 0

function open() {
  if (!opening) {
    const mine = new SearchIndex(new URL("search/", ROOT).href).open().then(index => new Engine(index))
    opening = mine
    mine.catch(() => { if (opening === mine) opening = null })
  }
  return opening
}

// A deploy may have taken away what the manifest names: look at the new one, once.
async function current(work) {
  const before = open()
  try {
    return await work(await before)
  } catch (error) {
    if (!(error instanceof LostPart)) throw error
    if (opening === before) opening = null
    return work(await open())
  }
}

const bdi = (lang, html) => `<bdi${lang ? ` lang="${Engine.escaped(lang)}"` : ""}>${html}</bdi>`

// A hit in the form that Material draws: the page, and below it the sentences.
function item(hit) {
  const original = bdi(hit.original.lang, hit.original.html)
  const about = [hit.outlet, hit.written].filter(Boolean).map(part => bdi("", Engine.escaped(part))).join(" · ")
  const below = `${hit.headline ? `<span class="search-original">${original}</span>` : ""}<span class="search-about" data-tier="${hit.tier}">${about}</span>`
  const base = {score: hit.score, terms: {}, text: ""}
  return [
    {...base, location: hit.address, title: (hit.headline ? bdi("", hit.headline) : original) + below},
    ...hit.passages.map(passage => ({...base, location: `${hit.address}#${passage.id}`, title: `<span class="search-sentence">${bdi(passage.lang, passage.html)}</span>`})),
  ]
}

// What the box shows; null where a later query has come meanwhile.
async function answer(query, stale) {
  return current(async engine => {
    const found = await engine.find(query)
    if (stale()) return null
    const [shown, about, suggestions] = await Promise.all([
      Promise.all(found.hits.slice(0, SHOWN).map(hit => engine.shown(hit, found.marks, 1))),
      engine.about(found), engine.suggestions(found),
    ])
    return {query, shown, about, suggestions, total: found.hits.length}
  })
}

// What the page of search shows.
async function ask({id, query, filters, from, facets}) {
  return current(async engine => {
    const found = await engine.find(query, filters)
    const [shown, about, suggestions, counted] = await Promise.all([
      Promise.all(found.hits.slice(from, from + SHOWN).map(hit => engine.shown(hit, found.marks, 2))),
      engine.about(found), engine.suggestions(found), facets ? count(engine, found.hits, query, filters) : null,
    ])
    return {id, total: found.hits.length, from, shown, about, suggestions, facets: counted}
  })
}

// The values of each facet among the hits, the most frequent first: {name: [[value, label, count]]}.
// One of which a value is chosen is counted as if it were not: another value may join it.
async function count(engine, hits, query, filters) {
  const found = {}
  for (const [place, name] of FACETS.entries()) {
    const others = filters.filter(filter => filter.field !== name)
    const among = others.length === filters.length ? hits : (await engine.find(query, others)).hits
    const counts = new Map(filters.filter(filter => filter.field === name).map(({text}) => [text, 0]))
    const chosen = counts.size
    for (const values of await Promise.all(among.slice(0, COUNTED).map(hit => engine.index.facets(hit.number))))
      for (const value of [values[place]].flat()) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
    const picked = [...counts].slice(0, chosen), rest = [...counts].slice(chosen)
    rest.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    const named = name === "person" || name === "place"
    found[name] = await Promise.all([...picked, ...rest.slice(0, VALUES_SHOWN)].map(async ([value, number]) => {
      const row = named ? await engine.index.row("concepts", value) : null
      return [value, row?.[2]?.[0]?.[1] ?? "", number]
    }))
  }
  return found
}

const trouble = (error, id) => self.postMessage({type: 12, data: {id, message: String(error)}})

self.addEventListener("message", async ({data: {type, data}}) => {
  if (type === 0) {
    // Whoever asks is told what is wrong; a reader who does not search need not know.
    await open().catch(() => null)
  } else if (type === 2) {
    const mine = ++latest, stale = () => mine !== latest
    try {
      const found = await answer(data, stale)
      if (stale()) return
      self.postMessage({type: 3, data: {items: found.shown.map(item)}})
      self.postMessage({type: 11, data: {...found, shown: undefined}})
    } catch (error) {
      if (stale()) return
      self.postMessage({type: 3, data: {items: []}})
      if (data.trim()) trouble(error)
    }
  } else if (type === 10) {
    await ask(data).then(found => self.postMessage({type: 13, data: found}), error => trouble(error, data.id))
  }
})

// A query that comes before the index is there waits for it: there is nothing else to be ready for.
self.postMessage({type: 1})
