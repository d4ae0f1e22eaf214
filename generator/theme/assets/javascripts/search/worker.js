// Material's search worker, replaced: its messages in front, our engine behind.
// 0 setup, 1 ready, 2 query, 3 result are Material's. Ours: 10 ask (the page of search), 13 its
// answer, 11 what stands beside a result in the box, 12 trouble.
"use strict"
importScripts("analysis.js", "index.js", "engine.js")

const ROOT = new URL("../../../", self.location.href)
const SHOWN = 10
let engine = null, opening = null, latest = 0

function open() {
  opening ??= new SearchIndex(new URL("search/", ROOT).href).open().then(index => { engine = new Engine(index) })
  opening.catch(() => { opening = null })
  return opening
}

// A deploy may have taken away what the manifest names: look at the new one, once.
async function current(work) {
  await open()
  try {
    return await work(engine)
  } catch (error) {
    engine = opening = null
    await open()
    return work(engine)
  }
}

const bdi = (lang, html) => `<bdi lang="${Engine.escaped(lang)}">${html}</bdi>`

// A hit in the form that Material draws: the page, and below it the sentences.
function item(hit) {
  const original = bdi(hit.original.lang, hit.original.html)
  const about = [hit.outlet, hit.written].filter(Boolean).map(Engine.escaped).join(" · ")
  const below = `${hit.headline ? `<span class="search-original">${original}</span>` : ""}<span class="search-about" data-tier="${hit.tier}">${about}</span>`
  const title = (hit.headline ? bdi("", hit.headline) : original) + below
  const base = {score: hit.score, terms: {}}
  return [
    {...base, location: hit.address, title, text: ""},
    ...hit.passages.map(passage => ({...base, location: `${hit.address}#${passage.id}`, title: `<span class="search-sentence">${bdi(passage.lang, passage.html)}</span>`, text: ""})),
  ]
}

async function answer(query) {
  const mine = ++latest
  const stale = () => mine !== latest
  return current(async engine => {
    const found = await engine.find(query)
    if (stale()) return null
    const [shown, about, suggestions] = await Promise.all([
      Promise.all(found.hits.slice(0, SHOWN).map(hit => engine.shown(hit, found.marks, 1))),
      engine.about(found), engine.suggestions(found),
    ])
    return stale() ? null : {shown, about, suggestions, total: found.hits.length}
  })
}

// Facets are counted over so many documents at most.
const COUNTED = 3000
const FACETS = ["lang", "source", "month", "person", "place", "kind"]
const VALUES_SHOWN = 8

async function ask({id, query, filters, from, facets}) {
  return current(async engine => {
    const found = await engine.find(query, filters)
    const [shown, about, suggestions, counted] = await Promise.all([
      Promise.all(found.hits.slice(from, from + SHOWN).map(hit => engine.shown(hit, found.marks, 2))),
      engine.about(found), engine.suggestions(found), facets ? count(engine, found.hits) : null,
    ])
    return {id, total: found.hits.length, from, shown, about, suggestions, facets: counted}
  })
}

// The values of each facet among the hits, the most frequent first: {name: [[value, label, count]]}.
async function count(engine, hits) {
  const counts = Object.fromEntries(FACETS.map(name => [name, new Map()]))
  for (const values of await Promise.all(hits.slice(0, COUNTED).map(hit => engine.index.facets(hit.number))))
    values.forEach((value, i) => {
      for (const one of [value].flat()) if (one) counts[FACETS[i]].set(one, (counts[FACETS[i]].get(one) ?? 0) + 1)
    })
  const found = {}
  for (const [name, values] of Object.entries(counts)) {
    const most = [...values].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, VALUES_SHOWN)
    const named = name === "person" || name === "place"
    found[name] = await Promise.all(most.map(async ([value, number]) => {
      const row = named ? await engine.index.row("concepts", value) : null
      return [value, row?.[2]?.[0]?.[1] ?? "", number]
    }))
  }
  return found
}

self.addEventListener("message", async event => {
  const {type, data} = event.data
  if (type === 0) {
    try { await open() } catch (error) { self.postMessage({type: 12, data: {message: String(error)}}) }
    self.postMessage({type: 1})
  } else if (type === 10) {
    try {
      self.postMessage({type: 13, data: await ask(data)})
    } catch (error) {
      self.postMessage({type: 12, data: {id: data.id, message: String(error)}})
    }
  } else if (type === 2) {
    try {
      const found = await answer(data)
      if (!found) return
      self.postMessage({type: 11, data: {query: data, about: found.about, suggestions: found.suggestions, total: found.total}})
      self.postMessage({type: 3, data: {items: found.shown.map(item)}})
    } catch (error) {
      self.postMessage({type: 12, data: {message: String(error)}})
      self.postMessage({type: 3, data: {items: []}})
    }
  }
})
