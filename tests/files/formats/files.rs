//! Random record files as people format them: every style of YAML 1.2, mostly valid, some invalid.

/// A xorshift generator: the same seed, the same files, on every machine.
pub struct FileRandom(u64);

impl FileRandom {
    /// A separate generator for each seed.
    pub fn of(seed: u64) -> Self {
        let mut random = Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            random.below(2);
        }
        random
    }

    /// A number below a bound.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % bound as u64).expect("below a bound of this size")
    }

    /// True with that probability in percent.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Words that are plain everywhere.
const WORDS: &[&str] =
    &["fast", "the dock", "Ana Ortiz", "é 😀", "it's", "12 ships", "R&D", "C", "no", "1.10", "~ok", "x"];

/// Words with characters that may be YAML syntax.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "a:b", "c#d", "http://x/#y", "-x", "?x", ":x", "a, b", "[x]", "{y}", "100%", "\"q\" r", "'s' t", "x - y", "a ? b",
    "e!", "*not", "&not", "a\tb", "\\n", "- z", "null", "~", "007", "0x1F", "2026-03-02", "12:30", "=", "<<", "|", ">", "%x",
    "@x", "`x`", "--- x", "...", "a: b", "a #b", "x:", "#x", "!x", "?", "-", ":", ",", "a]b", "a}b", "\u{a0}x", "\u{feff}x",
    "x\u{200b}",
];

/// Characters for double quotes besides words.
#[rustfmt::skip]
const ESCAPES: &[&str] = &[
    "\\n", "\\t", "\\x41", "\\u00e9", "\\/", "\\\\", "\\ ", "\\N", "\\_", "\\L", "\\P", "\\e", "\\0", "\\\"", "\\u2028",
    "\\U0001F600", "\\\t", "\\a\\b\\v\\f\\r",
];

/// A file being generated.
struct SampleFile {
    random: FileRandom,
    text: String,
    /// The share of unusual parts, in percent.
    odd: usize,
}

/// The file for a seed: an engagement's charter with values of every style, most of them below `extra`.
pub fn file(seed: u64) -> String {
    let mut random = FileRandom::of(seed);
    let odd = [0, 1, 4, 10][random.below(4)];
    let mut file = SampleFile { random, text: String::new(), odd };
    file.charter();
    let SampleFile { mut random, mut text, .. } = file;
    if random.percent(20) {
        text.truncate(text.trim_end_matches(['\n']).len());
    }
    if random.percent(odd) {
        let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[random.below(places.len())];
        text.insert_str(
            at,
            random.pick(&[":", "#", "?", "-", "'", "\"", "[", "}", ",", "|", " ", "\t", "\n", ": ", " #"]),
        );
    }
    if random.percent(12) {
        text = text.replace('\n', "\r\n");
    }
    if random.percent(4) { format!("\u{feff}{text}") } else { text }
}

impl SampleFile {
    fn is_odd(&mut self) -> bool {
        self.random.percent(self.odd)
    }

    fn put(&mut self, words: &str) {
        self.text.push_str(words);
    }

    fn pad(&mut self, indent: usize) {
        self.put(&" ".repeat(indent));
    }

    fn charter(&mut self) {
        self.between(0);
        if self.is_odd() {
            self.put("---\n");
        }
        self.put("schema: 1\nopened: 2026-03-02\n");
        for key in ["title", "customer", "mission"] {
            self.key(key, 0);
            self.text_value(0);
        }
        self.key("conditions", 0);
        let texts = self.random.below(4);
        self.texts(texts);
        self.key("contract", 0);
        self.put("\n");
        for key in ["reference", "flexibility"] {
            self.pad(2);
            self.key(key, 2);
            self.text_value(2);
        }
        self.key("extra", 0);
        self.map(0, 3);
        self.between(0);
    }

    /// A list of texts that are not empty.
    fn texts(&mut self, count: usize) {
        if count == 0 {
            let empty = self.random.pick(&[" []", "", " [ ]", " # none"]);
            self.put(empty);
            return self.end();
        }
        let indent = 2 * self.random.below(2);
        self.end();
        for _ in 0..count {
            self.pad(indent);
            self.put("-");
            self.text_value(indent);
        }
    }

    /// Blank lines and comments between lines.
    fn between(&mut self, indent: usize) {
        while self.random.percent(8 + self.odd) {
            match self.random.below(6) {
                0 => self.put("\n"),
                1 => self.pad(indent),
                2 if self.odd > 5 && self.is_odd() => self.put(" \t"),
                3 => self.put("  "),
                _ => {}
            }
            let comment = self.random.pick(&["# why", "#x: y", "# 'z \" {", "\n", "# - a", "", "#"]);
            self.put(comment);
            self.put("\n");
        }
    }

    /// The end of a line, after a value: trailing blanks and comments.
    fn end(&mut self) {
        if self.random.percent(6 + self.odd) {
            let blanks = self.random.pick(&["", " ", "  ", " # why", "   # x: 'y", " #"]);
            let blanks = if self.is_odd() { self.random.pick(&[" \t", "\t# x"]) } else { blanks };
            self.put(blanks);
        }
        self.put("\n");
    }

    /// A key with its colon, after the indentation.
    fn key(&mut self, key: &str, indent: usize) {
        match self.random.below(60) {
            0 => self.put(&format!("\"{key}\":")),
            1 => self.put(&format!("'{key}':")),
            2 => self.put(&format!("{key} :")),
            3 if self.odd > 0 => self.put(&format!("? {key}\n{}:", " ".repeat(indent))),
            _ => self.put(&format!("{key}:")),
        }
    }

    /// A text after its key or dash, and the end of its line.
    fn text_value(&mut self, outer: usize) {
        match self.random.below(10) {
            0 | 1 => return self.block(outer),
            2 if self.odd > 0 => {
                self.end();
                let more = self.random.below(4);
                self.pad(outer + 1 + more);
            }
            3 => self.put("  "),
            4 if self.is_odd() => self.put("\t"),
            _ => self.put(" "),
        }
        self.scalar(outer, false);
        self.end();
        self.between(outer);
    }

    /// A plain or quoted scalar that continues right of a column.
    fn scalar(&mut self, outer: usize, in_flow: bool) {
        match self.random.below(5) {
            0 => self.quoted(outer, '\''),
            1 => self.quoted(outer, '"'),
            _ => self.plain(outer, in_flow),
        }
    }

    fn word(&mut self) -> &'static str {
        if self.is_odd() { self.random.pick(ODD) } else { self.random.pick(WORDS) }
    }

    fn plain(&mut self, outer: usize, in_flow: bool) {
        let mut word = self.word();
        while in_flow && !self.is_odd() && word.contains([',', '[', ']', '{', '}', '?', ':']) {
            word = self.random.pick(WORDS);
        }
        self.put(word);
        while self.random.percent(20) {
            self.fold(outer);
            let word = self.random.pick(WORDS);
            self.put(word);
            if self.is_odd() {
                let odd = self.random.pick(ODD);
                self.put(odd);
            }
        }
    }

    /// The separator between two words: a blank, or a line break.
    fn fold(&mut self, outer: usize) {
        if self.random.percent(60) {
            let blank = if self.is_odd() { self.random.pick(&["\t", " \t ", "  "]) } else { " " };
            return self.put(blank);
        }
        let end = if self.is_odd() { self.random.pick(&[" ", "\t", "  ", " #x"]) } else { "" };
        self.put(end);
        self.put("\n");
        while self.is_odd() {
            let line = self.random.pick(&["\n", " \n", "      \n", "# x\n", "\t\n"]);
            self.put(line);
        }
        let indent = if self.is_odd() { self.random.below(outer + 4) } else { outer + 1 + self.random.below(4) };
        self.pad(indent);
        if self.is_odd() {
            self.put("\t");
        }
    }

    fn quoted(&mut self, outer: usize, quote: char) {
        self.text.push(quote);
        let least = usize::from(!self.is_odd());
        for _ in 0..least + self.random.below(3) {
            let word = self.word().replace('\\', "");
            match quote {
                '\'' => self.put(&word.replace('\'', "''")),
                _ => self.put(&word.replace('"', "\\\"")),
            }
            if quote == '"' && self.random.percent(20) {
                let escape = self.random.pick(ESCAPES);
                let bad = self.odd > 5 && self.is_odd();
                self.put(if bad { "\\q" } else { escape });
            }
            if quote == '"' && self.random.percent(5) {
                self.put("\\\n");
                self.pad(outer + 1);
            } else if self.random.percent(30) {
                self.fold(outer);
            }
        }
        self.text.push(quote);
    }

    /// A block scalar after its key or dash at a column.
    fn block(&mut self, outer: usize) {
        let mut indent = outer + 1 + self.random.below(4);
        let explicit = self.random.percent(10 + self.odd);
        let digit = if explicit { (indent - outer).to_string() } else { String::new() };
        let chomp = self.random.pick(&["", "-", "+"]);
        let header = if self.random.percent(50) { format!("{chomp}{digit}") } else { format!("{digit}{chomp}") };
        let style = self.random.pick(&["|", "|", ">"]);
        self.put(&format!(" {style}{header}"));
        self.end();
        if self.is_odd() {
            indent += 1;
        }
        let lines = self.random.below(5);
        for line in 0..=lines {
            if self.random.percent(15) && !(line == 0 && lines == 0) {
                let blank = self.random.pick(&["", "", " "]);
                let blank = if self.is_odd() { "          " } else { blank };
                let blank = if line == 0 && !explicit && self.odd < 5 { "" } else { blank };
                self.put(blank);
                self.put("\n");
                continue;
            }
            self.pad(indent);
            if self.random.percent(15) && (line > 0 || explicit) {
                let more = self.random.pick(&["  ", " ", "\t", "   "]);
                self.put(more);
            }
            let word = if self.random.percent(30) { self.random.pick(ODD) } else { self.random.pick(WORDS) };
            self.put(word);
            if self.is_odd() {
                let end = self.random.pick(&[" ", "\t", " # x", "  "]);
                self.put(end);
            }
            self.put("\n");
        }
        if !self.is_odd() {
            return;
        }
        let after = self.random.pick(&["\n", "# after\n", " # after\n", "\n\n", "  \n"]);
        self.put(after);
    }

    /// Any value after its key or dash at a column.
    fn value(&mut self, outer: usize, deep: usize) {
        match self.random.below(if deep == 0 { 6 } else { 12 }) {
            6 | 7 => self.map(outer, deep - 1),
            8 | 9 => self.list(outer, deep - 1),
            10 | 11 | 5 => {
                self.put(" ");
                self.flow(outer, deep.max(1));
                self.end();
            }
            0 if self.random.percent(50) => self.end(),
            _ => self.text_value(outer),
        }
    }

    /// Keys and values below a key at a column.
    fn map(&mut self, outer: usize, deep: usize) {
        let indent = outer + 1 + self.random.below(3);
        self.end();
        for at in 0..=self.random.below(4) {
            self.between(indent);
            self.pad(indent);
            self.own_key(at, indent);
            self.value(indent, deep);
        }
    }

    fn own_key(&mut self, at: usize, indent: usize) {
        let key = format!("k{at}");
        if self.is_odd() {
            let odd = self
                .random
                .pick(&["a b", "?x", "-x", "1", "no", "é", "a#b", "a:b", "x - y", "~", "'q'", "\"r\"", "[l]"]);
            let space = self.random.pick(&[":", " :", "\t:", ":\t"]);
            return self.put(&format!("{odd}{space}"));
        }
        self.key(&key, indent);
    }

    /// Items below a key at a column.
    fn list(&mut self, outer: usize, deep: usize) {
        let indent = outer + 1 + self.random.below(3);
        self.end();
        for _ in 0..=self.random.below(3) {
            self.between(indent);
            self.pad(indent);
            self.put("-");
            match self.random.below(6) {
                0 => {
                    let gap = 1 + self.random.below(3);
                    self.pad(gap);
                    let inner = indent + 1 + gap;
                    self.own_key(0, inner);
                    self.text_value(inner);
                    if self.random.percent(50) {
                        self.pad(inner);
                        self.own_key(1, inner);
                        self.value(inner, 0);
                    }
                }
                1 if self.odd > 0 => {
                    self.put(" -");
                    self.text_value(indent + 2);
                }
                _ => self.value(indent, deep),
            }
        }
    }

    /// A list or a mapping in brackets.
    fn flow(&mut self, outer: usize, deep: usize) {
        let is_map = self.random.percent(50);
        self.put(if is_map { "{" } else { "[" });
        let count = self.random.below(4);
        for at in 0..count {
            self.gap(outer);
            if is_map {
                let key = match self.random.below(6) {
                    0 => format!("\"k{at}\":"),
                    1 => format!("'k{at}' : "),
                    _ => format!("k{at}: "),
                };
                let odd = ["? k: ", "?k: ", "k, ", "k:, ", ": v, ", "? , ", "\"k\":v, ", "k:v, ", "? k : "];
                let key = if self.is_odd() { self.random.pick(&odd).to_owned() } else { key };
                self.put(&key);
                self.gap(outer);
            } else if self.is_odd() {
                let pair = self.random.pick(&["a: ", "? a : ", "?a", "\"a\":", ": ", ":", "?", "-", "- ", "a :"]);
                self.put(pair);
            }
            if deep > 1 && self.random.percent(30) {
                self.flow(outer, deep - 1);
            } else {
                self.scalar(outer, true);
            }
            self.gap(outer);
            if at + 1 < count || self.random.percent(20) {
                self.put(",");
                if !self.is_odd() {
                    self.put(" ");
                }
            }
        }
        self.put(if is_map { "}" } else { "]" });
    }

    /// The space between the tokens in brackets.
    fn gap(&mut self, outer: usize) {
        if self.random.percent(8) {
            let end = self.random.pick(&["\n", " # why\n", "\n\n", " \n"]);
            self.put(end);
            let indent = if self.odd > 5 && self.is_odd() {
                self.random.below(outer + 3)
            } else {
                outer + 1 + self.random.below(4)
            };
            self.pad(indent);
            if self.is_odd() {
                self.put("\t");
            }
        }
    }
}
