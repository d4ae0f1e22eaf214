// The index: tables cut into parts, of which only those that a query needs are fetched.
"use strict"

// A part of the index that could not be fetched.
class LostPart extends Error {}

class SearchIndex {
  constructor(base) {
    this.base = base
    this.parts = new Map()
  }

  async open() {
    // The manifest keeps its name: ask whether it is still the same one, unless nobody answers.
    this.manifest = await this.get("manifest.json", {cache: "no-cache"}).catch(() => this.get("manifest.json", {cache: "force-cache"}))
    const {rules, letters, zeros} = this.manifest
    this.analyser = new Analyser(rules, letters, zeros)
    return this
  }

  async get(name, options) {
    const answer = await fetch(this.base + name, options).catch(error => { throw new LostPart(`${name}: ${error}`) })
    if (!answer.ok) throw new LostPart(`${name}: ${answer.status}`)
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

  // The postings of a row: [gap, impact, gap, impact, ...]; long ones are kept apart.
  async postings(held) {
    if (!held) return []
    return Array.isArray(held) ? held : this.part(`postings/${held.part}.json`)
  }

  // How many documents postings hold.
  static size(held) { return !held ? 0 : Array.isArray(held) ? held.length / 2 : held.size }

  // The documents of postings.
  static numbers(postings) {
    const found = []
    for (let i = 0, number = 0; i < postings.length; i += 2) found.push((number += postings[i]))
    return found
  }

  page(number) { return this.part(`pages/${this.manifest.edition}/${number}.json`) }

  async facets(number) {
    const {edition, block} = this.manifest
    return (await this.part(`facets/${edition}/${Math.floor(number / block)}.json`))[number % block]
  }
}
self.SearchIndex = SearchIndex
self.LostPart = LostPart
