//! The template engine behind its bounds: one text in, one text out, or a mistake with its place.

use std::io::Write;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::error::TemplateError;
use super::fuel::Fuel;
use super::prepare::{Prepared, TURN, prepare};
use super::scope::Scope;
use super::{filters, markdown, tags};

/// The engine's name for a template.
const NAME: &str = "document.md";

/// The largest document, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Renders a template with the first of the views; the others say which fields there may be besides.
pub fn render(shown: &str, source: &str, views: &[Value]) -> Result<String, TemplateError> {
    let nothing = Value::from_serializable(&serde_json::json!({}));
    let view = views.first().unwrap_or(&nothing);
    let prepared = prepare(shown, source, view)?;
    let context = Context::from_serialize(view).map_err(|error| failure(shown, source, &error))?;
    let fuel = Arc::new(Fuel::default());
    let mistakes = Mistakes { shown, source, prepared: &prepared, views };
    let tera = compiled(&prepared, &fuel).map_err(|error| mistakes.of(&error))?;
    mistakes.undefined(&tera)?;
    let mut output = Bounded { bytes: Vec::new(), over: false };
    let Err(error) = tera.render_to(NAME, &context, &mut output) else {
        return Ok(markdown::tidy(&String::from_utf8_lossy(&output.bytes)));
    };
    let spent = if output.over { Some("the document grows beyond 4 MiB") } else { fuel.spent() };
    Err(match (spent, fuel.last()) {
        (Some(spent), Some(last)) => mistakes.at(last, spent),
        (Some(spent), None) if output.over => mistakes.at(0, spent),
        _ => mistakes.of(&error),
    })
}

fn failure(shown: &str, source: &str, error: &tera::Error) -> TemplateError {
    TemplateError::at(shown, source, 0, format!("failed to hand over the record: {error}"))
}

fn compiled(prepared: &Prepared, fuel: &Arc<Fuel>) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on([NAME]);
    tera.set_escape_fn(|text, out| out.write_all(markdown::escape(text).as_bytes()));
    filters::register(&mut tera, fuel);
    let fuel = Arc::clone(fuel);
    tera.register_function(TURN, move |kwargs: Kwargs, _: &State| {
        fuel.turn(kwargs.must_get("at")?, kwargs.must_get("load")?)
    });
    tera.add_raw_template(NAME, &prepared.text)?;
    Ok(tera)
}

struct Bounded {
    bytes: Vec<u8>,
    over: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST {
            self.over = true;
            return Err(std::io::Error::other("too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Says the engine's errors in ours: places of the original text, and what there is instead.
struct Mistakes<'a> {
    shown: &'a str,
    source: &'a str,
    prepared: &'a Prepared,
    views: &'a [Value],
}

impl Mistakes<'_> {
    fn at(&self, byte: usize, message: impl Into<String>) -> TemplateError {
        TemplateError::at(self.shown, self.source, byte, message)
    }

    /// A name that the view does not have, wherever it stands, even where it would not be reached.
    fn undefined(&self, tera: &Tera) -> Result<(), TemplateError> {
        let scope = Scope::new(self.source, self.views);
        let names = tera.get_template_variables(NAME).map_err(|error| self.of(&error))?;
        let unknown = names.into_iter().filter_map(|name| scope.first_use(name));
        let unknown = unknown.chain(scope.first_missing());
        unknown.min_by_key(|missing| missing.at).map_or(Ok(()), |missing| Err(self.missing(missing)))
    }

    fn missing(&self, missing: super::scope::Missing) -> TemplateError {
        let place = if missing.inside.is_empty() { "here".to_owned() } else { format!("in `{}`", missing.inside) };
        let message = format!("`{}` is not defined {place}", missing.name);
        self.at(missing.at, message).instead_of(&missing.name, missing.available)
    }

    fn of(&self, error: &tera::Error) -> TemplateError {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let at = self.prepared.original(report.span().range.start);
                let scope = Scope::new(self.source, self.views.get(..1).unwrap_or_default());
                let undefined = ["undefined", "not defined"].iter().any(|word| report.message().contains(word));
                match scope.missing(at).filter(|_| undefined) {
                    Some(missing) => self.missing(missing),
                    None if undefined => self.absent(at),
                    None => self.at(at, in_our_words(report.message())),
                }
            }
            _ => self.unknown(&error.to_string()),
        }
    }

    /// Something that is well spelt and not there, such as the third of two items.
    fn absent(&self, at: usize) -> TemplateError {
        let at = self.source[..at].trim_end_matches(|c| tags::is_name(c) || c == '.').len();
        let path = &self.source[at..];
        let end = path.find(|c: char| !tags::is_name(c) && !".[]\"'".contains(c)).unwrap_or(path.len());
        let error = self.at(at, format!("`{}` is not there for this record", &path[..end]));
        error.hint("ask for it only where it is there: go over the list with `{% for … %}`, or ask with `{% if … %}`")
    }

    /// An unknown filter, function or test, of which the engine hands over only its printed report.
    fn unknown(&self, report: &str) -> TemplateError {
        let mut lines = report.lines();
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let name = format!("{NAME}:");
        let place = lines.next().and_then(|line| line.split_once(&name)).map_or("", |(_, place)| place);
        let (line, column) = place.split_once(':').unwrap_or(("1", "1"));
        let number = |text: &str| text.parse::<usize>().unwrap_or(1);
        let byte = self.prepared.byte(number(line), number(column).saturating_sub(1));
        let error = self.at(self.prepared.original(byte), in_our_words(message));
        let word = message.split('`').nth(1).unwrap_or_default();
        let error = error.instead_of(word, filters::known(message).iter().map(|name| (*name).to_owned()));
        self.at_word(error, self.prepared.original(byte), word)
    }

    /// The error at the unknown word itself, where that stands soon after the place reported.
    fn at_word(&self, error: TemplateError, from: usize, word: &str) -> TemplateError {
        let line = self.source[from..].lines().next().unwrap_or_default();
        match line.find(word).filter(|_| !word.is_empty()) {
            Some(at) => TemplateError { available: error.available, ..self.at(from + at, error.message) },
            None => error,
        }
    }
}

/// The engine's sentence in the house's grammar: lower case, no full stop.
fn in_our_words(message: &str) -> String {
    let mut characters = message.trim_end_matches('.').chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_render(source: &str) -> Result<String, TemplateError> {
        let view = serde_json::json!({
            "title": "A | B", "customer": "{{ 7*7 }}", "cycle": 2,
            "goals": [{ "words": "find\nit" }, { "words": "keep it" }],
        });
        render("templates/t.md", source, &[Value::from_serializable(&view)])
    }

    fn error(source: &str) -> String {
        try_render(source).unwrap_err().to_string()
    }

    #[test]
    fn fields_are_text_and_cells_are_one_line() {
        assert_eq!(try_render("# {{ title }}: {{ customer }} {{ cycle }}").unwrap(), "# A \\| B: {{ 7\\*7 }} 2\n");
        let table = "{% for goal in goals %}\n| {{ goal.words | cell }} |\n{% endfor %}\n";
        assert_eq!(try_render(table).unwrap(), "| find it |\n| keep it |\n");
        assert_eq!(try_render("{{ goals.0.words | quote }}").unwrap_err().line, 1);
        let quotes = "{% for goal in goals -%}\n{{ goal.words | quote }}\n\n{% endfor %}";
        assert_eq!(try_render(quotes).unwrap(), "> find\n> it\n\n> keep it\n");
    }

    #[test]
    fn an_undefined_name_is_said_with_the_nearest_even_where_it_is_not_reached() {
        for source in
            ["\n  {{ custmer }}", "\n  {{ custmer | cell }}", "\n{{ title }}{% if 1 > 2 %}{{ custmer }}{% endif %}"]
        {
            let said = error(source);
            assert!(said.contains("`custmer` is not defined here; there are: customer, "), "{said}");
        }
        assert!(error("\n  {{ custmer }}").starts_with("templates/t.md:2:6: "));
        assert!(error("{% if custmer %}{% endif %}").starts_with("templates/t.md:1:7: "));
        assert!(error("{% for x in gaols %}{% endfor %}").starts_with("templates/t.md:1:13: `gaols` is not defined"));
    }

    #[test]
    fn an_undefined_field_is_said_with_its_neighbours() {
        let source = "{% for goal in goals %}\n- {{ goal.wrds }}\n{% endfor %}\n";
        assert_eq!(error(source), "templates/t.md:2:11: `wrds` is not defined in `goal`; there are: words");
        let filtered = "{% for goal in goals %}\n- {{ goal.wrds | cell }}\n{% endfor %}\n";
        assert_eq!(error(filtered), "templates/t.md:2:11: `wrds` is not defined in `goal`; there are: words");
    }

    #[test]
    fn an_undefined_field_is_said_by_every_road() {
        let said = error("{{ goals[0][\"wrds\"] }}");
        assert_eq!(said, "templates/t.md:1:14: `wrds` is not defined in `goals[0]`; there are: words");
        assert!(error("a {{ goals[99] }}").starts_with("templates/t.md:1:6: `goals[99]` is not there for this record"));
        let pair = error("{% for k, v in goals[0] %}{{ v.x }}{% endfor %}");
        assert!(pair.starts_with("templates/t.md:1:30: `v.x` is not there for this record"), "{pair}");
        let outside = "{% for g in goals %}\n- {{ g.words }}\n{% endfor %}\nlast: {{ g.words }}\n";
        assert!(error(outside).starts_with("templates/t.md:4:10: `g` is not defined here; there are: "));
    }

    #[test]
    fn a_template_with_other_line_ends_renders_the_same() {
        let unix = "\u{feff}a\n{% for goal in goals %}\n- {{ goal.words | cell }}\n{% endfor %}\nb\n";
        assert_eq!(try_render(unix).unwrap(), "a\n- find it\n- keep it\nb\n");
        assert_eq!(try_render(&unix.replace('\n', "\r\n")), try_render(unix));
    }

    #[test]
    fn the_engine_bounds_what_is_deep() {
        for deep in [
            format!("{{{{ {}1{} }}}}", "(".repeat(60_000), ")".repeat(60_000)),
            "{% if title %}".repeat(4500) + &"{% endif %}".repeat(4500),
        ] {
            assert!(try_render(&deep).is_err());
        }
    }

    #[test]
    fn a_syntax_error_has_its_place() {
        let said = error("a\n{% if title %}\nb\n");
        assert!(said.starts_with("templates/t.md:2:1: `{% if %}` is not closed"), "{said}");
        let said = error("a\n{% for goal in goals %}\n{{ title | }}\n{% endfor %}\n");
        assert!(said.starts_with("templates/t.md:3:1"), "{said}");
    }

    #[test]
    fn an_unknown_filter_or_function_is_said_with_the_nearest() {
        let said = error("a\n{% for goal in goals %}\n{{ goal.words | cel }}{% endfor %}");
        assert!(said.starts_with("templates/t.md:3:17: unknown filter `cel`; there are: cell, "), "{said}");
        let said = error("{{ now() }}");
        assert!(said.starts_with("templates/t.md:1:4: unknown function `now`; there are: "), "{said}");
        let said = error("{{ get_env(name=\"HOME\") }}");
        assert!(said.contains("unknown function `get_env`"), "{said}");
    }

    #[test]
    fn an_include_is_refused() {
        let said = error("a\n\n{% include \"other.md\" %}");
        assert!(said.starts_with("templates/t.md:3:4: there is no `include` in a document"), "{said}");
    }

    #[test]
    fn endless_output_and_endless_loops_stop() {
        let big = "x".repeat(1000);
        let huge = format!("\n{{% for a in range(end=90000) %}}{big}{{% endfor %}}");
        assert_eq!(error(&huge), "templates/t.md:2:1: the document grows beyond 4 MiB");
        let many = "{% for a in range(end=999) %}{% for b in range(end=999) %}\n{% endfor %}{% endfor %}";
        assert!(error(many).contains("take more than 100,000 turns"), "{}", error(many));
    }

    #[test]
    fn a_filter_cannot_blow_up() {
        for bomb in [
            "{{ range(end=90000) | join(sep=\", \") | replace(from=\",\", to=\"0123456789abcdef\") }}",
            "{{ range(end=90000) | join(sep=\"0123456789abcdef\") }}",
            "{{ range(end=90000) | join(sep=\"\\n\") | indent(width=1000) }}",
        ] {
            assert!(error(bomb).contains("longer than 1 MiB"), "{}", error(bomb));
        }
    }

    #[test]
    fn work_that_would_take_for_ever_is_stopped() {
        let big = "range(end=90000) | join(sep=\", \")";
        let turns = |body: &str| format!("\n{{% for i in range(end=99999) %}}{body}{{% endfor %}}");
        for bomb in [
            turns("{{ range(end=99999) | length }}"),
            turns(&format!("{{{{ {big} | upper | length }}}}")),
            turns(&format!("{{% if {big} | split(pat=\"\") | length > 1 %}}{{% endif %}}")),
            turns(&format!("{{% if [{}] | length > 1 %}}{{% endif %}}", "1, ".repeat(9999))),
            "{{ range(end=99999) | unique | length }}".to_owned(),
            turns("{% for j in range(end=3) %}{{ goals | sort(attribute=\"words\") | length }}{% endfor %}"),
            turns(&format!("{{% if goals{} == title %}}{{% endif %}}", " ~ goals".repeat(20))),
            turns(&format!("{{% if {big} == {big} %}}{{% endif %}}")),
            "{{ range(end=90000) | join(sep=\"012345\") | split(pat=\"\") | length }}".repeat(8),
        ] {
            let said = error(&bomb);
            let stopped = ["work through more than 256 MiB", "more than 100,000 turns"];
            assert!(stopped.iter().any(|words| said.contains(words)), "{said} for {}", &bomb[..60]);
        }
    }

    #[test]
    fn a_tag_puts_together_only_so_much() {
        let many = format!("{{{{ title{} }}}}", " | upper".repeat(17));
        assert_eq!(error(&many).split("\nhint").next().unwrap(), "templates/t.md:1:10: a tag has at most 16 filters");
        let many = format!("{{{{ title{} }}}}", " ~ title".repeat(65));
        assert!(error(&many).starts_with("templates/t.md:1:10: a tag puts together at most 64 values"));
    }

    #[test]
    fn there_is_no_way_to_call_oneself_or_another() {
        for source in [
            "{% component a() %}{{ <a/> }}{% endcomponent a %}{{ <a/> }}",
            "{{ <a/> }}",
            "{% macro a() %}{% endmacro %}",
            "{% extends \"document.md\" %}",
            "{% block a %}{% endblock %}",
            "{% set a = 1 %}",
            "{% filter upper %}a{% endfilter %}",
            "{{ include(\"document.md\") }}",
            "{{ load_data(path=\"/etc/passwd\") }}",
        ] {
            assert!(error(source).starts_with("templates/t.md:1:"), "{}", error(source));
        }
    }

    #[test]
    fn ranges_are_those_of_the_engine() {
        let list = "{{ range(start=2, end=9, step_by=3) | join(sep=\",\") }};{{ range(end=0) | length }}";
        assert_eq!(try_render(list).unwrap(), "2,5,8;0\n");
        assert_eq!(try_render("{{ range(start=3, end=0, step_by=-1) | join(sep=\",\") }}").unwrap(), "3,2,1\n");
        for wrong in [
            "end=9, step_by=0",
            "end=100001",
            "end=999999999999",
            "start=-9000000000000000000, end=9000000000000000000",
        ] {
            assert!(error(&format!("{{{{ range({wrong}) }}}}")).contains("at most 100,000 numbers"));
        }
    }
}
