//! The workshop: the format that is planned, else those of the kinds of engagement that fit the customer's adoption.

use serde::Serialize;

use super::shared::{PersonView, Shared};
use crate::model::words;
use crate::render::view::{Placed, ViewShape, view};

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// What is planned, where no format bears its name.
        planned: String,
        /// Why this one is proposed: how far they are, or `shown` or `new` where nobody said so; empty where something is
        /// planned.
        because: &'static str,
        /// When it begins.
        from: String,
        /// What it is to show.
        aim: String,
        /// The formats in words.
        forms: String,
        /// Who of ours takes part.
        ours: String,
        /// What shows that it worked.
        measures: Vec<String>,
        /// The format of each kind: aim, agenda, material, procedure, what comes out; none where it ends here.
        formats: Vec<Format>,
    }

    /// One format, and who is asked to take part.
    pub struct Format {
        /// The name.
        name: String,
        /// The kind of the engagement.
        form: Form,
        /// The people it needs.
        asked: Vec<String>,
    }
}

/// The forms that have a section in the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Discovery,
    Governance,
    Design,
    Pilot,
    Optimisation,
    /// A form that the workspace named and that has no section in the template.
    Session,
}

impl Placed for Form {
    const SHAPE: ViewShape = ViewShape::Text;
}

/// The format that is planned.
pub fn view(shared: &Shared) -> View {
    let planned = if shared.next.kind.is_empty() { &shared.plan } else { &shared.next };
    let kind = planned.kind.as_str();
    let aim = [&shared.next, &shared.plan].into_iter().find(|plan| !plan.aim.is_empty()).unwrap_or(planned);
    let ends = shared.ending.is_over || shared.next.closes;
    let formats = if ends { vec![] } else { formats(shared, kind) };
    let is_ahead = shared.as_of_iso.is_none_or(|day| aim.from_iso.is_some_and(|from| from >= day));
    let is_named = formats.iter().any(|format| format.name == words::capital(kind));
    let forms: Vec<_> = formats.iter().map(|format| uncapitalized(&format.name)).collect();
    let ours: Vec<_> = shared.people.ours.iter().map(|person| person.in_full.as_str()).collect();
    let open = shared.goals.iter().filter(|goal| goal.verdict_key == "open");
    View {
        planned: if is_named { String::new() } else { kind.to_owned() },
        because: if kind.is_empty() { level(shared) } else { "" },
        from: if is_ahead { aim.from.clone() } else { String::new() },
        aim: aim.aim.clone(),
        forms: words::capital(&words::and_list(&forms)),
        ours: words::and_list(&ours),
        measures: open.map(|goal| goal.now.criterion.clone()).collect(),
        formats,
    }
}

/// The planned kind, if there is a format for it; else those that fit the customer's adoption. If something is planned,
/// only one of those: what they have seen work is tried out, the rest is drawn first.
fn formats(shared: &Shared, kind: &str) -> Vec<Format> {
    let planned = form_of(kind).map(|form| vec![(words::capital(kind), form)]);
    let named = shared.suggested.iter().map(|name| (words::capital(name), form_of(name).unwrap_or(Form::Session)));
    let fitting = if shared.suggested.is_empty() { fitting(level(shared)) } else { named.collect() };
    let one = if shared.so_far.shown.is_empty() { fitting.first() } else { fitting.last() };
    let one = one.filter(|_| !kind.is_empty()).map(|one| vec![one.clone()]);
    let chosen = planned.or(one).unwrap_or(fitting);
    chosen.into_iter().map(|(name, form)| Format { name, form, asked: questions(shared, form) }).collect()
}

fn uncapitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The meaning of the name of a kind of engagement, from its words.
fn form_of(name: &str) -> Option<Form> {
    const WORDS: [(&str, Form); 9] = [
        ("discover", Form::Discovery),
        ("governance", Form::Governance),
        ("deeper", Form::Governance),
        ("architect", Form::Design),
        ("design", Form::Design),
        ("pilot", Form::Pilot),
        ("proof of concept", Form::Pilot),
        ("optimi", Form::Optimisation),
        ("next use", Form::Optimisation),
    ];
    let name = name.to_lowercase();
    WORDS.iter().find(|(word, _)| name.contains(word)).map(|(_, form)| *form)
}

/// The customer's adoption; if unknown, whether they have seen it work.
fn level(shared: &Shared) -> &'static str {
    match shared.adoption {
        "" if shared.so_far.shown.is_empty() => "new",
        "" => "shown",
        level => level,
    }
}

/// The kinds that fit the customer's adoption; a customer who has seen nothing yet is treated as curious.
fn fitting(adoption: &str) -> Vec<(String, Form)> {
    let formats: &[(&str, Form)] = match adoption {
        "exploring" => &[("Governance workshop", Form::Governance)],
        "proving" => &[("Architecture design session", Form::Design), ("Pilot or proof of concept", Form::Pilot)],
        "operating" => &[("Optimisation workshop", Form::Optimisation)],
        "shown" => &[("Pilot or proof of concept", Form::Pilot)],
        _ => &[("Discovery workshop", Form::Discovery)],
    };
    formats.iter().map(|(name, form)| ((*name).to_owned(), *form)).collect()
}

impl Form {
    /// Who is needed, with the roles that name them.
    const fn asks(self) -> &'static [(&'static str, &'static [&'static str])] {
        const WORKS: (&str, &[&str]) = ("Two or three who do the work", &["user", "SME"]);
        const RANKS: (&str, &[&str]) = ("Whoever says what comes first", &["product-owner"]);
        const DECIDES: (&str, &[&str]) = ("Whoever decides", &["decider", "sponsor"]);
        const RUNS: (&str, &[&str]) = ("Whoever runs your systems", &["operations", "delivery-architect"]);
        const SECURES: (&str, &[&str]) = ("Whoever answers for security and data", &["security-architect"]);
        match self {
            Self::Discovery | Self::Session => &[WORKS, RANKS, DECIDES, RUNS],
            Self::Governance => &[DECIDES, RANKS, RUNS, SECURES],
            Self::Design => &[RUNS, SECURES, WORKS, RANKS],
            Self::Pilot => &[WORKS, RANKS, RUNS, DECIDES],
            Self::Optimisation => &[WORKS, RUNS, RANKS, DECIDES],
        }
    }
}

/// `Whoever decides: Declan Hurley`; without a name if nobody is known for it.
fn questions(shared: &Shared, form: Form) -> Vec<String> {
    let named = |roles: &[&str]| {
        let has = |person: &&PersonView| roles.iter().any(|role| person.is(role));
        shared.people.theirs.iter().filter(has).map(|person| person.name.clone()).collect::<Vec<_>>()
    };
    let line = |(what, roles): &(&str, &[&str])| match named(roles).as_slice() {
        [] => (*what).to_owned(),
        names => format!("{what}: {}", words::and_list(names)),
    };
    form.asks().iter().map(line).collect()
}
