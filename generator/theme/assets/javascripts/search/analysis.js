// The analyser: what spellings and forms of a word have in common. The generator does the same when
// it builds the index (generator/search/analysis.py); both follow the rules that come with the index.
"use strict"

class Analyser {
  // `rules` as in data/search/analysis.toml; `letters` and `zeros` as the generator folds them.
  constructor(rules, letters, zeros) {
    const one = pattern => new RegExp(pattern, "u")
    const all = pairs => pairs.map(([pattern, to]) => [new RegExp(pattern, "gu"), to])
    this.rules = rules
    this.letters = new Map(Object.entries(letters))
    this.also = new Map(Object.entries(rules.letters))
    this.zeros = zeros
    this.article = one(rules.arabic.article)
    this.verb = one(rules.arabic.verb)
    this.endings = rules.latin.endings.map(([pattern, to]) => [one(pattern), to])
    this.silent = one(rules.latin.silent)
    this.weak = new RegExp(`[${rules.arabic.weak}]`, "gu")
    this.latinSounds = all(rules.sounds.latin)
    this.bothSounds = all(rules.sounds.both)
    this.vowelSpellings = all(rules.sounds.vowel_spellings)
    this.first = new Set(rules.arabic.first)
    this.last = new Set(rules.arabic.last)
    this.stop = new Set(Object.values(rules.stop).flat())
    this.words = new Map()
    this.characters = new Map()
  }

  // The words of a text: [{text, start, end}], offsets in UTF-16 units of the text.
  tokens(text) {
    let source = text
    for (const [from, to] of this.rules.spellings) source = source.replaceAll(from, to)
    let plain = ""
    const starts = []
    for (let at = 0; at < source.length;) {
      const character = String.fromCodePoint(source.codePointAt(at))
      const folded = this.character(character)
      for (let i = 0; i < folded.length; i++) starts.push(at)
      plain += folded
      at += character.length
    }
    starts.push(source.length)
    const found = []
    for (const match of plain.matchAll(Analyser.TOKEN)) {
      let word = match[0].replace(/[,\u066c]/gu, "")
      if (word.endsWith(this.rules.possessive)) word = word.slice(0, -this.rules.possessive.length)
      const last = match.index + match[0].length - 1
      found.push({text: word.replaceAll("'", ""), start: starts[match.index], end: this.after(source, starts[last])})
    }
    return found
  }

  // The end of the letter at an offset, with what stands on it (vowel signs, a hamza).
  after(source, at) {
    at += String.fromCodePoint(source.codePointAt(at)).length
    while (at < source.length) {
      const next = String.fromCodePoint(source.codePointAt(at))
      if (this.character(next) || !/[\p{L}\p{M}]/u.test(next)) break
      at += next.length
    }
    return at
  }

  character(character) {
    let folded = this.characters.get(character)
    if (folded === undefined) {
      folded = [...this.folded(character)].map(letter => this.also.get(letter) ?? letter).join("")
      this.characters.set(character, folded)
    }
    return folded
  }

  folded(character) {
    if (this.letters.has(character)) return this.letters.get(character)
    if (character !== "\ufeff" && /\s/u.test(character) || "\x1c\x1d\x1e\x1f\x85".includes(character)) return " "
    if (/\p{Nd}/u.test(character)) {
      const code = character.codePointAt(0)
      return String(code - this.zeros.findLast(zero => zero <= code))
    }
    let folded = ""
    for (const part of character.normalize("NFKD").toLowerCase())
      if (!/[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Cn}\p{Cs}]/u.test(part)) folded += this.letters.get(part) ?? part
    return folded
  }

  // What a word is compared by, the strictest first.
  word(token) {
    let word = this.words.get(token)
    if (!word) {
      const bare = token.replace(this.article, ""), stem = this.stem(bare)
      word = {bare, stem, frame: this.frame(stem), sound: this.sound(stem), guesses: this.guesses(token, bare)}
      this.words.set(token, word)
    }
    return word
  }

  stem(bare) {
    if (Analyser.isArabic(bare)) {
      for (const [suffix, least] of this.rules.arabic.suffixes)
        if (bare.endsWith(suffix) && Analyser.size(bare) - suffix.length >= least) return bare.slice(0, -suffix.length)
      return bare
    }
    if (Analyser.size(bare) > 3 && Analyser.isLatin(bare)) {
      for (const [pattern, to] of this.endings) if (pattern.test(bare)) { bare = bare.replace(pattern, to); break }
      return bare.replace(this.silent, "")
    }
    return bare
  }

  sound(stem) {
    let found = stem
    if (Analyser.isArabic(stem)) found = [...stem].map(letter => this.rules.sounds.arabic[letter] ?? "").join("")
    else if (Analyser.isLatin(stem)) for (const [pattern, to] of this.latinSounds) found = found.replace(pattern, to)
    else return stem
    for (const [pattern, to] of this.bothSounds) found = found.replace(pattern, to)
    return found.replace(/(.)\1+/gu, "$1")
  }

  joins(one, other) {
    return (this.first.has(one) || this.last.has(other)) && Analyser.isArabic(one) && Analyser.isArabic(other)
  }

  frame(stem) {
    if (!Analyser.isArabic(stem)) return ""
    const frame = stem.replace(this.weak, "").replace(/(.)\1+/gu, "$1")
    return Analyser.size(frame) >= 3 ? frame : ""
  }

  guesses(token, bare) {
    if (bare !== token || !Analyser.isArabic(token)) return []
    let rest = token.replace(this.verb, "")
    if (rest !== token) return [rest]
    const found = []
    for (const letters of [this.rules.arabic.particles, this.rules.arabic.second]) {
      if (Analyser.size(rest) <= 3 || !letters.includes(rest[0])) break
      rest = rest.slice(1)
      const without = rest.replace(this.article, "")
      found.push(without)
      if (without !== rest) break
    }
    return found
  }

  // How far a word of Latin letters is from one of Arabic script, vowels included; 0 fits.
  distanceOfSounds(latin, arabic) {
    const vowels = this.rules.sounds.vowels
    const there = [...arabic].map(letter => vowels[letter] ?? "").join("")
    let plain = latin
    for (const [pattern, to] of this.vowelSpellings) plain = plain.replace(pattern, to)
    const here = plain.replace(/[^aoi]/gu, "")
    let at = 0, cost = 0
    for (const vowel of there) {
      const place = here.indexOf(vowel, at)
      if (place < 0) cost += 0.8
      else { cost += 0.25 * (place - at); at = place + 1 }
    }
    return cost + 0.25 * Math.max(0, here.length - at)
  }

  // Letters, of which some take two units.
  static size(text) { return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length }
  static isArabic(text) { return /[\u0600-\u06ff]/u.test(text) }
  static isLatin(text) { return /[a-z]/u.test(text) }

  // Edits between two words, neighbours exchanged counting one; more than `most` is `most` + 1.
  static distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1
    let before = [], last = Array.from({length: other.length + 1}, (_, i) => i)
    for (let i = 1; i <= one.length; i++) {
      const row = [i]
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same)
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1)
        row.push(cost)
      }
      if (Math.min(...row) > most) return most + 1
      before = last
      last = row
    }
    return last[other.length]
  }
}
Analyser.TOKEN = /\p{Nd}{1,3}(?:[,\u066c]\p{Nd}{3})+(?!\p{Nd})|[\p{L}\p{N}]+(?:'[\p{L}\p{Nl}\p{No}]+)*/gu
self.Analyser = Analyser
