// What a query finds, the surest first: the exact form, a beginning, a stem, a concept, a guess.
"use strict"

const TIERS = {exact: 1, prefix: 0.72, stem: 0.52, concept: 0.37, guess: 0.12}
const NAMES = Object.keys(TIERS)
// How many documents are enough, so that weaker tiers need not be fetched.
const ENOUGH = 60
const FORMS = 8
const TOGETHER = 3
const WORDS_SHOWN = 36
// An impact is 1 to 7, and 8 more where the headline has the word.
const STRONGEST = 7, HEADLINE = 8

class Engine {
  constructor(index) {
    this.index = index
    this.analyser = index.analyser
  }

  // ------------------------------------------------------------------ query

  // What was typed, in parts: words, phrases in quotation marks, what must not stand there, filters.
  parse(query) {
    const words = [], phrases = [], without = [], filters = []
    const quoted = /(-?)(?:([\p{L}]+):)?(?:"([^"]*)"|“([^”]*)”|«([^»]*)»)|(-?)([\p{L}]+):([^\s"“«]+)|(?<!\S)-([^\s"“«]+)/gu
    let rest = query, match
    const taken = []
    while ((match = quoted.exec(query))) {
      const text = match[3] ?? match[4] ?? match[5] ?? match[8] ?? match[9]
      const field = match[2] ?? match[7], minus = match[1] || match[6] || (match[9] ? "-" : "")
      if (field && !Engine.FIELDS.has(field.toLowerCase())) continue
      taken.push([match.index, match.index + match[0].length])
      if (field) filters.push({field: field.toLowerCase(), text, minus: Boolean(minus)})
      else if (minus) without.push(this.analyser.tokens(text))
      else phrases.push(this.analyser.tokens(text))
    }
    for (const [start, end] of taken.reverse()) rest = rest.slice(0, start) + " " + rest.slice(end)
    words.push(...this.analyser.tokens(rest))
    // What ZWNJ keeps together may be written apart, and the other way round.
    const apart = rest.split(/\s+/u).filter(word => word.includes("\u200c"))
    return {words, phrases, without, filters, apart, rest}
  }

  // The concepts that words stand for: [{id, from, to, exact}], `to` the last word.
  async concepts(words) {
    const looked = words.map(token => this.analyser.word(token.text))
    const found = []
    await Promise.all(looked.map(async (word, from) => {
      const starts = [word, ...word.guesses.map(guess => this.analyser.word(guess))]
      for (const start of starts) {
        const own = start === word
        const keys = start.stem === start.bare ? [start.bare] : [start.stem, start.bare]
        const rows = await Promise.all(keys.map(key => this.index.row("terms", key)))
        for (const [id, exact, ...rest] of rows.flatMap(row => row ?? [])) {
          if (rest.length > words.length - from) continue
          const fits = rest.every((wanted, i) => {
            const other = i ? looked[from + i] : start
            return other.bare === wanted || !exact && other.stem === wanted
          })
          if (fits && !found.some(other => other.id === id && other.from === from && other.to >= from + rest.length - 1)) found.push({id, from, to: from + rest.length - 1, exact: Boolean(exact), own})
        }
      }
    }))
    // A guess at particles counts only where the word itself stands for nothing.
    return found.filter(one => one.own || !found.some(other => other.own && other.from === one.from))
  }

  // ------------------------------------------------------------------ one word

  // What a word finds: [{tier, weight, form, postings}], and the concepts it is part of.
  async candidates(token, concepts, joined, isLast) {
    const word = this.analyser.word(token.text), bare = word.bare
    const found = []
    const add = (tier, weight, form, postings) => { if (postings?.length) found.push({tier, weight: TIERS[tier] * weight, form, postings}) }
    const digits = /^\d+$/u.test(bare)
    const known = concepts.some(concept => concept.exact && concept.from === concept.to && concept.own)
    const family = await this.family(word)
    const latin = Analyser.isLatin(bare)
    const close = []
    for (const [form, [own, attached, told]] of family) {
      const other = this.analyser.word(form)
      if (form === bare) {
        add("exact", 1, form, own); add("stem", 0.95, form, attached); add("concept", 0.95, form, told)
      } else if (digits) {
        continue
      } else if (other.stem === word.stem && Analyser.isLatin(form) === latin && (!known || form.startsWith(bare))) {
        // The word with an ending is a beginning and a stem at once.
        if (form.startsWith(bare)) add("prefix", 1, form, own)
        else add("stem", 1, form, own)
        add("stem", 0.85, form, attached); add("concept", 0.8, form, told)
      } else if (!known && word.frame && other.frame === word.frame) {
        add("stem", 0.75, form, own); add("concept", 0.6, form, told)
      } else if (Analyser.isLatin(form) !== latin && word.sound.length >= 2) {
        // A name that sounds the same; a word that stands for something is no unknown name.
        const cost = latin ? this.analyser.distanceOfSounds(bare, other.bare) : this.analyser.distanceOfSounds(other.bare, bare)
        const limit = word.sound.length === 2 ? 0.3 : word.sound.length === 3 ? 1.1 : 1.8
        if (cost <= limit && !concepts.length) { add("concept", 0.9 - cost / 4, form, own); add("concept", 0.6 - cost / 4, form, told) }
      } else if (form.length >= 4) close.push([form, own])
    }
    for (const form of joined) {
      const other = this.analyser.word(form)
      const row = await this.index.row("words", `${other.sound} ${other.bare}`)
      add("exact", 0.95, other.bare, row?.[0])
      for (const [like, [own]] of await this.family(other)) {
        if (like !== other.bare && this.analyser.word(like).stem === other.stem) add("stem", 0.9, like, own)
      }
    }
    await Promise.all(concepts.map(async concept => {
      const row = await this.index.row("concepts", concept.id)
      // A name in another spelling or script is the name itself.
      if (concept.exact) add("exact", 0.85, "", row?.[0])
      else add("concept", 0.95, "", row?.[0])
      if (row?.[0].length) found.push({tier: "concept", weight: 0, concept: row[1], postings: []})
    }))
    if (digits && bare.length >= 4) return {found, known: true}
    if (!this.enough(found) && bare.length >= 2) await this.beginnings(bare, isLast, add, found)
    if (digits) return {found, known: true}
    if (!found.some(item => item.postings.length) || (!known && !concepts.length && !found.some(item => item.weight >= TIERS.concept * 0.5)))
      await Promise.all(word.guesses.map(async guess => {
        const other = this.analyser.word(guess)
        for (const [form, [own]] of await this.family(other)) {
          if (form === other.bare) add("stem", 0.95, form, own)
          else if (this.analyser.word(form).stem === other.stem) add("stem", 0.8, form, own)
        }
      }))
    const nothing = !found.some(item => item.postings.length)
    if (nothing && !known && !concepts.length && bare.length >= 4) await this.guesses(bare, close, add)
    return {found, known: known || concepts.length > 0}
  }

  // The forms that sound like a word, with and without its ending: [[form, row], ...].
  async family(word) {
    const sounds = new Set([word.sound, this.analyser.sound(word.bare)]), forms = new Map()
    for (const sound of sounds)
      for (const [key, row] of await this.index.range("words", `${sound} `)) forms.set(key.slice(sound.length + 1), row)
    return forms
  }

  enough(found) {
    return found.reduce((sum, item) => sum + (item.tier === "exact" || item.tier === "stem" ? item.postings.length / 2 : 0), 0) >= ENOUGH
  }

  // Forms and names that begin with what was typed.
  async beginnings(bare, isLast, add, found) {
    const have = new Set(found.map(item => item.form))
    const forms = (await this.index.range("forms", bare)).filter(([form]) => !have.has(form) && form !== bare)
    forms.sort((one, other) => other[1] / other[0].length - one[1] / one[0].length)
    await Promise.all(forms.slice(0, FORMS).map(async ([form]) => {
      const row = await this.index.row("words", `${this.analyser.word(form).sound} ${form}`)
      add("prefix", 0.75 + 0.25 * bare.length / form.length, form, row?.[0])
    }))
    if (!isLast || bare.length < 4) return
    const ids = new Map()
    for (const [, terms] of await this.index.range("terms", bare.slice(0, -1), 1))
      for (const [id, exact, ...words] of terms)
        if (exact && words.length === 1 && words[0] !== bare && words[0].startsWith(bare)) ids.set(id, Math.max(ids.get(id) ?? 0, bare.length / words[0].length))
    if (ids.size > 6) return
    await Promise.all([...ids].map(async ([id, share]) => {
      const row = await this.index.row("concepts", id)
      add("concept", 0.6 * share, "", row?.[0])
      if (row?.[0].length) found.push({tier: "concept", weight: 0, concept: row[1], postings: []})
    }))
  }

  // Words that differ by a slip of the finger; the first letters are right, or two are exchanged.
  async guesses(bare, close, add) {
    const most = bare.length >= 8 ? 2 : 1
    const starts = new Set([bare.slice(0, 2), bare[1] + bare[0], bare[0] + bare[2]])
    const forms = new Set(close.map(([form]) => form))
    for (const rows of await Promise.all([...starts].map(start => this.index.range("forms", start, 3))))
      for (const [form] of rows) forms.add(form)
    const near = []
    for (const form of forms) {
      if (/^\d/u.test(form) || form.length < 4) continue
      const distance = Analyser.distance(bare, form, most)
      if (distance <= most) near.push([distance + (form[0] === bare[0] ? 0 : 0.5), form])
    }
    near.sort((one, other) => one[0] - other[0])
    await Promise.all(near.slice(0, FORMS).map(async ([distance, form]) => {
      const row = await this.index.row("words", `${this.analyser.word(form).sound} ${form}`)
      add("guess", 1 / (0.5 + distance), form, row?.[0])
    }))
  }

  // ------------------------------------------------------------------ all words

  // The documents that a query finds, best first: [{number, score, tier}], and what to mark.
  // `chosen` are filters that were picked: [{field, text}], of one field any, of several all.
  async find(query, chosen = []) {
    const parsed = this.parse(query)
    parsed.filters.push(...chosen)
    const all = [...parsed.words, ...parsed.phrases.flat()]
    const concepts = await this.concepts(parsed.words)
    let content = parsed.words.map((token, place) => ({token, place})).filter(({token}) => !this.analyser.stop.has(token.text) && (token.text.length > 1 || /\d/u.test(token.text)))
    if (!content.length) content = parsed.words.map((token, place) => ({token, place}))
    // A term of several words that no text holds is not taken apart: its words alone mean others.
    const absent = []
    const held = await Promise.all(concepts.filter(({from, to}) => to > from).map(async concept => ({concept, row: await this.index.row("concepts", concept.id)})))
    for (const {concept, row} of held) if (!row?.[0].length) absent.push(concept)
    const results = new Map(), marks = {forms: new Map(), phrases: []}
    const groups = await Promise.all(content.map(async ({token, place}) => {
      const near = concepts.filter(({from, to}) => from <= place && place <= to)
      const joined = []
      for (const other of [place - 1, place + 1]) {
        const one = parsed.words[Math.min(place, other)], two = parsed.words[Math.max(place, other)]
        if (one && two && one !== two && Analyser.isArabic(one.text) && Analyser.isArabic(two.text)) joined.push(one.text + two.text)
      }
      return this.candidates(token, near, joined, place === parsed.words.length - 1)
    }))
    const total = this.index.manifest.documents
    groups.forEach(({found}, number) => {
      const strongest = found.filter(item => item.postings.length).sort((one, other) => other.weight - one.weight)
      if (!strongest.length) return
      const held = new Set()
      for (const item of strongest.filter(item => item.tier === strongest[0].tier)) for (let i = 0, d = 0; i < item.postings.length; i += 2) held.add(d += item.postings[i])
      const rarity = Math.log(1 + (total - held.size + 0.5) / (held.size + 0.5)) + 0.2
      const best = new Map()
      for (const item of found) {
        if (item.form) marks.forms.set(item.form, Math.max(marks.forms.get(item.form) ?? 0, item.weight))
        if (item.concept) marks.phrases.push(...item.concept.map(phrase => ({phrase, number})))
        for (let i = 0, d = 0; i < item.postings.length; i += 2) {
          d += item.postings[i]
          const impact = item.postings[i + 1], head = impact & HEADLINE
          const score = item.weight * (0.78 + 0.12 * (impact & STRONGEST) / STRONGEST + (head ? 0.1 : 0))
          const known = best.get(d)
          if (!known) best.set(d, {score, tier: item.tier, head})
          else {
            known.head |= head
            if (score > known.score) { known.score = score; known.tier = item.tier }
          }
        }
      }
      for (const [d, {score, tier, head}] of best) {
        const result = results.get(d) ?? {number: d, sum: 0, words: 0, tier: 0, near: 0, heads: 0}
        if (head) result.heads++
        result.sum += score * rarity
        result.words++
        result.tier = Math.max(result.tier, NAMES.indexOf(tier))
        results.set(d, result)
      }
    })
    await this.pairs(content, results)
    let hits = [...results.values()]
    if (absent.length) {
      const covered = content.filter(({place}) => absent.some(({from, to}) => from <= place && place <= to)).length
      hits = hits.filter(hit => hit.words > content.length - covered && (covered < 2 || hit.near > 0 || hit.words === content.length && covered < content.length))
    }
    hits = await this.kept(hits, parsed)
    if (content.length) {
      const most = hits.reduce((words, hit) => Math.max(words, hit.words), 0)
      hits = hits.filter(hit => hit.words * 2 >= most)
      // A guess is no answer where words were found.
      if (hits.some(hit => hit.words === content.length && NAMES[hit.tier] !== "guess")) hits = hits.filter(hit => NAMES[hit.tier] !== "guess")
    }
    const {on_topic: onTopic} = this.index.manifest
    for (const hit of hits) {
      const share = content.length ? hit.words / content.length : 1
      // Several words in one headline say what a text is about, in whatever language.
      const headline = content.length > 1 ? 1 + TOGETHER * (hit.heads / content.length) ** 2 : 1
      hit.score = hit.sum * share * share * (1 + 0.6 * hit.near) * headline * (hit.number < onTopic ? 1 : 0.6)
      hit.tier = NAMES[hit.tier]
    }
    hits = this.whole(hits)
    hits.sort((one, other) => (one.tier === "guess") - (other.tier === "guess") || other.score - one.score || one.number - other.number)
    const asked = content.length + parsed.phrases.length
    return {hits, marks: {...marks, all}, concepts, asked, parsed}
  }

  // Of a page that is indexed in parts, the best part alone.
  whole(hits) {
    const continued = new Set(this.index.manifest.continued)
    if (!continued.size) return hits
    const best = new Map()
    for (const hit of hits) {
      let head = hit.number
      while (continued.has(head)) head--
      if (hit.score > (best.get(head)?.score ?? -1)) best.set(head, hit)
    }
    return [...best.values()]
  }

  // Which documents have neighbouring words of the query side by side.
  async pairs(content, results) {
    const stems = content.map(({token}) => this.analyser.word(token.text).stem)
    const pairs = stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`)
    const rows = await Promise.all(pairs.map(pair => this.index.row("pairs", pair)))
    for (const row of rows) {
      let d = 0
      for (const gap of row ?? []) {
        d += gap
        const result = results.get(d)
        if (result) result.near += 1 / pairs.length
      }
    }
  }

  // Those of the hits that have the phrases and pass the filters.
  async kept(hits, parsed) {
    const sets = await Promise.all(parsed.filters.map(filter => this.filtered(filter)))
    let kept = hits
    if (!parsed.words.length && (parsed.phrases.length || sets.length)) {
      const everything = Array.from({length: this.index.manifest.documents}, (_, number) => number)
      kept = everything.map(number => ({number, sum: 1, words: 0, tier: 0, near: 0, heads: 0}))
    }
    const fields = new Map()
    sets.forEach((set, i) => {
      const {field, minus} = parsed.filters[i]
      if (minus) kept = kept.filter(hit => !set.has(hit.number))
      else if (fields.has(field)) fields.get(field).push(set)
      else fields.set(field, [set])
    })
    for (const any of fields.values()) kept = kept.filter(hit => any.some(set => set.has(hit.number)))
    for (const phrase of parsed.phrases) {
      const set = await this.holding(phrase)
      kept = kept.filter(hit => set.has(hit.number))
    }
    for (const phrase of parsed.without) {
      const set = await this.holding(phrase)
      kept = kept.filter(hit => !set.has(hit.number))
    }
    return kept
  }

  // The documents in which words stand side by side, in whatever form.
  async holding(tokens) {
    const content = tokens.filter(token => !this.analyser.stop.has(token.text))
    const words = (content.length ? content : tokens).map(token => this.analyser.word(token.text))
    let left = null
    const keep = numbers => { left = left ? new Set(numbers.filter(number => left.has(number))) : new Set(numbers) }
    for (const word of words) {
      const row = await this.index.row("words", `${word.sound} ${word.bare}`)
      const here = []
      for (const postings of row ? [row[0], row[1] ?? []] : []) for (let i = 0, d = 0; i < postings.length; i += 2) here.push(d += postings[i])
      keep(here)
    }
    for (let i = 1; i < words.length; i++) {
      const here = []
      let d = 0
      for (const gap of (await this.index.row("pairs", `${words[i - 1].stem} ${words[i].stem}`)) ?? []) here.push(d += gap)
      keep(here)
    }
    return left ?? new Set()
  }

  // The documents that a filter lets through.
  async filtered({field, text}) {
    const {manifest} = this.index
    const numbers = new Set()
    const take = postings => { for (let i = 0, d = 0; i < (postings?.length ?? 0); i += 2) numbers.add(d += postings[i]) }
    if (field === "after" || field === "before") {
      const wanted = text.slice(0, 7)
      for (const [month] of manifest.months)
        if (month && (field === "after" ? month >= wanted : month.slice(0, wanted.length) <= wanted)) take((await this.index.row("concepts", `published:${month}`))?.[0])
    } else if (field === "person" || field === "place" || field === "organization") {
      const found = [text.toLowerCase(), ...(await this.concepts(this.analyser.tokens(text.replaceAll("_", " ")))).map(({id}) => id)]
      for (const id of found) take((await this.index.row("concepts", id))?.[0])
    } else {
      take((await this.index.row("concepts", `${Engine.FIELDS.get(field)}:${text}`))?.[0])
    }
    return numbers
  }

  // ------------------------------------------------------------------ what is shown

  // Pages about what a query names: [{kind, label, address}].
  async about({concepts, parsed}) {
    const found = new Map()
    const spans = concepts.filter(({exact, id}) => exact || id.startsWith("office:")).sort((one, other) => (other.to - other.from) - (one.to - one.from))
    const ids = spans.filter(one => !spans.some(other => other !== one && other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from)).map(({id}) => id)
    for (const id of new Set(ids)) {
      const row = await this.index.row("concepts", id)
      for (const [kind, label, address] of row?.[2] ?? []) found.set(address, {kind, label, address})
      if (found.size > 12) break
    }
    return [...found.values()].slice(0, 12)
  }

  // Names that begin with what stands last in the box.
  async suggestions({parsed}) {
    const last = parsed.words.at(-1)
    if (!last || last.text.length < 2) return []
    const bare = this.analyser.word(last.text).bare, found = new Map()
    for (const [, names] of await this.index.range("names", bare, 1))
      for (const [count, kind, label, address] of names) found.set(address, {count, kind, label, address})
    return [...found.values()].sort((one, other) => other.count - one.count).slice(0, 5)
  }

  // A hit as it is shown, with its best sentences marked.
  async shown(hit, marks, most = 2) {
    const page = await this.index.page(hit.number)
    const passages = page.passages.map(([id, lang, text], place) => ({id, lang, place, ...this.marked(text, marks)}))
    passages.sort((one, other) => other.weight - one.weight || one.place - other.place)
    const best = passages.filter(passage => passage.weight > 0).slice(0, most)
    const first = page.passages[0]
    return {
      ...hit, title: page.headline || page.original[1], address: page.address, outlet: page.outlet, written: page.written,
      headline: page.headline ? this.marked(page.headline, marks, true).html : "",
      original: {lang: page.original[0], html: this.marked(page.original[1], marks, true).html},
      passages: best.length || !first ? best : [{id: first[0], lang: first[1], weight: 0, html: this.marked(first[2], marks).html}],
    }
  }

  // A text with what was found in it marked, as safe HTML; `weight` says how much was found.
  marked(text, marks, whole = false) {
    const tokens = this.analyser.tokens(text)
    const words = tokens.map(token => this.analyser.word(token.text))
    const weights = words.map((word, i) => {
      let weight = marks.forms.get(word.bare) ?? 0
      for (const guess of word.guesses) weight = Math.max(weight, (marks.forms.get(guess) ?? 0) * 0.9)
      return weight
    })
    for (let i = 1; i < tokens.length; i++) {
      const joined = marks.forms.get(this.analyser.word(tokens[i - 1].text + tokens[i].text).bare)
      if (joined) weights[i - 1] = weights[i] = Math.max(weights[i], joined)
    }
    for (const {phrase: [exact, ...wanted]} of marks.phrases)
      for (let i = 0; i + wanted.length <= words.length; i++) {
        const fits = wanted.every((key, n) => words[i + n].bare === key || (!exact && words[i + n].stem === key) || (!n && words[i].guesses.includes(key)))
        if (fits) for (let n = 0; n < wanted.length; n++) weights[i + n] = Math.max(weights[i + n], TIERS.concept)
      }
    let from = 0, to = tokens.length
    const first = weights.findIndex(weight => weight > 0)
    if (!whole && tokens.length > WORDS_SHOWN) {
      from = Math.max(0, Math.min(first - 8, tokens.length - WORDS_SHOWN))
      to = Math.min(tokens.length, from + WORDS_SHOWN)
    }
    let html = from ? "… " : "", at = from ? tokens[from].start : 0
    for (let i = from; i < to; i++) {
      if (!weights[i]) continue
      let last = i
      while (last + 1 < to && weights[last + 1] && /^[\s\u200c-]*$/u.test(text.slice(tokens[last].end, tokens[last + 1].start))) last++
      html += Engine.escaped(text.slice(at, tokens[i].start)) + "<mark>" + Engine.escaped(text.slice(tokens[i].start, tokens[last].end)) + "</mark>"
      at = tokens[last].end
      i = last
    }
    html += to < tokens.length ? Engine.escaped(text.slice(at, tokens[to - 1].end)) + " …" : Engine.escaped(text.slice(at))
    const kinds = new Set(words.filter((_, i) => weights[i]).map(word => word.sound))
    return {html, weight: weights.reduce((sum, weight) => sum + weight * 0.05, 0) + kinds.size + Math.max(0, ...weights)}
  }

  static escaped(text) {
    return text.replace(/[&<>"']/gu, mark => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}[mark]))
  }
}
// The words before a colon that filter, and the kind of key they look up.
Engine.FIELDS = new Map([["person", "person"], ["place", "place"], ["organization", "organization"], ["after", "after"], ["before", "before"], ["lang", "lang"], ["source", "source"], ["kind", "kind"], ["month", "published"]])
self.Engine = Engine
