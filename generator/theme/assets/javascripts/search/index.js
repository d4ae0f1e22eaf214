// The index: tables cut into parts, of which only those that a query needs are fetched.
"use strict"

class SearchIndex {
  constructor(base) {
    this.base = base
    this.parts = new Map()
  }

  async open() {
    // The manifest keeps its name: ask whether it is still the same one.
    this.manifest = await this.get("manifest.json", {cache: "no-cache"})
    const {rules, letters, zeros} = this.manifest
    this.analyser = new Analyser(rules, letters, zeros)
    return this
  }

  async get(name, options) {
    const answer = await fetch(this.base + name, options)
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return answer.json()
  }

  // A file of the index, fetched once.
  part(name) {
    let part = this.parts.get(name)
    if (!part) {
      part = this.get(name)
      part.catch(() => this.parts.delete(name))
      this.parts.set(name, part)
    }
    return part
  }

  place(table, key) {
    const [firsts] = this.manifest.tables[table]
    let low = 0, high = firsts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (firsts[middle] <= key) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  at(table, place) { return this.part(`${table}/${this.manifest.tables[table][1][place]}.json`) }

  // The row of a key, or undefined.
  async row(table, key) {
    const place = this.place(table, key)
    if (place < 0) return undefined
    const rows = await this.at(table, place)
    return Object.hasOwn(rows, key) ? rows[key] : undefined
  }

  // The rows whose keys begin so, from at most `most` parts: [[key, row], ...].
  async range(table, prefix, most = 2) {
    const first = Math.max(0, this.place(table, prefix))
    const last = Math.min(this.place(table, prefix + "\uffff"), first + most - 1)
    const places = Array.from({length: Math.max(0, last - first + 1)}, (_, i) => first + i)
    const parts = await Promise.all(places.map(place => this.at(table, place)))
    return parts.flatMap(rows => Object.entries(rows).filter(([key]) => key.startsWith(prefix)))
  }

  page(number) { return this.part(`pages/${this.manifest.edition}/${number}.json`) }

  async facets(number) {
    const {edition, block} = this.manifest
    return (await this.part(`facets/${edition}/${Math.floor(number / block)}.json`))[number % block]
  }
}
self.SearchIndex = SearchIndex
