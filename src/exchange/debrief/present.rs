//! *people*: `Ana Ortiz, sponsor, ana@port.example`: a name, then roles, mail, phone, organization and side.

use super::{Known, Values, who};
use crate::model::record::{Person, Role, Side};
use crate::model::reference::PersonId;
use crate::model::text::for_shell;
use crate::model::words::{nearest, short};

/// What people say for a role, besides its own word.
const ROLES: [(&str, Role); 8] = [
    ("account manager", Role::Acr),
    ("account responsible", Role::Acr),
    ("solution lead", Role::Csr),
    ("solution responsible", Role::Csr),
    ("delivery lead", Role::Cfr),
    ("fulfilment responsible", Role::Cfr),
    ("subject matter expert", Role::Sme),
    ("expert", Role::Sme),
];

/// What people say for a side, besides its own word.
const SIDES: [(&str, Side); 6] = [
    ("us", Side::Ours),
    ("our side", Side::Ours),
    ("our team", Side::Ours),
    ("theirs", Side::Customer),
    ("their side", Side::Customer),
    ("customer's side", Side::Customer),
];

/// The roles that only our own people have.
const OURS: [Role; 5] = [Role::Acr, Role::Csr, Role::Cfr, Role::PresalesArchitect, Role::DeliveryArchitect];

/// Someone who takes part; of someone known, only what is recorded already is read.
pub(super) fn read(text: &str, known: &Known) -> Result<Values, String> {
    let (name, rest) = parts(text);
    let said = Said::of(rest)?;
    let name = who::read(name, known)?;
    let Some((id, person)) =
        name.parse().ok().and_then(|id: PersonId| Some((id.clone(), known.engagement.person(&id)?)))
    else {
        return Ok(said.values(name));
    };
    let missing = said.missing(person);
    if missing.is_empty() {
        return Ok(vec![("name", person.name.one_line()), ("side", person.side.word().to_owned())]);
    }
    let set = missing.iter().map(|set| for_shell(set)).collect::<Vec<_>>().join(" ");
    let (name, engagement) = (person.name.one_line(), &known.engagement.id);
    Err(format!("{name} is recorded without this; run: engage set -e {engagement} --in people/{id} {set}"))
}

/// The name that a line begins with.
pub(super) fn name(text: &str) -> &str {
    let name = parts(text).0.trim();
    name.strip_suffix("(new)").unwrap_or(name).trim_end()
}

/// The name, and what follows it after a comma, a colon or in brackets.
fn parts(text: &str) -> (&str, &str) {
    let end = text.find([',', ':', ';']).unwrap_or(text.len());
    let bracket = text.find('(').filter(|at| *at < end && !text[*at..].to_lowercase().starts_with("(new)"));
    let (name, rest) = text.split_at(bracket.unwrap_or(end));
    (name, rest.trim_start_matches([',', ':', ';']))
}

/// What a line says of someone.
#[derive(Debug, Default)]
struct Said<'a> {
    side: Option<Side>,
    roles: Vec<Role>,
    organization: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
}

impl<'a> Said<'a> {
    fn of(words: &'a str) -> Result<Self, String> {
        let mut said = Self::default();
        let parts = words.split([',', ';', '(', ')']).map(|part| part.trim().trim_end_matches('.'));
        for part in parts.filter(|part| !part.is_empty()) {
            said.take(part)?;
        }
        Ok(said)
    }

    fn take(&mut self, part: &'a str) -> Result<(), String> {
        if let Some(side) = side(part) {
            return once(&mut self.side, side, "the side");
        }
        if let Some(roles) = part.split(" and ").map(role).collect::<Option<Vec<_>>>() {
            self.roles.extend(roles);
            return Ok(());
        }
        if let Some(email) = email(part) {
            return once(&mut self.email, email, "the mail address");
        }
        if let Some(phone) = phone(part) {
            return once(&mut self.phone, phone, "the phone number");
        }
        if let Some(role) = nearest(part, Role::ALL.iter().map(|role| role.word())) {
            return Err(format!("`{}` is not a role: did you mean {role}?", short(part, 40)));
        }
        if self.organization.is_some() {
            return Err(format!("`{}` is not a role, side, mail address or phone number", short(part, 40)));
        }
        self.organization = Some(part);
        Ok(())
    }

    /// The values of somebody new; on the customer's side unless the line or the role says otherwise.
    fn values(self, name: String) -> Values {
        let is_ours = self.roles.iter().any(|role| OURS.contains(role));
        let side = self.side.unwrap_or(if is_ours { Side::Ours } else { Side::Customer });
        let text = |words: Option<&str>| words.unwrap_or_default().to_owned();
        let mut values = vec![("name", name), ("side", side.word().to_owned())];
        values.extend(self.roles.iter().map(|role| ("roles", role.word().to_owned())));
        values.extend([("organization", text(self.organization)), ("email", text(self.email))]);
        values.push(("phone", text(self.phone)));
        values
    }

    /// What the record of someone does not say yet, as assignments.
    fn missing(&self, person: &Person) -> Vec<String> {
        let side = self.side.filter(|side| *side != person.side).map(|side| format!("side={side}"));
        let roles = self.roles.iter().filter(|role| !person.roles.contains(role)).map(|role| format!("roles+={role}"));
        let texts = [
            ("organization", self.organization, &person.organization),
            ("email", self.email, &person.email),
            ("phone", self.phone, &person.phone),
        ];
        let texts = texts.into_iter().filter_map(|(key, said, recorded)| {
            let said = said.filter(|said| recorded.as_ref().is_none_or(|recorded| recorded.one_line() != *said))?;
            Some(format!("{key}={said}"))
        });
        side.into_iter().chain(roles).chain(texts).collect()
    }
}

fn once<T>(place: &mut Option<T>, value: T, name: &str) -> Result<(), String> {
    place.replace(value).map_or(Ok(()), |_| Err(format!("{name} is given twice")))
}

fn side(words: &str) -> Option<Side> {
    let plain = words.to_lowercase();
    let plain = plain.strip_prefix("side: ").or_else(|| plain.strip_prefix("side ")).unwrap_or(&plain);
    plain.parse().ok().or_else(|| SIDES.iter().find(|(said, _)| *said == plain).map(|(_, side)| *side))
}

fn role(words: &str) -> Option<Role> {
    let plain = words.trim().to_lowercase();
    let named = ROLES.iter().find(|(said, _)| *said == plain).map(|(_, role)| *role);
    named.or_else(|| plain.replace(' ', "-").parse().ok()).or_else(|| plain.to_uppercase().parse().ok())
}

fn email(words: &str) -> Option<&str> {
    let address = labelled(words, &["mail", "email", "e-mail"]);
    let (local, host) = address.split_once('@')?;
    (!local.is_empty() && host.contains('.') && !address.contains(char::is_whitespace)).then_some(address)
}

fn phone(words: &str) -> Option<&str> {
    let number = labelled(words, &["phone", "tel", "mobile"]);
    let is_one = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '/' | '.' | '\u{a0}'));
    (is_one && number.chars().filter(char::is_ascii_digit).count() >= 5).then_some(number)
}

/// Words without the label that they begin with.
fn labelled<'a>(words: &'a str, labels: &[&str]) -> &'a str {
    let (label, rest) = words.split_once([':', ' ']).unwrap_or(("", words));
    let label = label.trim_end_matches('.').to_lowercase();
    if labels.contains(&label.as_str()) { rest.trim() } else { words }
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::{one, read, values};

    #[test]
    fn somebody_new_has_a_name_roles_mail_phone_organization_and_a_side() {
        for (line, want) in [
            (
                "Bo Li, sponsor, bo@port.example",
                &[("name", "Bo Li"), ("side", "customer"), ("roles", "sponsor"), ("email", "bo@port.example")][..],
            ),
            (
                "- Bo Li (new): user and product owner, tel. +44 20 7946 0000, Port of Aldmouth.",
                &[
                    ("name", "Bo Li"),
                    ("side", "customer"),
                    ("roles", "user"),
                    ("roles", "product-owner"),
                    ("organization", "Port of Aldmouth"),
                    ("phone", "+44 20 7946 0000"),
                ],
            ),
            ("Kim Berg, delivery lead", &[("name", "Kim Berg"), ("side", "ours"), ("roles", "CFR")]),
            ("Kim Berg (ours, sme)", &[("name", "Kim Berg"), ("side", "ours"), ("roles", "SME")]),
            ("Kim Berg", &[("name", "Kim Berg"), ("side", "customer")]),
        ] {
            assert_eq!(one("people", line), Ok(values(want)), "{line}");
        }
    }

    #[test]
    fn what_is_new_of_somebody_known_is_told_as_the_command_that_sets_it() {
        let set = "engage set -e harbor-search --in people/ana-ortiz";
        for (line, why) in [
            (
                "Ana Ortiz, sponsor and user, Port of Aldmouth, side ours",
                format!("run: {set} side=ours roles+=sponsor roles+=user 'organization=Port of Aldmouth'"),
            ),
            ("Ana, ana@port.example", format!("run: {set} email=ana@port.example")),
        ] {
            assert_eq!(one("people", line), Err(format!("Ana Ortiz is recorded without this; {why}")), "{line}");
        }
        let recorded = Ok(values(&[("name", "Ana Ortiz"), ("side", "customer")]));
        assert_eq!(one("people", "Ana Ortiz, customer"), recorded);
    }

    #[test]
    fn what_may_be_a_slip_is_asked_about() {
        for (line, why) in [
            ("Bo Li, sponser", "`sponser` is not a role: did you mean sponsor?"),
            ("Bo Li, ours, customer", "the side is given twice"),
            ("Bo Li, the port, the quay", "`the quay` is not a role, side, mail address or phone number"),
            ("Anna Ortiz, user", "`Anna Ortiz` is nobody here: did you mean Ana Ortiz?"),
        ] {
            assert_eq!(one("people", line), Err(why.to_owned()), "{line}");
        }
    }

    #[test]
    fn somebody_under_people_is_known_to_the_rest_of_the_buffer() {
        let reading = read("## said\nBo Li: fine\nli: faster\n## people\nBo Li, sponsor\n");
        assert_eq!(reading.problems, []);
        let from: Vec<_> = reading.facts.iter().filter_map(|fact| fact.value("from")).collect();
        assert_eq!(from, ["Bo Li", "Bo Li"]);
        assert_eq!(reading.facts[0].value("name"), Some("Bo Li"), "people come first");
    }
}
