//! The template engine: one text in, one text out, or an error with its place.
//!
//! Built-in templates run as they are. The workspace's own are checked first, and run on a thread with a limited stack
//! and a deadline.

use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use tera::{Context, ErrorKind, Tera, Value};

use super::scope::TemplateScope;
use super::template::{Template, TemplateError};
use super::view::Key;
use super::{filters, guard, markdown, tags};
use crate::model::words::phrase;

/// The engine's name for a template.
const NAME: &str = "document.md";

/// The maximum size of a document, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// The time limit for a workspace's own template.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// The stack size of the thread for a workspace's own template, in bytes.
const STACK: usize = 16 * 1024 * 1024;

/// Renders a built-in template.
pub fn render(template: &Template, view: &Value) -> Result<String, TemplateError> {
    filled(template, &compiled(template)?, view)
}

/// Renders one of the workspace's own templates, which may use these fields.
pub fn render_own(
    template: &Template,
    keys: Vec<Key>,
    view: Value,
    deadline: Duration,
) -> Result<String, TemplateError> {
    let mut template = template.clone();
    if let Some(text) = template.text.strip_prefix('\u{feff}') {
        template.text = text.to_owned().into();
    }
    let (to, made) = mpsc::channel();
    let own = template.clone();
    let work = move || to.send(checked(&own, &keys, &view));
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    thread.map_err(|error| template.mistake(0, format!("failed to start a thread: {error}")))?;
    made.recv_timeout(deadline).unwrap_or_else(|stopped| {
        Err(match stopped {
            RecvTimeoutError::Timeout => {
                template.mistake(0, format!("rendering took more than {} seconds", deadline.as_secs()))
            }
            RecvTimeoutError::Disconnected => template.mistake(0, "the template engine failed"),
        })
    })
}

fn checked(template: &Template, keys: &[Key], view: &Value) -> Result<String, TemplateError> {
    guard::permit(template)?;
    let tera = compiled(template)?;
    undefined(template, &tera, keys)?;
    filled(template, &tera, view)
}

fn compiled(template: &Template) -> Result<Tera, TemplateError> {
    let mut tera = Tera::new();
    tera.autoescape_on([NAME]);
    tera.set_escape_fn(|text, out| out.write_all(markdown::escape(text).as_bytes()));
    filters::register(&mut tera, &template.language);
    let added = tera.add_raw_template(NAME, &tags::without_tag_lines(&template.text));
    added.map_err(|error| mistake(template, &error))?;
    Ok(tera)
}

fn filled(template: &Template, tera: &Tera, view: &Value) -> Result<String, TemplateError> {
    let mut output = Bounded { bytes: Vec::new(), over: false };
    let context = Context::from_serialize(view);
    match context.and_then(|context| tera.render_to(NAME, &context, &mut output)) {
        Ok(()) => Ok(markdown::tidy(&String::from_utf8_lossy(&output.bytes))),
        Err(_) if output.over => Err(template.mistake(0, "the document is larger than 4 MiB")),
        Err(error) => Err(mistake(template, &error)),
    }
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

/// Finds a name that the view does not have, even in code that would not run.
fn undefined(template: &Template, tera: &Tera, keys: &[Key]) -> Result<(), TemplateError> {
    let scope = TemplateScope::new(&template.text, keys);
    let names = tera.get_template_variables(NAME).map_err(|error| mistake(template, &error))?;
    let unknown = names.into_iter().filter_map(|name| scope.first_use(name)).chain(scope.first_missing());
    let Some(missing) = unknown.min_by_key(|missing| missing.at) else { return Ok(()) };
    let place = if missing.inside.is_empty() { "here".to_owned() } else { format!("in `{}`", missing.inside) };
    let error = template.mistake(missing.at, format!("`{}` is not defined {place}", missing.name));
    let raw = format!("{}_iso", missing.name);
    let has_raw = missing.available.contains(&raw);
    let error = error.instead_of(&missing.name, missing.available);
    Err(if has_raw { error.hint(format!("use `{{{{ {raw} | date }}}}`")) } else { error })
}

/// Converts the engine's error to our own, with its place.
fn mistake(template: &Template, error: &tera::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let at = report.span().range.start.min(template.text.len());
            if ["undefined", "not defined"].iter().any(|word| report.message().contains(word)) {
                return absent(template, at);
            }
            template.mistake(at, phrase(report.message()))
        }
        _ => unknown(template, &error.to_string()),
    }
}

/// A valid name of something that does not exist, such as the third of two items.
fn absent(template: &Template, at: usize) -> TemplateError {
    let at = template.text[..at].trim_end_matches(|c| tags::is_name(c) || c == '.').len();
    let path = &template.text[at..];
    let end = path.find(|c: char| !tags::is_name(c) && !".[]\"'".contains(c)).unwrap_or(path.len());
    let error = template.mistake(at, format!("`{}` is not set in this record", &path[..end]));
    error.hint("use it only where it is set: loop over the list with `{% for … %}`, or test with `{% if … %}`")
}

/// An unknown filter, function or test; the engine only returns its printed report.
fn unknown(template: &Template, report: &str) -> TemplateError {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
    let name = format!("{NAME}:");
    let place = lines.next().and_then(|line| line.split_once(&name)).map_or("", |(_, place)| place);
    let (line, column) = place.split_once(':').unwrap_or(("1", "1"));
    let number = |text: &str| text.parse::<usize>().unwrap_or(1).saturating_sub(1);
    let compiled = tags::without_tag_lines(&template.text);
    let from = byte(&compiled, number(line), number(column));
    let word = message.split('`').nth(1).unwrap_or_default();
    // the name itself is shortly after the reported place
    let rest = template.text[from..].lines().next().unwrap_or_default();
    let at = from + rest.find(word).unwrap_or_default();
    let available = filters::known(message).map(str::to_owned);
    template.mistake(at, phrase(message)).instead_of(word, available)
}

/// The byte at a line and a column, both from 0.
fn byte(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{Customer, Sample, SampleGoal};

    fn try_render(source: &str) -> Result<String, TemplateError> {
        let goals = ["find\nit", "keep it"].map(|words| SampleGoal { words: words.to_owned(), proofs: vec![] });
        let customer = Customer { name: "{{ 7*7 }}".to_owned() };
        let sample = Sample { title: "A | B".to_owned(), customer, cycle: 2, goals: goals.into() };
        let template =
            Template { shown: "templates/t.md".into(), text: source.to_owned().into(), ..Template::default() };
        render_own(&template, Sample::KEYS.to_vec(), Value::from_serializable(&sample), DEADLINE)
    }

    fn error(source: &str) -> String {
        try_render(source).unwrap_err().to_string()
    }

    #[test]
    fn fields_are_text_and_cells_are_one_line() {
        for (source, text) in [
            ("# {{ title }}: {{ customer.name }} {{ cycle }}", "# A \\| B: {{ 7\\*7 }} 2\n"),
            ("{% for goal in goals %}\n| {{ goal.words | cell }} |\n{% endfor %}\n", "| find it |\n| keep it |\n"),
            ("{% for goal in goals -%}\n{{ goal.words | quote }}\n\n{% endfor %}", "> find\n> it\n\n> keep it\n"),
            ("{{ range(start=2, end=9, step_by=3) | join(sep=\",\") }};{{ range(end=0) | length }}", "2,5,8;0\n"),
            ("{{ range(start=3, end=0, step_by=-1) | join(sep=\",\") }}", "3,2,1\n"),
        ] {
            assert_eq!(try_render(source).as_deref(), Ok(text), "{source}");
        }
        let unix = "\u{feff}a\n{% for goal in goals %}\n- {{ goal.words | cell }}\n{% endfor %}\nb\n";
        assert_eq!(try_render(unix).unwrap(), "a\n- find it\n- keep it\nb\n");
        assert_eq!(try_render(&unix.replace('\n', "\r\n")), try_render(unix));
    }

    #[test]
    fn a_mistake_is_told_at_its_place_and_with_the_nearest_names() {
        let table = r#"
            ␤  {{ custmer }} => 2:6: `custmer` is not defined here; available: `customer`,
            ␤  {{ custmer | cell }} => 2:6: `custmer` is not defined here; available: `customer`,
            ␤{{ title }}{% if 1 > 2 %}{{ custmer }}{% endif %} => 2:29: `custmer` is not defined here; available: `customer`,
            {% if custmer %}{% endif %} => 1:7: `custmer` is not defined here
            {% for x in gaols %}{% endfor %} => 1:13: `gaols` is not defined here
            {% for goal in goals %}␤- {{ goal.wrds }}␤{% endfor %} => 2:11: `wrds` is not defined in `goal`; available: `words`, `proofs`
            {% for goal in goals %}␤- {{ goal.wrds | cell }}␤{% endfor %} => 2:11: `wrds` is not defined in `goal`; available: `words`, `proofs`
            {{ goals[0]["wrds"] }} => 1:14: `wrds` is not defined in `goals[0]`; available: `words`, `proofs`
            a {{ goals[99] }} => 1:6: `goals[99]` is not set in this record
            {% for k, v in goals[0] %}{{ v.x }}{% endfor %} => 1:30: `v.x` is not set in this record
            {% for g in goals %}␤- {{ g.words }}␤{% endfor %}␤last: {{ g.words }}␤ => 4:10: `g` is not defined here; available:
            a␤{% if title %}␤b␤ => 2:1: `{% if %}` is not closed
            a␤{% for goal in goals %}␤{{ title | }}␤{% endfor %}␤ => 3:1
            a␤{% for goal in goals %}␤{{ goal.words | cel }}{% endfor %} => 3:17: unknown filter `cel`; available: `cell`,
            {{ now() }} => 1:4: unknown function `now`; available:
            {{ get_env(name="HOME") }} => 1:4: unknown function `get_env`
            a␤␤{% include "other.md" %} => 3:4: `include` is not allowed in a document
            {% component a() %}{{ <a/> }}{% endcomponent a %}{{ <a/> }} => 1:
            {{ <a/> }} => 1:
            {% macro a() %}{% endmacro %} => 1:
            {% extends "document.md" %} => 1:
            {% block a %}{% endblock %} => 1:
            {% set a = 1 %} => 1:
            {% filter upper %}a{% endfilter %} => 1:
            {{ include("document.md") }} => 1:
            {{ load_data(path="/etc/passwd") }} => 1:
        "#;
        for row in table.trim().lines() {
            let (source, mistake) = row.trim().split_once(" => ").unwrap();
            let message = error(&source.replace('␤', "\n"));
            assert!(message.starts_with(&format!("templates/t.md:{mistake}")), "{source}: {message}");
        }
    }

    #[test]
    fn deep_sources_endless_output_and_endless_work_stop() {
        for deep in [
            format!("{{{{ {}1{} }}}}", "(".repeat(60_000), ")".repeat(60_000)),
            "{% if title %}".repeat(4500) + &"{% endif %}".repeat(4500),
        ] {
            assert!(try_render(&deep).is_err());
        }
        let huge = format!("\n{{% for a in range(end=90000) %}}{}{{% endfor %}}", "x".repeat(1000));
        assert_eq!(error(&huge), "templates/t.md:1:1: the document is larger than 4 MiB");
        let long = "{% for a in range(end=999) %}{% for b in range(end=999) %}{% endfor %}{% endfor %}";
        let template = Template { shown: "templates/t.md".into(), text: long.into(), ..Template::default() };
        let stopped = render_own(&template, vec![], Value::from(tera::Map::new()), Duration::from_millis(1));
        assert_eq!(stopped.unwrap_err().to_string(), "templates/t.md:1:1: rendering took more than 0 seconds");
    }

    #[test]
    fn filters_tags_and_ranges_are_bounded() {
        for bomb in [
            "{{ range(end=90000) | join(sep=\", \") | replace(from=\",\", to=\"0123456789abcdef\") }}",
            "{{ range(end=90000) | join(sep=\"0123456789abcdef\") }}",
            "{{ range(end=90000) | join(sep=\"\\n\") | indent(width=1000) }}",
        ] {
            assert!(error(bomb).contains("longer than 1 MiB"), "{}", error(bomb));
        }
        let many = format!("{{{{ title{} }}}}", " | upper".repeat(17));
        assert_eq!(error(&many), "templates/t.md:1:10: a tag can have at most 16 filters");
        let many = format!("{{{{ title{} }}}}", " ~ title".repeat(65));
        assert!(error(&many).starts_with("templates/t.md:1:10: a tag can join at most 64 values"));
        for wrong in [
            "end=9, step_by=0",
            "end=100001",
            "end=999999999999",
            "start=-9000000000000000000, end=9000000000000000000",
        ] {
            assert!(error(&format!("{{{{ range({wrong}) }}}}")).contains("at most 100,000 numbers"), "{wrong}");
        }
    }
}
