// What a query finds, the surest first: the exact form, a beginning, a stem, a concept, a guess.
"use strict"

const TIERS = {exact: 1, prefix: 0.72, stem: 0.52, concept: 0.37, guess: 0.12}
const NAMES = Object.keys(TIERS)
const GUESS = NAMES.indexOf("guess")
// How many documents are enough, so that weaker tiers need not be fetched.
const ENOUGH = 60
const FORMS = 8
const CONCEPTS = 6
// How much more a text counts whose headline has all words, or that has them side by side.
const TOGETHER = 3, BESIDE = 0.6
const OFF_TOPIC = 0.6
const FIRST_PAGE = 10, OF_EACH = 2
const WORDS_SHOWN = 36
// An impact is 1 to 7, and 8 more where the headline has the word.
const STRONGEST = 7, HEADLINE = 8
const ABOUT = 12, SUGGESTED = 5

class Engine {
  constructor(index) {
    this.index = index
    this.analyser = index.analyser
    this.continued = new Set(index.manifest.continued)
    this.fields = new Map(Object.entries(index.manifest.fields))
  }

  // ------------------------------------------------------------------ query

  // What was typed: words, phrases in quotation marks, what must not stand there, filters.
  parse(query) {
    const words = [], phrases = [], without = [], filters = []
    const pieces = /(?<![\p{L}\p{N}])([-–−]?)(?:(\p{L}+):)?(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|([^\s"“”«»]+))/gu
    for (const [, minus, name, ...texts] of query.replace(/[\u061c\u200e\u200f]/gu, "").matchAll(pieces)) {
      const bare = texts.pop(), quoted = texts.find(text => text !== undefined)
      const field = name && this.fields.get(name.toLowerCase()), text = quoted ?? bare
      if (field) {
        filters.push({field, text, minus: Boolean(minus)})
        continue
      }
      if (name) words.push(...this.analyser.tokens(name))
      const tokens = this.analyser.tokens(text)
      if (!tokens.length) continue
      if (minus) { without.push(tokens); continue }
      words.push(...tokens)
      if (quoted !== undefined) phrases.push(tokens)
    }
    return {words, phrases, without, filters}
  }

  // The concepts that words stand for: [{id, from, to, exact, own}], `to` the last word.
  async concepts(words) {
    const looked = words.map(token => this.analyser.word(token.text))
    const found = new Map()
    await Promise.all(looked.map(async (word, from) => {
      for (const start of [word, ...word.guesses.map(guess => this.analyser.word(guess))]) {
        const keys = start.stem === start.bare ? [start.bare] : [start.stem, start.bare]
        const rows = await Promise.all(keys.map(key => this.index.row("terms", key)))
        for (const [id, exact, ...rest] of rows.flatMap(row => row ?? [])) {
          if (rest.length > words.length - from) continue
          const fits = rest.every((wanted, i) => this.fits(i ? looked[from + i] : start, wanted, exact))
          const to = from + rest.length - 1, key = `${from} ${id}`, known = found.get(key)
          if (fits && !(known && known.to >= to)) found.set(key, {id, from, to, exact: Boolean(exact), own: start === word})
        }
      }
    }))
    const all = [...found.values()].sort((one, other) => one.from - other.from || other.to - one.to || (one.id < other.id ? -1 : 1))
    // A guess at particles counts only where the word itself stands for nothing.
    return all.filter(one => one.own || !all.some(other => other.own && other.from === one.from))
  }

  fits(word, wanted, exact) { return word.bare === wanted || (!exact && word.stem === wanted) }

  // ------------------------------------------------------------------ one word

  // The forms that sound like a word, with and without its ending: [[form, row], ...].
  async family(word) {
    const sounds = new Set([word.sound, this.analyser.sound(word.bare)]), forms = new Map()
    const [own, ...ranges] = await Promise.all([this.form(word.bare), ...[...sounds].map(sound => this.index.range("words", `${sound} `, 3))])
    ranges.forEach((rows, i) => { for (const [key, row] of rows) forms.set(key.slice([...sounds][i].length + 1), row) })
    if (own) forms.set(word.bare, own)
    return forms
  }

  // The row of one form: [documents with it, with it behind a particle, with it in what is told].
  form(bare) { return this.index.row("words", `${this.analyser.word(bare).sound} ${bare}`) }

  // What a word finds: [{tier, weight, form, postings}], and the concepts it is part of.
  async candidates(token, concepts, joined, isLast) {
    const word = this.analyser.word(token.text), bare = word.bare
    const found = []
    const add = (tier, weight, form, postings) => { if (SearchIndex.size(postings)) found.push({tier, weight: TIERS[tier] * weight, form, postings}) }
    const digits = /^\d+$/u.test(bare)
    const known = concepts.some(concept => concept.exact && concept.from === concept.to && concept.own)
    const close = this.related(word, await this.family(word), {digits, known, anyone: !concepts.length}, add)
    await Promise.all(joined.map(form => this.joined(form, add)))
    await Promise.all(concepts.map(concept => this.concept(concept.id, concept.exact ? ["exact", 0.85] : ["concept", 0.95], add, found)))
    if (!(digits && bare.length >= 4) && !this.enough(found) && bare.length >= 2) await this.beginnings(bare, isLast && !digits, add, found)
    if (!digits) {
      const sure = found.some(item => item.weight >= TIERS.concept * 0.5)
      if (!sure || !found.some(item => SearchIndex.size(item.postings))) await Promise.all(word.guesses.map(guess => this.joined(guess, add, "stem")))
      const nothing = !found.some(item => SearchIndex.size(item.postings))
      if (nothing && !concepts.length && Analyser.size(bare) >= 4) await this.slips(bare, close, add)
    }
    for (const item of found) item.postings = await this.index.postings(item.postings)
    return found
  }

  // Take what of the forms that sound alike is the word; return those that may be a slip of it.
  related(word, family, {digits, known, anyone}, add) {
    const bare = word.bare, latin = Analyser.isLatin(bare), close = []
    const limit = word.sound.length === 2 ? 0.3 : word.sound.length === 3 ? 1.1 : 1.8
    for (const [form, [own, attached, told]] of family) {
      const other = this.analyser.word(form), alike = Analyser.isLatin(form) === latin
      if (form === bare) {
        add("exact", 1, form, own); add("stem", 0.95, form, attached); add("concept", 0.95, form, told)
      } else if (digits) {
        continue
      } else if (other.stem === word.stem && alike && (!known || form.startsWith(bare))) {
        // The word with an ending is a beginning and a stem at once.
        if (form.startsWith(bare)) add("prefix", 1, form, own)
        else add("stem", 1, form, own)
        add("stem", 0.85, form, attached); add("concept", 0.8, form, told)
      } else if (!known && word.frame && other.frame === word.frame) {
        add("stem", 0.75, form, own); add("concept", 0.6, form, told)
      } else if (!alike && word.sound.length >= 2) {
        // A name that sounds the same; a word that stands for something is no unknown name.
        const cost = latin ? this.analyser.distanceOfSounds(bare, other.bare) : this.analyser.distanceOfSounds(other.bare, bare)
        if (cost <= limit && anyone) { add("concept", 0.9 - cost / 4, form, own); add("concept", 0.6 - cost / 4, form, told) }
      } else if (form.length >= 4) close.push(form)
    }
    return close
  }

  // Two words as one, or a word without a particle before it.
  async joined(form, add, tier = "exact") {
    const word = this.analyser.word(form)
    for (const [other, [own, attached]] of await this.family(word))
      if (other === word.bare) { add(tier, 0.95, other, own); add("stem", 0.95, other, attached) }
      else if (this.analyser.word(other).stem === word.stem) add("stem", 0.85, other, own)
  }

  async concept(id, [tier, weight], add, found) {
    const row = await this.index.row("concepts", id)
    if (!row || !SearchIndex.size(row[0])) return
    add(tier, weight, "", row[0])
    found.push({tier, weight: 0, concept: row[1], postings: []})
  }

  enough(found) {
    return found.reduce((sum, {tier, postings}) => sum + (tier === "exact" || tier === "stem" ? SearchIndex.size(postings) : 0), 0) >= ENOUGH
  }

  // Forms that begin with what was typed, and names where it is the last word.
  async beginnings(bare, names, add, found) {
    const have = new Set(found.map(item => item.form))
    const forms = (await this.index.range("forms", bare)).filter(([form]) => !have.has(form) && form !== bare)
    forms.sort((one, other) => other[1] / other[0].length - one[1] / one[0].length)
    await Promise.all(forms.slice(0, FORMS).map(async ([form]) => add("prefix", 0.75 + 0.25 * bare.length / form.length, form, (await this.form(form))?.[0])))
    if (!names || bare.length < 4) return
    const ids = new Map()
    for (const [, terms] of await this.index.range("terms", bare.slice(0, -1), 1))
      for (const [id, exact, ...words] of terms)
        if (exact && words.length === 1 && words[0] !== bare && words[0].startsWith(bare)) ids.set(id, Math.max(ids.get(id) ?? 0, bare.length / words[0].length))
    if (ids.size > CONCEPTS) return
    await Promise.all([...ids].map(([id, share]) => this.concept(id, ["concept", 0.6 * share], add, found)))
  }

  // Words that differ by a slip of the finger; the first letters are right, or two are exchanged.
  async slips(bare, close, add) {
    const most = bare.length >= 8 ? 2 : 1
    const starts = new Set([bare.slice(0, 2), bare[1] + bare[0], bare[0] + bare[2]])
    const forms = new Set(close)
    for (const rows of await Promise.all([...starts].map(start => this.index.range("forms", start, 3))))
      for (const [form] of rows) forms.add(form)
    const near = []
    for (const form of forms) {
      if (/^\d/u.test(form) || form.length < 4) continue
      const distance = Analyser.distance(bare, form, most)
      if (distance <= most) near.push([distance + (form[0] === bare[0] ? 0 : 0.5), form])
    }
    near.sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1))
    await Promise.all(near.slice(0, FORMS).map(async ([distance, form]) => add("guess", 1 / (0.5 + distance), form, (await this.form(form))?.[0])))
  }

  // ------------------------------------------------------------------ all words

  // The documents that a query finds, best first, and what to mark in them. `chosen` are filters
  // that were picked: [{field, text}], of one field any, of several all.
  async find(query, chosen = []) {
    const parsed = this.parse(query), {words} = parsed
    parsed.filters.push(...chosen)
    const concepts = await this.concepts(words)
    let content = words.map((token, place) => ({token, place})).filter(({token}) => !this.analyser.stop.has(token.text) && (token.text.length > 1 || /\d/u.test(token.text)))
    if (!content.length) content = words.map((token, place) => ({token, place}))
    const groups = await Promise.all(content.map(({token, place}) => this.candidates(token, concepts.filter(({from, to}) => from <= place && place <= to), this.neighbours(words, place), place === words.length - 1)))
    const marks = {forms: new Map(), phrases: []}, results = new Map()
    for (const found of groups) this.score(found, results, marks)
    for (const phrase of parsed.phrases) marks.phrases.push([1, ...phrase.map(token => this.analyser.word(token.text).bare)])
    await this.pairs(content, results)
    let hits = await this.kept(await this.unbroken([...results.values()], content, concepts), parsed)
    const most = hits.reduce((sum, hit) => Math.max(sum, hit.words), 0)
    // A guess is no answer where all words were found.
    const sure = content.length > 0 && hits.some(hit => hit.words === content.length && hit.tier !== GUESS)
    hits = hits.filter(hit => hit.words * 2 >= most && !(sure && hit.tier === GUESS))
    for (const hit of hits) {
      const share = content.length ? hit.words / content.length : 1
      // Several words in one headline say what a text is about, in whatever language.
      const headline = content.length > 1 ? 1 + TOGETHER * (hit.heads / content.length) ** 2 : 1
      hit.score = hit.sum * share ** 2 * (1 + BESIDE * hit.near) * headline * (hit.number < this.index.manifest.on_topic ? 1 : OFF_TOPIC)
      hit.tier = NAMES[hit.tier]
    }
    hits = this.mixed(this.whole(hits).sort(Engine.better), content.length)
    return {hits, marks, concepts, parsed}
  }

  // A word of Arabic script joined to the one before it, and to the one behind it.
  neighbours(words, place) {
    const pairs = [[words[place - 1], words[place]], [words[place], words[place + 1]]]
    return pairs.filter(([one, two]) => one && two && Analyser.isArabic(one.text) && Analyser.isArabic(two.text)).map(([one, two]) => one.text + two.text)
  }

  // Add what one word finds to the results. Its rarity is that of its strongest tier, so that weaker
  // ones stay weaker.
  score(found, results, marks) {
    const held = found.filter(item => item.postings.length)
    const strongest = held.reduce((best, item) => (item.weight > (best?.weight ?? -1) ? item : best), null)
    if (!strongest) return
    const there = new Set(held.filter(item => item.tier === strongest.tier).flatMap(item => SearchIndex.numbers(item.postings)))
    const total = this.index.manifest.documents
    const rarity = Math.log(1 + (total - there.size + 0.5) / (there.size + 0.5)) + 0.2
    const best = new Map()
    for (const item of found) {
      if (item.form) marks.forms.set(item.form, Math.max(marks.forms.get(item.form) ?? 0, item.weight))
      if (item.concept) marks.phrases.push(...item.concept)
      for (let i = 0, number = 0; i < item.postings.length; i += 2) {
        number += item.postings[i]
        const impact = item.postings[i + 1], head = impact & HEADLINE ? 1 : 0
        const score = item.weight * (0.78 + 0.12 * (impact & STRONGEST) / STRONGEST + 0.1 * head)
        const known = best.get(number)
        if (!known) best.set(number, {score, tier: item.tier, head})
        else {
          known.head |= head
          if (score > known.score) { known.score = score; known.tier = item.tier }
        }
      }
    }
    for (const [number, {score, tier, head}] of best) {
      const result = results.get(number) ?? Engine.result(number)
      result.sum += score * rarity
      result.words++
      result.heads += head
      result.tier = Math.max(result.tier, NAMES.indexOf(tier))
      results.set(number, result)
    }
  }

  // Which documents have neighbouring words of the query side by side.
  async pairs(content, results) {
    const stems = content.map(({token}) => this.analyser.word(token.text).stem)
    const pairs = stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`)
    for (const row of await Promise.all(pairs.map(pair => this.index.row("pairs", pair)))) {
      let number = 0
      for (const gap of row ?? []) {
        number += gap
        const result = results.get(number)
        if (result) result.near += 1 / pairs.length
      }
    }
  }

  // A term of several words that no text holds is not taken apart: its words alone mean others.
  async unbroken(hits, content, concepts) {
    const absent = []
    await Promise.all(concepts.filter(({from, to}) => to > from).map(async concept => {
      if (!SearchIndex.size((await this.index.row("concepts", concept.id))?.[0])) absent.push(concept)
    }))
    if (!absent.length) return hits
    const covered = content.filter(({place}) => absent.some(({from, to}) => from <= place && place <= to)).length
    return hits.filter(hit => hit.words > content.length - covered && (covered < 2 || hit.near > 0 || (hit.words === content.length && covered < content.length)))
  }

  // Those of the hits that have the phrases, have nothing that must not stand there, pass the filters.
  async kept(hits, {words, phrases, without, filters}) {
    let kept = hits
    if (!words.length && (without.length || filters.length))
      kept = Array.from({length: this.index.manifest.documents}, (_, number) => ({...Engine.result(number), sum: 1}))
    const passing = new Map()
    for (const filter of filters) {
      const set = await this.filtered(filter)
      if (filter.minus) kept = kept.filter(hit => !set.has(this.head(hit.number)))
      else passing.set(filter.field, new Set([...(passing.get(filter.field) ?? []), ...set]))
    }
    for (const set of passing.values()) kept = kept.filter(hit => set.has(this.head(hit.number)))
    for (const phrase of phrases) {
      const set = await this.holding(phrase, true)
      kept = kept.filter(hit => set.has(this.head(hit.number)))
    }
    for (const phrase of without) {
      const set = await this.holding(phrase, false)
      kept = kept.filter(hit => !set.has(this.head(hit.number)))
    }
    return kept
  }

  // The documents in which words stand side by side: these forms, or also other forms of the words.
  async holding(tokens, exact) {
    const content = tokens.filter(token => !this.analyser.stop.has(token.text))
    const words = (content.length ? content : tokens).map(token => this.analyser.word(token.text))
    let left = null
    const keep = numbers => { left = new Set(left ? numbers.filter(number => left.has(number)) : numbers) }
    for (const word of words) {
      const here = []
      for (const [form, [own, attached]] of await this.family(word))
        if (form === word.bare || (!exact && this.analyser.word(form).stem === word.stem))
          for (const postings of [own, attached]) here.push(...SearchIndex.numbers(await this.index.postings(postings)))
      keep(here)
    }
    for (let i = 1; i < words.length; i++) {
      let number = 0
      keep(((await this.index.row("pairs", `${words[i - 1].stem} ${words[i].stem}`)) ?? []).map(gap => (number += gap)))
    }
    return this.heads(left ?? [])
  }

  // The documents that a filter lets through.
  async filtered({field, text}) {
    const numbers = []
    const take = async id => {
      const row = await this.index.row("concepts", id)
      for (const number of SearchIndex.numbers(await this.index.postings(row?.[0]))) numbers.push(number)
    }
    if (field === "after" || field === "before") {
      const [year, month] = this.analyser.tokens(text).map(token => token.text)
      const wanted = month ? `${year}-${month.padStart(2, "0")}` : (year ?? "")
      for (const [month] of this.index.manifest.months)
        if (month && (field === "after" ? month >= wanted : month.slice(0, wanted.length) <= wanted)) await take(`published:${month}`)
    } else if (Engine.PAGES.has(field)) {
      if (await this.index.row("concepts", text)) await take(text)
      else for (const id of await this.named(text.replaceAll("_", " "), Engine.PAGES.get(field))) await take(id)
    } else {
      await take(`${field === "month" ? "published" : field}:${text}`)
    }
    return this.heads(numbers)
  }

  // The concepts that a whole text names and that have a page of a kind.
  async named(text, kind) {
    const tokens = this.analyser.tokens(text), found = []
    for (const {id, from, to, exact} of await this.concepts(tokens))
      if (exact && !from && to === tokens.length - 1 && (await this.index.row("concepts", id))?.[2][0]?.[0] === kind) found.push(id)
    return found
  }

  // ------------------------------------------------------------------ texts in parts, and languages

  // The first part of the text that a document is part of.
  head(number) {
    while (this.continued.has(number)) number--
    return number
  }

  heads(numbers) { return new Set(this.continued.size ? [...numbers].map(number => this.head(number)) : numbers) }

  // Of a text that is indexed in parts, the best part alone.
  whole(hits) {
    if (!this.continued.size) return hits
    const best = new Map()
    for (const hit of hits) {
      const head = this.head(hit.number)
      if (hit.score > (best.get(head)?.score ?? -1)) best.set(head, hit)
    }
    return [...best.values()]
  }

  // Readers of three languages share the first page of results: of each language with an answer to
  // all words, the best ones stand on it, in the place of the last ones of the most frequent one.
  mixed(hits, asked) {
    const {lang_of: langs} = this.index.manifest
    if (hits.length <= FIRST_PAGE) return hits
    const first = hits.slice(0, FIRST_PAGE), rest = hits.slice(FIRST_PAGE)
    const count = lang => first.reduce((sum, hit) => sum + (langs[hit.number] === lang), 0)
    for (const lang of new Set(langs))
      for (const hit of rest.filter(hit => langs[hit.number] === lang && hit.words === asked && hit.tier !== "guess").slice(0, OF_EACH)) {
        const place = first.findLastIndex(other => count(langs[other.number]) > OF_EACH)
        if (count(lang) >= OF_EACH || place < 0) break
        rest[rest.indexOf(hit)] = first[place]
        first.splice(place, 1)
        first.push(hit)
      }
    return [...first.sort(Engine.better), ...rest.sort(Engine.better)]
  }

  // ------------------------------------------------------------------ what is shown

  // Pages about what a query names: [{kind, label, address}].
  async about({concepts}) {
    const found = new Map()
    const names = concepts.filter(({exact, id}) => exact || id.startsWith("office:")).sort((one, other) => other.to - other.from - (one.to - one.from))
    // Of names inside one another the longest is meant.
    const longest = names.filter(one => !names.some(other => other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from))
    for (const id of new Set(longest.map(({id}) => id))) {
      for (const [kind, label, address] of (await this.index.row("concepts", id))?.[2] ?? []) found.set(address, {kind, label, address})
      if (found.size >= ABOUT) break
    }
    return [...found.values()].slice(0, ABOUT)
  }

  // Names that begin with what stands last in the box.
  async suggestions({parsed}) {
    const last = parsed.words.at(-1)
    if (!last || last.text.length < 2) return []
    const found = new Map()
    for (const [, names] of await this.index.range("names", this.analyser.word(last.text).bare, 1))
      for (const [count, kind, label, address] of names) found.set(address, {count, kind, label, address})
    return [...found.values()].sort((one, other) => other.count - one.count).slice(0, SUGGESTED)
  }

  // A hit as it is shown, with its best sentences marked.
  async shown(hit, marks, most = 2) {
    const page = await this.index.page(hit.number)
    const passages = page.passages.map(([id, lang, text], place) => ({id, lang, place, ...this.marked(text, marks)}))
    const best = passages.filter(passage => passage.weight > 0).sort((one, other) => other.weight - one.weight || one.place - other.place)
    return {
      ...hit, address: page.address, outlet: page.outlet, written: page.written,
      title: page.headline || page.original[1],
      headline: page.headline ? this.marked(page.headline, marks, true).html : "",
      original: {lang: page.original[0], html: this.marked(page.original[1], marks, true).html},
      passages: best.length ? best.slice(0, most) : passages.slice(0, 1),
    }
  }

  // A text with what was found in it marked, as safe HTML; `weight` says how much was found.
  marked(text, marks, whole = false) {
    const tokens = this.analyser.tokens(text)
    const words = tokens.map(token => this.analyser.word(token.text))
    const weights = words.map(word => word.guesses.reduce((most, guess) => Math.max(most, (marks.forms.get(guess) ?? 0) * 0.9), marks.forms.get(word.bare) ?? 0))
    for (let i = 1; i < tokens.length; i++) {
      const joined = marks.forms.get(this.analyser.word(tokens[i - 1].text + tokens[i].text).bare)
      if (joined) for (const place of [i - 1, i]) weights[place] = Math.max(weights[place], joined)
    }
    for (const [exact, ...wanted] of marks.phrases)
      for (let i = 0; i + wanted.length <= words.length; i++)
        if (wanted.every((key, n) => this.fits(words[i + n], key, exact) || (!n && words[i].guesses.includes(key))))
          for (let n = 0; n < wanted.length; n++) weights[i + n] = Math.max(weights[i + n], TIERS.concept)
    const first = Math.max(0, weights.findIndex(weight => weight > 0))
    const from = whole || tokens.length <= WORDS_SHOWN ? 0 : Math.max(0, Math.min(first - 8, tokens.length - WORDS_SHOWN))
    const to = whole ? tokens.length : Math.min(tokens.length, from + WORDS_SHOWN)
    let html = from ? "… " : "", at = from ? tokens[from].start : 0
    for (let i = from; i < to; i++) {
      if (!weights[i]) continue
      let last = i
      while (last + 1 < to && weights[last + 1] && /^[\s\u200c-]*$/u.test(text.slice(tokens[last].end, tokens[last + 1].start))) last++
      html += `${Engine.escaped(text.slice(at, tokens[i].start))}<mark>${Engine.escaped(text.slice(tokens[i].start, tokens[last].end))}</mark>`
      at = tokens[last].end
      i = last
    }
    html += to < tokens.length ? `${Engine.escaped(text.slice(at, tokens[to - 1].end))} …` : Engine.escaped(text.slice(at))
    const kinds = new Set(words.filter((_, i) => weights[i]).map(word => word.sound))
    const strongest = weights.reduce((most, weight) => Math.max(most, weight), 0)
    return {html, weight: weights.reduce((sum, weight) => sum + weight * 0.05, 0) + kinds.size + strongest}
  }

  static result(number) { return {number, sum: 0, words: 0, tier: 0, near: 0, heads: 0} }

  // Guesses last, then by score, then the newer first.
  static better(one, other) {
    return (one.tier === "guess") - (other.tier === "guess") || other.score - one.score || one.number - other.number
  }

  static escaped(text) {
    return text.replace(/[&<>"']/gu, mark => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}[mark]))
  }
}
// The filters that name something with a page, and the kind of page.
Engine.PAGES = new Map([["person", "people"], ["place", "places"], ["organization", "organizations"]])
self.Engine = Engine
