//! The workshop: the format that is planned, else those of the kinds of engagement that fit the customer's adoption.

use serde::Serialize;

use super::shared::{PersonView, Shared};
use crate::model::date::Date;
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
        /// When it begins, as YYYY-MM-DD.
        from_iso: Option<Date>,
        /// What it is to show.
        aim: String,
        /// The format of each kind: aim, agenda, material, procedure, what comes out; none where it ends here.
        formats: Vec<Format>,
    }

    /// One format, and who is asked to take part.
    pub struct Format {
        /// The name that the plan or the workspace gives it; else empty.
        name: String,
        /// The kind of the engagement.
        form: Form,
        /// The people it needs.
        asked: Vec<Asked>,
    }

    /// Someone who is needed.
    pub struct Asked {
        /// What for: `works`, `ranks`, `decides`, `runs` or `secures`.
        who: &'static str,
        /// The names, where they are known.
        names: Vec<String>,
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
    View {
        planned: if is_named { String::new() } else { kind.to_owned() },
        because: if kind.is_empty() { level(shared) } else { "" },
        from_iso: aim.from_iso.filter(|_| is_ahead),
        aim: aim.aim.clone(),
        formats,
    }
}

/// The planned kind, if there is a format for it; else those that fit the customer's adoption. If something is planned,
/// only one of those: what they have seen work is tried out, the rest is drawn first.
fn formats(shared: &Shared, kind: &str) -> Vec<Format> {
    let planned = form_of(kind).map(|form| vec![(words::capital(kind), form)]);
    let named = shared.suggested.iter().map(|name| (words::capital(name), form_of(name).unwrap_or(Form::Session)));
    let fitting = if shared.suggested.is_empty() { fitting(level(shared)) } else { named.collect() };
    let one = if shared.so_far.shown_iso.is_empty() { fitting.first() } else { fitting.last() };
    let one = one.filter(|_| !kind.is_empty()).map(|one| vec![one.clone()]);
    let chosen = planned.or(one).unwrap_or(fitting);
    chosen.into_iter().map(|(name, form)| Format { name, form, asked: asked(shared, form) }).collect()
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

/// The customer's adoption; if unknown or early, whether they have seen it work since.
fn level(shared: &Shared) -> &'static str {
    match shared.adoption {
        "" | "curious" | "exploring" if !shared.so_far.shown_iso.is_empty() => "shown",
        "" => "new",
        level => level,
    }
}

/// The kinds that fit the customer's adoption; a customer who has seen nothing yet is treated as curious.
fn fitting(adoption: &str) -> Vec<(String, Form)> {
    let forms: &[Form] = match adoption {
        "exploring" => &[Form::Governance],
        "proving" => &[Form::Design, Form::Pilot],
        "operating" => &[Form::Optimisation],
        "shown" => &[Form::Pilot],
        _ => &[Form::Discovery],
    };
    forms.iter().map(|form| (String::new(), *form)).collect()
}

impl Form {
    /// Who is needed.
    const fn asks(self) -> &'static [&'static str] {
        match self {
            Self::Discovery | Self::Session => &["works", "ranks", "decides", "runs"],
            Self::Governance => &["decides", "ranks", "runs", "secures"],
            Self::Design => &["runs", "secures", "works", "ranks"],
            Self::Pilot => &["works", "ranks", "runs", "decides"],
            Self::Optimisation => &["works", "runs", "ranks", "decides"],
        }
    }
}

/// Who is needed, and who of the customer's that is by their roles.
fn asked(shared: &Shared, form: Form) -> Vec<Asked> {
    let named = |who: &str| {
        let roles: &[&str] = match who {
            "works" => &["user", "SME"],
            "ranks" => &["product-owner"],
            "decides" => &["decider", "sponsor"],
            "runs" => &["operations", "delivery-architect"],
            _ => &["security-architect"],
        };
        let has = |person: &&PersonView| roles.iter().any(|role| person.is(role));
        shared.people.theirs.iter().filter(has).map(|person| person.name.clone()).collect()
    };
    form.asks().iter().map(|who| Asked { who, names: named(who) }).collect()
}
